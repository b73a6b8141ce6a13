import type { ToldStory } from '../alerts/told.ts'
import type { Brief, Report, Sentence } from '../briefs/brief.ts'
import type { Settings } from '../config/settings.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Notice as FeedNotice } from '../feeds/health.ts'
import type { Item } from '../feeds/item.ts'
import type { PollState } from '../feeds/poll-state.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import type { Store } from '../io/store/store.ts'
import type { Judged, Verdict } from '../rules/verdict.ts'
import type { Shelf } from '../stories/shelf.ts'
import type { StoryItem } from '../stories/story.ts'

/** What asking one feed came to, with what is kept of it for the next poll and what an operator should hear. */
export type Polled = {
  readonly state: PollState
  readonly notices: readonly FeedNotice[]
} & (
  | { readonly kind: 'read'; readonly items: readonly Item[]; readonly problems: readonly string[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly what: string }
)

/** Where an item belongs. `story` is as it stands with the item. */
export interface Placed {
  readonly kind: 'opened' | 'joined'
  readonly story: ToldStory
  readonly similarity: number | null
  readonly because: readonly string[]
  /** Why the item is more than the story's card tells; null: it is not. */
  readonly development: string | null
  readonly origins: number
}

/** Finds an item's story among the open ones. */
export type Place = (item: StoryItem, open: Shelf<ToldStory>, now: number) => Placed

/** The decisions of one valid configuration: pure functions, replaced as a whole when the files change. */
export interface Decisions {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  judge(judged: Judged): Verdict
  /**
   * A place-finder for the open stories of one process; it learns what it places.
   * @param before reports of closed stories, oldest first: which words are common lately
   */
  placer(before: readonly StoryItem[]): Place
  /** @param now ms since 1970: what is past by then is not to come */
  brief(reports: readonly Report[], now: number): Brief
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
  /** Tells an operator. */
  notice(about: string, text: string, over: boolean): void
  /** Says that there is something to deliver. */
  delivered(): void
}
