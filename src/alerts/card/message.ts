/**
 * The part of Discord's Create Message body that Backchannel uses, in Discord's own names,
 * so that what is rendered is what is sent, checked in tests and drawn in the preview.
 * Source: Discord's message resource page.
 */
export interface Message {
  readonly content?: string
  readonly embeds?: readonly Embed[]
  readonly allowed_mentions: {
    readonly parse: readonly never[]
    readonly roles?: readonly string[]
    readonly users?: readonly string[]
  }
  /** 4096: no notification. */
  readonly flags?: number
  readonly message_reference?: {
    readonly message_id: string
    readonly fail_if_not_exists: false
  }
  readonly components?: readonly ActionRow[]
}

/** A row of at most five buttons, or one select (Discord's page "Component Reference"). */
export interface ActionRow {
  readonly type: 1
  readonly components: readonly (Button | Select)[]
}

/** A select menu: at most 25 options, each text at most 100 UTF-16 units, the placeholder at most 150. */
export interface Select {
  readonly type: 3
  readonly custom_id: string
  readonly placeholder: string
  readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[]
}

/** Style 1: blue, 2: grey, 4: red. */
export interface Button {
  readonly type: 2
  readonly style: 1 | 2 | 4
  readonly label: string
  readonly custom_id: string
  readonly disabled?: boolean
}

export interface Embed {
  readonly title?: string
  readonly url?: string
  readonly description?: string
  readonly color?: number
  readonly author?: { readonly name: string; readonly url?: string }
  readonly fields?: readonly {
    readonly name: string
    readonly value: string
    readonly inline?: boolean
  }[]
  readonly footer?: { readonly text: string }
  readonly timestamp?: string
  readonly image?: { readonly url: string }
}
