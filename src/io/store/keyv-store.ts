import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Keep } from '../../config/settings.ts'
import type { Item } from '../../feeds/item.ts'
import type { Guids } from '../../feeds/recognise/identity.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Lease } from './adapters/lease.ts'
import { Archive } from './archive.ts'
import { isAnything, isPollState } from './codec.ts'
import { Deliveries } from './deliveries.ts'
import { Events } from './events.ts'
import { housekeep } from './housekeep.ts'
import { dayOf, Ledger } from './ledger.ts'
import type { AnswerQueue } from './queue/answer-queue.ts'
import { takenMark } from './queue/answers.ts'
import { Batch, type Records } from './records.ts'
import type { Rooms } from './rooms.ts'
import { Seen } from './seen.ts'
import type { ArchivedItem, Commit, Found, Store, StoredEvent, StoredRecord } from './store.ts'
import { Stories } from './stories.ts'
import { exportRecords, importRecords } from './transfer.ts'

/** The store over Keyv. Writes are serialised, so that each index has one writer. */
export class KeyvStore implements Store {
  readonly where: string
  readonly answers: AnswerQueue | null
  readonly #rooms: Rooms
  readonly #lease: Lease
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(where: string, records: Records, lease: Lease, answers: AnswerQueue | null) {
    this.where = where
    this.answers = answers
    this.#lease = lease
    this.#rooms = {
      records,
      deliveries: new Deliveries(records),
      stories: new Stories(records),
      events: new Events(records),
      archive: new Archive(records),
      seen: new Seen(records),
      ledger: new Ledger(records),
    }
  }

  find(feedId: string, items: readonly Item[], guids: Guids | undefined, part?: boolean): Promise<Found> {
    return this.#rooms.seen.find(feedId, items, guids, part)
  }

  async unseen(items: readonly Item[]): Promise<readonly Item[]> {
    return (await this.find(items[0]?.feedId ?? '', items, undefined)).fresh
  }

  /**
   * The order of writing is the transaction: deliveries and their index, stories, events, archive, seen, feed.
   * SQLite, Redis and PostgreSQL write it as one; a store that stops in the middle has written a first part, and repeating does no harm.
   */
  commit(commit: Commit): Promise<void> {
    return this.#inTurn(async () => {
      const { records, deliveries, stories, events, archive, seen, ledger } = this.#rooms
      const batch = new Batch()
      const made = await deliveries.add(batch, commit.deliveries)
      const told = await stories.add(batch, commit.stories)
      await events.change(batch, commit.withdrawn, commit.events)
      await archive.add(batch, commit.archive)
      const noted = new Batch()
      const { feed } = commit
      const read = feed?.read === true ? { feedId: feed.feedId, at: feed.polledAt } : null
      const keys = seen.note(noted, commit.seen, read)
      const at = Math.max(0, ...commit.seen.map(item => item.firstSeenAt), ...times(commit))
      const day = dayOf(at === 0 ? (read?.at ?? 0) : at)
      await ledger.add(batch, [
        { name: 'kept', day, keys: [...made, ...told] },
        { name: 'seen', day, keys },
      ])
      for (const [key, value] of noted.entries) batch.set(key, value)
      if (feed !== null) batch.set(feedKey(feed.feedId), feed)
      if (commit.answer !== undefined) batch.set(...takenMark(commit.answer))
      await records.write(batch)
    })
  }

  openDeliveries(): Promise<readonly Delivery[]> {
    // Serialised, because it may rebuild an unreadable index.
    return this.#inTurn(() => this.#rooms.deliveries.open())
  }

  delivery(id: string): Promise<Delivery | null> {
    return this.#rooms.deliveries.get(id)
  }

  saveDelivery(delivery: Delivery): Promise<void> {
    return this.#inTurn(() => this.#rooms.deliveries.save(delivery))
  }

  deliveryByMessage(messageId: string): Promise<Delivery | null> {
    return this.#rooms.deliveries.byMessage(messageId)
  }

  openStories(since = 0): Promise<readonly ToldStory[]> {
    return this.#inTurn(() => this.#rooms.stories.open(since))
  }

  story(id: string): Promise<ToldStory | null> {
    return this.#rooms.stories.get(id)
  }

  async pollStates(feedIds: readonly string[]): Promise<ReadonlyMap<string, PollState>> {
    const found = await this.#rooms.records.getMany(feedIds.map(feedKey), isPollState)
    return new Map(found.flatMap(state => (state === null ? [] : [[state.feedId, state] as const])))
  }

  savePollState(state: PollState): Promise<void> {
    return this.#save(feedKey(state.feedId), state)
  }

  events(from: number): Promise<readonly StoredEvent[]> {
    return this.#rooms.events.from(from)
  }

  archived(since: number): AsyncIterable<ArchivedItem> {
    return this.#rooms.archive.since(since)
  }

  archivedItem(id: string): Promise<ArchivedItem | null> {
    return this.#rooms.archive.get(id)
  }

  fact(name: string): Promise<unknown> {
    return this.#rooms.records.get(factKey(name), isAnything)
  }

  saveFact(name: string, value: unknown): Promise<void> {
    return this.#save(factKey(name), value)
  }

  export(): AsyncIterable<StoredRecord> {
    return exportRecords(this.#rooms.records)
  }

  import(records: AsyncIterable<StoredRecord>): Promise<number> {
    return this.#inTurn(() => importRecords(this.#rooms.records, records))
  }

  housekeep(now: number, keep: Keep): Promise<number> {
    return this.#inTurn(() => housekeep(this.#rooms, now, keep))
  }

  hold(): Promise<boolean> {
    return this.#rooms.records.ask('lease', undefined, () => this.#lease.hold())
  }

  held(): Promise<boolean> {
    return this.#rooms.records.ask('lease', undefined, () => this.#lease.held())
  }

  /** Releases the lease and closes, even if the store no longer answers. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return
      this.#closed = true
      await this.#lease.release().catch(() => {})
      await this.#rooms.records.close()
    })
  }

  #save(key: string, value: unknown): Promise<void> {
    const batch = new Batch()
    batch.set(key, value)
    return this.#inTurn(() => this.#rooms.records.write(batch))
  }

  /** Serialises writes; a failure reaches its own caller only. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }
}

function times(commit: Commit): readonly number[] {
  return [...commit.deliveries.map(one => one.createdAt), ...commit.stories.map(one => one.lastAt)]
}

function feedKey(feedId: string): string {
  return `feed/${feedId}`
}

function factKey(name: string): string {
  return `fact/${name}`
}
