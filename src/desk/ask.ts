import { PAGE, readPress } from '../alerts/card/press.ts'

/** The person who asks: a member of the server in which they ask. */
export interface Asker {
  /** Discord's id of the user. */
  readonly id: string
  /** Display name in that server: a stranger's text. */
  readonly name: string
  readonly roles: readonly string[]
  /** Whether they have Manage Server or Administrator. */
  readonly manages: boolean
}

/** A command's options by name, as given. */
export type Options = Readonly<Record<string, string | number | boolean>>

/** What is asked: a slash command, a command on a message, a button, a select menu's choice, or a completion. */
export type Wanted =
  | { readonly kind: 'command'; readonly name: string; readonly options: Options }
  | { readonly kind: 'about-message'; readonly name: string; readonly messageId: string }
  | { readonly kind: 'button'; readonly press: string; readonly messageId: string }
  | { readonly kind: 'chosen'; readonly press: string; readonly values: readonly string[]; readonly messageId: string }
  | {
      readonly kind: 'complete'
      readonly name: string
      readonly option: string
      readonly typed: string
      readonly options: Options
    }

/** A Discord interaction as data, which can be stored and answered by another process. */
export interface Ask {
  /** Discord's id of the interaction; a repeated ask has the same. */
  readonly id: string
  readonly applicationId: string
  /** Whoever has it can answer this one interaction for 15 minutes: never logged. */
  readonly token: string
  /** ms since 1970 by Discord's clock. */
  readonly at: number
  readonly guildId: string
  readonly channelId: string
  readonly who: Asker
  readonly wants: Wanted
}

/** How long an interaction's token is valid, in ms (same page, 15 minutes). */
export const TOKEN_MS = 15 * 60_000

/** How an answer begins: as a message that only its asker sees, as one for everyone, or as a change of the answer with the pressed button. */
export type Beginning = 'private' | 'shared' | 'changes'

/** An answer is for its asker only, unless shared; a page button changes its own answer. */
export function beginningOf({ wants }: Pick<Ask, 'wants'>): Beginning {
  if (wants.kind === 'button') return readPress(wants.press).verb === PAGE ? 'changes' : 'private'
  return wants.kind === 'command' && wants.options.share === true ? 'shared' : 'private'
}

/** An ask's name for the log. */
export function nameOfAsk({ wants }: Pick<Ask, 'wants'>): string {
  if (wants.kind === 'button' || wants.kind === 'chosen') return `${wants.kind} ${readPress(wants.press).verb}`
  return `${wants.kind} ${wants.name}`
}
