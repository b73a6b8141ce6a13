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

/** What asking one feed came to, with what is kept of it for the next poll and what an operator should hear. */
export type Polled = {
  readonly state: PollState
  readonly notices: readonly FeedNotice[]
  /** Of an answer that another process has handed over; absent: this one asked. */
  readonly handed?: {
    /** Under which it waits. */
    readonly id: string
    /** Whether the feed's state has moved on since it was asked: then only the items are taken in. */
    readonly stale: boolean
    /** Name of the process that asked. */
    readonly by: string
  }
} & (
  | {
      readonly kind: 'read'
      /** All entries of the document, or those that its last one did not hold. */
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      /** How many entries were not read again; absent: none. */
      readonly standing?: number
      /** Reads all of them, where what is new must be seen beside the rest; absent: all were read. */
      readonly again?: () => Promise<Polled>
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly what: string }
)

/** Where an item belongs. `story` is as it stands with the item. */
export interface Placed {
  readonly kind: 'opened' | 'joined'
  readonly story: ToldStory
  readonly similarity: number | null
  readonly because: readonly string[]
  /** The item read as an event. */
  readonly event: EventReading
  /** The story of its thread that it goes on from; null: it joins its story, or begins a thread. */
  readonly follows: ToldStory | null
  /** A told story on whose card it may be listed, since it tells little that is not told there; null: none. */
  readonly beside: ToldStory | null
  readonly origins: number
}

/** Finds an item's story among the open ones, and what it goes on from among those of the last two weeks. */
export type Place = (item: StoryItem, open: Shelf<ToldStory>, now: number, lately: Iterable<ToldStory>) => Placed

/** The decisions of one valid configuration: pure functions, replaced as a whole when the files change. */
export interface Decisions {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  judge(judged: Judged): Verdict
  /** What an item is judged by, and how it is read: for explanations. */
  readonly ruleSet: RuleSet
  readonly sense: EventSense
  /** People of people.yaml, each once. */
  readonly people: readonly KnownPerson[]
  /** Names of the term lists. */
  readonly lists: readonly string[]
  /** The term lists that a text's words belong to. */
  listsIn(text: string, language: string): ReadonlySet<string>
  /**
   * A place-finder for the open stories of one process; it learns what it places.
   * @param before reports of closed stories, oldest first: which words are common lately
   * @param open the stories among which it places; read now, in small steps
   */
  placer(before: readonly StoryItem[], open: Shelf<ToldStory>, breathe: Breathe): Promise<Place>
  /** Ids of the stories that share anything with an item, the most alike first: for a person to choose from. */
  nearest(item: StoryItem, stories: readonly ToldStory[], breathe: Breathe): Promise<readonly string[]>
  /**
   * @param now ms since 1970: what is past by then is not to come
   * @param language of those who read it; default: that of settings.yaml
   */
  brief(reports: readonly Report[], now: number, language?: string): Brief
  /** Who found it out, by the reports of a story: the source that is relayed, else the outlet. */
  originNames(items: readonly StoryItem[]): readonly string[]
  /** What a report's event does to what stood; null: nothing. */
  turn(event: EventReading): Turn | null
  /** The sides whose meetings are counted. */
  readonly principals: readonly string[]
  /** A report read as an event. */
  reading(item: StoryItem): EventReading
  /** What a story tells, by its first reports. */
  readingsOf(story: Story): readonly EventReading[]
  /** What a report in another language tells, in the bot's own words; null: nothing that is certain. */
  gist(title: string, event: EventReading): string | null
}

/** The text of a linked page. */
export interface ArticleText {
  readonly title: string
  readonly text: string
}

/** Everything the shell touches, handed in. */
export interface World {
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  decisions(): Decisions
  /** @param together how many feeds are asked in this cycle: they do not all start at once */
  poll(feed: Feed, state: PollState | null, signal: AbortSignal, together: number): Promise<Polled>
  /** null: the page could not be read, or may not be. */
  article(url: string, feed: Feed, signal: AbortSignal): Promise<ArticleText | null>
  /** A written summary of a story's reports that can be believed; null: there is none, the chosen sentences stay. */
  summarise(reports: readonly Report[], signal: AbortSignal): Promise<readonly Sentence[] | null>
  /** Proposes changes for what readers found not relevant. */
  readonly propose: Propose
  /** Gives way to whatever else waits for the thread, where work has gone on for long. */
  readonly breathe: Breathe
  /** Tells an operator. */
  notice(about: string, text: string, over: boolean): void
  /** Where a route leads; null: nowhere. Missing: each leads to a place of its own. */
  placeOf?(route: string): string | null
  /** Says that there is something to deliver. */
  delivered(): void
}
