import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Coming } from '../../briefs/brief.ts'
import type { Feedback } from '../../desk/feedback.ts'
import type { Item } from '../../feeds/item.ts'
import type { Guids } from '../../feeds/recognise/identity.ts'
import type { Recognised } from '../../feeds/recognise/recognise.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { AnswerQueue } from './queue/answer-queue.ts'

/** An item with what was decided on it: what explain, backtest and the digest read. */
export interface ArchivedItem {
  readonly item: Item
  readonly verdict: Verdict
  readonly storyId: string | null
  /** One sentence: what was done with it and why. */
  readonly outcome: string
  /** What readers say of it in Discord; missing: nothing. */
  readonly feedback?: readonly Feedback[]
}

/** A coming event that a story told of. */
export interface StoredEvent extends Coming {
  readonly storyId: string
  readonly title: string
  readonly url: string | null
}

/** What one feed's ingest has decided. Written in the order of the fields: a crash between repeats work and loses none. */
export interface Commit {
  readonly deliveries: readonly Delivery[]
  readonly stories: readonly ToldStory[]
  readonly events: readonly StoredEvent[]
  /** Stories whose coming events of before are withdrawn: called off, put off, moved. */
  readonly withdrawn: readonly string[]
  readonly archive: readonly ArchivedItem[]
  readonly seen: readonly Item[]
  readonly feed: PollState | null
  /** The answer of another process that is taken in to its end with this; missing: none is. */
  readonly answer?: string
}

/** What came of looking for the items of a feed among those that were seen. */
export interface Found extends Recognised {
  /** Whether the feed was read to its end before, as a note says that does not hang on the feed's own record. */
  readonly wasRead: boolean
  /** Whether any name of any item was met before. */
  readonly met: boolean
}

/** One record as `state export` writes it. */
export interface StoredRecord {
  readonly namespace: string
  readonly key: string
  readonly value: unknown
}

/** The bot's memory. Every method throws StoreError when the store cannot answer: a failed read never means "new". */
export interface Store {
  /** The address without credentials, for logs. */
  readonly where: string
  /** What processes that do not lead leave for the one that does; null: no other process can share this store. */
  readonly answers: AnswerQueue | null
  /**
   * Tells the items of a feed that were seen from those that were not.
   * @param guids what is known of the feed's guids, from its poll state
   * @param part whether these are but the entries that are new in a document: where one was met, nothing is learnt, for all must be looked at
   */
  find(feedId: string, items: readonly Item[], guids: Guids | undefined, part?: boolean): Promise<Found>
  /** Those of a feed's items that have not been seen, in order. */
  unseen(items: readonly Item[]): Promise<readonly Item[]>
  commit(commit: Commit): Promise<void>
  /** Deliveries that are pending or uncertain, by route and order. */
  openDeliveries(): Promise<readonly Delivery[]>
  delivery(id: string): Promise<Delivery | null>
  saveDelivery(delivery: Delivery): Promise<void>
  deliveryByMessage(messageId: string): Promise<Delivery | null>
  /** Stories whose newest report is at or after `since` (ms since 1970) and at most 31 days older than the newest, oldest first. */
  openStories(since?: number): Promise<readonly ToldStory[]>
  story(id: string): Promise<ToldStory | null>
  pollStates(feedIds: readonly string[]): Promise<ReadonlyMap<string, PollState>>
  savePollState(state: PollState): Promise<void>
  events(from: number): Promise<readonly StoredEvent[]>
  /** Archived items first seen at or after `since`, oldest first. */
  archived(since: number): AsyncIterable<ArchivedItem>
  archivedItem(id: string): Promise<ArchivedItem | null>
  /** Small facts by name: schema version, channel pauses, last digest, heartbeat. */
  fact(name: string): Promise<unknown>
  saveFact(name: string, value: unknown): Promise<void>
  /** Every record as {namespace, key, value}, for `state export`. */
  export(): AsyncIterable<StoredRecord>
  /** Takes an export into a store that holds nothing yet; one that broke off may be repeated. @returns how many records came */
  import(records: AsyncIterable<StoredRecord>): Promise<number>
  /** Removes what is past its retention and not open. @returns how many records went */
  housekeep(now: number, keep: { readonly seenMs: number; readonly archiveMs: number }): Promise<number>
  /**
   * Gets or renews the right to write, for which one process at a time is chosen; to be called every few seconds. Once it was held,
   * every write fails with StoreError after another process has taken over.
   * @returns false while another process has it
   */
  hold(): Promise<boolean>
  /** Whether some process has that right now: whether a bot runs on this store, here or elsewhere. */
  held(): Promise<boolean>
  /** Gives up the right to write and closes. */
  close(): Promise<void>
}

export class StoreError extends Error {
  override readonly name: string = 'StoreError'
}

/** STATE_URL cannot be an address: a mistake of the configuration, which no waiting mends. Its message repeats nothing of it. */
export class BadAddress extends StoreError {
  override readonly name = 'BadAddress'
}
