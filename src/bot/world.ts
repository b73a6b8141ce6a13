import type { ToldStory } from '../alerts/told-story.ts'
import type { Brief, Report, Sentence } from '../briefs/brief.ts'
import type { KnownPerson } from '../briefs/people/people-index.ts'
import type { Settings } from '../config/settings.ts'
import type { Propose } from '../config/teach/propose.ts'
import type { Turn } from '../events/compare/turn.ts'
import type { EventReading } from '../events/event.ts'
import type { EventSense } from '../events/sense.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Item } from '../feeds/item.ts'
import type { Notice as FeedNotice } from '../feeds/schedule/health.ts'
import type { PollState } from '../feeds/schedule/poll-state.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import type { Store } from '../io/store/store.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Judged, Verdict } from '../rules/verdict.ts'
import type { Shelf } from '../stories/alike/shelf.ts'
import type { Story, StoryItem } from '../stories/story.ts'
import type { Breathe } from '../text/breath.ts'

/** Result of polling one feed, with its next poll state and notices for operators. */
export type Polled = {
  readonly state: PollState
  readonly notices: readonly FeedNotice[]
  /** Present if another process handed the answer over. */
  readonly handed?: {
    /** Its id in the queue. */
    readonly id: string
    /** Whether the feed's state has moved on since the poll: then only the items are ingested. */
    readonly stale: boolean
    /** Name of the process that polled. */
    readonly by: string
  }
} & (
  | {
      readonly kind: 'read'
      /** All entries of the document, or those not in the last one. */
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      /** Number of entries that were not read again; absent: none. */
      readonly standing?: number
      /** Reads all entries, if new ones must be compared with the rest; absent: all were read. */
      readonly again?: () => Promise<Polled>
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly what: string }
)

/** Where an item belongs. `story` already includes the item. */
export interface Placed {
  readonly kind: 'opened' | 'joined'
  readonly story: ToldStory
  readonly similarity: number | null
  readonly because: readonly string[]
  /** The item read as an event. */
  readonly event: EventReading
  /** The story that it continues in its thread; null: it joins its story, or begins a thread. */
  readonly follows: ToldStory | null
  /** A posted story on whose card it may be listed, since it adds little to it; null: none. */
  readonly beside: ToldStory | null
  readonly origins: number
}

/** Finds an item's story among the open ones, and the story that it continues among those of the last two weeks. */
export type Place = (item: StoryItem, open: Shelf<ToldStory>, now: number, lately: Iterable<ToldStory>) => Placed

/** The decisions of one valid configuration: pure functions, replaced as a whole when the files change. */
export interface Decisions {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  judge(judged: Judged): Verdict
  /** For explanations: what items are judged by, and how they are read. */
  readonly ruleSet: RuleSet
  readonly sense: EventSense
  /** People of people.yaml, each once. */
  readonly people: readonly KnownPerson[]
  /** Names of the term lists. */
  readonly lists: readonly string[]
  /** Names of the term lists with a term in the text. */
  listsIn(text: string, language: string): ReadonlySet<string>
  /**
   * A placer for the open stories of one process; it learns from what it places.
   * @param before reports of closed stories, oldest first, for which words have been common
   * @param open the stories among which it places; indexed now, in small steps
   */
  placer(before: readonly StoryItem[], open: Shelf<ToldStory>, breathe: Breathe): Promise<Place>
  /** Ids of the stories that share anything with an item, most similar first, for a person to choose from. */
  nearest(item: StoryItem, stories: readonly ToldStory[], breathe: Breathe): Promise<readonly string[]>
  /**
   * @param now ms since 1970: earlier dates are not coming
   * @param language of the readers; default: that of settings.yaml
   */
  brief(reports: readonly Report[], now: number, language?: string): Brief
  /** Who originally reported a story: of each report the source that it relays, else its outlet. */
  originNames(items: readonly StoryItem[]): readonly string[]
  /** What a report's event changes about earlier ones; null: nothing. */
  turn(event: EventReading): Turn | null
  /** The sides whose meetings are counted. */
  readonly principals: readonly string[]
  /** Reads a report as an event. */
  reading(item: StoryItem): EventReading
  /** The events of a story's first reports. */
  readingsOf(story: Story): readonly EventReading[]
  /** What a report in another language says, in the bot's own words; null: nothing certain. */
  gist(title: string, event: EventReading): string | null
}

/** The text of a linked page. */
export interface ArticleText {
  readonly title: string
  readonly text: string
}

/** Everything the bot works with, passed in. */
export interface World {
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  decisions(): Decisions
  /** @param together number of feeds in this cycle, over which the starts are spread */
  poll(feed: Feed, state: PollState | null, signal: AbortSignal, together: number): Promise<Polled>
  /** @returns null: the page could not or may not be read */
  article(url: string, feed: Feed, signal: AbortSignal): Promise<ArticleText | null>
  /** A credible written summary of a story's reports; null: there is none, and the chosen sentences stay. */
  summarise(reports: readonly Report[], signal: AbortSignal): Promise<readonly Sentence[] | null>
  /** Proposes rule changes for items that readers found not relevant. */
  readonly propose: Propose
  /** Lets other work run if this work has gone on for long. */
  readonly breathe: Breathe
  /** Gives operators a notice. `about` is its key; `over`: the condition has ended. */
  notice(about: string, text: string, over: boolean): void
  /** Place of a route; null: none. Missing: each route has a place of its own. */
  placeOf?(route: string): string | null
  /** Signals that there is something to deliver. */
  delivered(): void
}
