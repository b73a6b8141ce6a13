import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Coming } from '../../briefs/brief.ts'
import type { Keep } from '../../config/settings.ts'
import type { Feedback } from '../../desk/feedback.ts'
import type { Item } from '../../feeds/item.ts'
import type { Guids } from '../../feeds/recognise/identity.ts'
import type { Recognised } from '../../feeds/recognise/recognise.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { AnswerQueue } from './queue/answer-queue.ts'

/** An item with its decision, as explain, backtest and the digest read it. */
export interface ArchivedItem {
  readonly item: Item
  readonly verdict: Verdict
  readonly storyId: string | null
  /** One sentence: what was done with the item, and why. */
  readonly outcome: string
  /** Readers' feedback from Discord; missing: none. */
  readonly feedback?: readonly Feedback[]
}

/** A coming event that a story announced. */
export interface StoredEvent extends Coming {
  readonly storyId: string
  readonly title: string
  readonly url: string | null
}

/** What one feed's ingest decided. The order of writing is fixed: a crash in between repeats work and loses none. */
export interface Commit {
  readonly deliveries: readonly Delivery[]
  readonly stories: readonly ToldStory[]
  readonly events: readonly StoredEvent[]
  /** Stories whose earlier coming events no longer hold: called off, postponed, moved. */
  readonly withdrawn: readonly string[]
  readonly archive: readonly ArchivedItem[]
  readonly seen: readonly Item[]
  readonly feed: PollState | null
  /** Id of the queued answer whose intake this commit completes; missing: none. */
  readonly answer?: string
}

/** Result of looking up a feed's items among those seen. */
export interface Found extends Recognised {
  /** Whether the feed was ever read to its end; recorded apart from the feed's own record. */
  readonly wasRead: boolean
  /** Whether any name of any of the items was met before. */
  readonly met: boolean
}

/** One record as `state export` writes it. */
export interface StoredRecord {
  readonly namespace: string
  readonly key: string
  readonly value: unknown
}

/** The bot's memory. Every method throws StoreError if the store does not answer: a failed read never means "new". */
export interface Store {
  /** The address without credentials, for logs. */
  readonly where: string
  /** Queue from the other processes to the one that leads; null: no other process can share this store. */
  readonly answers: AnswerQueue | null
  /**
   * Separates a feed's seen items from its new ones.
   * @param guids what the poll state knows about the feed's guids
   * @param part whether these are only the new entries of a document: if one was met before, nothing is learnt, since the caller must look at all
   */
  find(feedId: string, items: readonly Item[], guids: Guids | undefined, part?: boolean): Promise<Found>
  /** The items that were not seen before, in order. */
  unseen(items: readonly Item[]): Promise<readonly Item[]>
  commit(commit: Commit): Promise<void>
  /** Deliveries that are pending or uncertain, by route and order. */
  openDeliveries(): Promise<readonly Delivery[]>
  delivery(id: string): Promise<Delivery | null>
  saveDelivery(delivery: Delivery): Promise<void>
  deliveryByMessage(messageId: string): Promise<Delivery | null>
  /** Stories whose newest report is at or after `since` (ms since 1970) and at most 31 days older than the newest of all, oldest first. */
  openStories(since?: number): Promise<readonly ToldStory[]>
  story(id: string): Promise<ToldStory | null>
  pollStates(feedIds: readonly string[]): Promise<ReadonlyMap<string, PollState>>
  savePollState(state: PollState): Promise<void>
  events(from: number): Promise<readonly StoredEvent[]>
  /** Archived items first seen at or after `since` (ms since 1970), oldest first. */
  archived(since: number): AsyncIterable<ArchivedItem>
  archivedItem(id: string): Promise<ArchivedItem | null>
  /** Small facts by name: schema version, channel pauses, last digest, heartbeat. */
  fact(name: string): Promise<unknown>
  saveFact(name: string, value: unknown): Promise<void>
  /** Every record as {namespace, key, value}, for `state export`. */
  export(): AsyncIterable<StoredRecord>
  /** Imports an export into an empty store; an interrupted import may be repeated. @returns number of records */
  import(records: AsyncIterable<StoredRecord>): Promise<number>
  /** Removes what is past its retention and not open. @returns number of removed records */
  housekeep(now: number, keep: Keep): Promise<number>
  /**
   * Acquires or renews the lease, the right to write, which one process holds at a time; call it every few seconds. Once it was held, every
   * write fails with StoreError after another process has taken over.
   * @returns false while another process has it
   */
  hold(): Promise<boolean>
  /** Whether some process holds the lease: whether a bot runs on this store, here or elsewhere. */
  held(): Promise<boolean>
  /** Releases the lease and closes. */
  close(): Promise<void>
}

/** The store failed or did not answer, or refused a write by its fence. The message is for a person and holds no credentials. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError'
}

/** STATE_URL is not valid: a configuration mistake, which waiting does not mend. The message repeats none of it. */
export class BadAddress extends StoreError {
  override readonly name = 'BadAddress'
}
