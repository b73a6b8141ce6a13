import type { Brief } from '../../briefs/brief.ts'
import type { Priority, StoryType } from '../../rules/verdict.ts'

/** One report as a card names it. */
export interface CardReport {
  readonly itemId: string
  readonly outlet: string
  readonly affiliation: string | null
  readonly url: string | null
}

/** The contents of one story's message: data only; `render` draws it. */
export interface Card {
  readonly storyId: string
  readonly type: StoryType
  readonly priority: Priority
  readonly title: string
  readonly url: string | null
  /** The report the headline is from. */
  readonly lead: CardReport
  readonly brief: Brief
  /** Later reports of the story, in order of arrival. */
  readonly also: readonly CardReport[]
  /** Independent origins among the reports; relays of one source count once. */
  readonly origins: number
  /** Names of the origins, if each is known: "KCNA". */
  readonly originNames?: readonly string[]
  readonly rules: readonly string[]
  /** The words of the item on which the rule matched. */
  readonly words: readonly string[]
  /** ms since 1970 of the newest report; null: unknown. */
  readonly publishedAt: number | null
  readonly firstSeenAt: number
  /** On a development's card, the headline of the story's card: shown if Discord does not show the message it replies to. */
  readonly develops?: string
  /** What this card was last edited for, and when (ms since 1970): "Updated 14:35 KST: called off". */
  readonly update?: { readonly at: number; readonly phrase: string }
  /** A newer message overtakes this one: a short phrase ("since called off") and the delivery that posted the newer card. */
  readonly overtaken?: { readonly phrase: string; readonly postId: string }
  /** What the report says, in the channel's language and the bot's own words, if the report is in another one. Marked as the bot's. */
  readonly gist?: string
  /** Coming events that the card once listed and that were since withdrawn: drawn struck out. */
  readonly struck?: readonly StruckComing[]
  /** The text, in Discord's markdown, of a notice about the bot itself; the rest of such a card is empty. */
  readonly notice?: string
  /** Users who watch its subject, each with their server. A new message there pings them. */
  readonly watchers?: readonly Watcher[]
  /** In a direct message: what its reader watches (untrusted text). */
  readonly watched?: string
  /** In a summary card: its stories, one line each; the rest of such a card is empty. */
  readonly listed?: readonly ListedStory[]
}

/** A user and the server in which they are named. */
export interface Watcher {
  readonly id: string
  /** null: in any server. */
  readonly guildId: string | null
}

/** A story that is posted as a line in a summary card. */
export interface ListedStory {
  /** The delivery that it would have been. */
  readonly deliveryId: string
  readonly type: StoryType
  readonly title: string
  readonly url: string | null
  readonly outlet: string
  readonly gist?: string
}

/** A withdrawn coming event. `date` is YYYY-MM-DD, or YYYY-MM when no day was named. */
export interface StruckComing {
  readonly what: string
  readonly date: string
}
