import { isUtf8 } from 'node:buffer'
import { FeedReader, type Read } from '../../src/bot/poll/feed-reader.ts'
import { recognised } from '../../src/bot/tell/new-items.ts'
import type { Polled, World } from '../../src/bot/world.ts'
import { readBody } from '../../src/feeds/cut/read-body.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Packed } from '../../src/feeds/fetched.ts'
import { readFeed } from '../../src/feeds/parse/parse.ts'
import { learn } from '../../src/feeds/schedule/learn.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import type { ParsePool } from '../../src/io/http/worker/parse-pool.ts'
import { openMemory } from '../../src/io/store/adapters/memory-adapter.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { PARSERS } from '../feeds/read.ts'
import { makeFeed } from '../feeds/reader.ts'

export const TIMING = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }

/** The worker's own reading, in this thread. */
export const readIn: ParsePool['read'] = async ({ bytes, by }) => {
  // As a worker gets them: copied.
  const { body, request } = structuredClone({ body: new Uint8Array(bytes), request: by })
  const reading = await readBody(body, isUtf8(body), request, (part, options) => readFeed(part, options, PARSERS))
  return { ...structuredClone(reading), bodyHash: '' }
}

/** A document as it comes. */
export function packed(feed: Feed, body: Uint8Array, contentType: string | null): Packed {
  return {
    kind: 'packed',
    status: 200,
    url: feed.url,
    body,
    encoding: null,
    most: 5_000_000,
    contentType,
    validators: { url: feed.url, etag: null, lastModified: null, bodyHash: null },
    timing: TIMING,
    movedTo: null,
  }
}

/** How much of a document was read. */
export type Extent = 'nothing' | 'new' | 'new, then whole' | 'whole' | 'unreadable'

export interface Outcome {
  readonly extent: Extent
  /** What must be the same, however much was read. */
  readonly said: unknown
}

/** Takes one feed's documents in as the bot does, with a store of its own. */
export class Newsroom {
  readonly #store: Store
  readonly #cuts: boolean
  readonly #feed: Feed
  readonly #reader: FeedReader
  #now = Date.UTC(2026, 2, 11)
  #state: PollState | null = null
  /** What the reader itself finds to differ, as VERIFY_FEEDS has it: that another would notice it later is not enough. */
  readonly #differences: unknown[] = []

  private constructor(store: Store, cuts: boolean, feed: Partial<Feed>) {
    this.#store = store
    this.#cuts = cuts
    this.#feed = makeFeed(feed)
    const log = {
      debug() {},
      info() {},
      warn() {},
      error: (_: string, facts?: object) => this.#differences.push(facts),
    }
    this.#reader = new FeedReader(readIn, log, () => this.#now, cuts)
  }

  /** @param cuts whether what is known is not read again */
  static async open(cuts: boolean, feed: Partial<Feed> = {}): Promise<Newsroom> {
    return new Newsroom(await openOver(openMemory()), cuts, feed)
  }

  async take(bytes: Uint8Array<ArrayBuffer>, contentType: string | null, laterMs: number): Promise<Outcome> {
    this.#now += laterMs
    const state = this.#state
    const fetched = packed(this.#feed, bytes, contentType)
    const read = await this.#reader.read(this.#feed, state, fetched)
    let polled = this.#settle(read, fetched)
    if (polled.kind !== 'read') {
      this.#state = polled.state
      return { extent: 'unreadable', said: { state: { ...polled.state, kept: null } } }
    }
    let extent: Extent = polled.again === undefined ? 'whole' : polled.items.length === 0 ? 'nothing' : 'new'
    const world = { store: this.#store, notice() {} } as unknown as World
    const unread = state === null || !state.read
    let found = await recognised(world, this.#feed, polled, unread)
    if (found === null) {
      extent = 'new, then whole'
      const whole = await polled.again?.()
      if (whole?.kind !== 'read') throw new Error('what was read in part cannot be read whole')
      polled = whole
      found = await recognised(world, this.#feed, whole, unread)
    }
    if (found === null) throw new Error('the whole is not enough')
    // As the store gives it back.
    this.#state = JSON.parse(JSON.stringify(found.state)) as PollState
    await this.#store.commit({
      deliveries: [],
      stories: [],
      events: [],
      withdrawn: [],
      archive: [],
      seen: found.fresh,
      feed: this.#state,
    })
    const said = {
      fresh: found.fresh,
      first: found.first,
      entries: polled.items.length + (polled.standing ?? 0),
      problems: polled.problems,
      differences: this.#differences.splice(0),
      state: { ...this.#state, kept: null },
    }
    return { extent, said: JSON.parse(JSON.stringify(said)) }
  }

  /** The names that are noted, and of which entry. */
  async noted(): Promise<unknown> {
    const notes: Record<string, unknown> = {}
    for await (const { namespace, key, value } of this.#store.export())
      if (namespace === 'seen') notes[key] = Array.isArray(value) ? value[2] : value
    return notes
  }

  #settle(read: Read, fetched: Packed): Polled {
    const before = this.#cuts || this.#state === null ? this.#state : { ...this.#state, kept: null }
    const after = (outcome: Parameters<typeof learn>[2]) => {
      const state = learn(this.#feed, before, outcome, this.#now, 600_000)
      return { state: this.#cuts ? state : { ...state, kept: null }, notices: [] }
    }
    if (read.kind === 'packed' || read.kind === 'same') throw new Error(`a document that came is ${read.kind}`)
    if (read.kind === 'unreadable')
      return { kind: 'failed', what: read.what, ...after({ ...read, fetched, reason: 'unreadable' }) }
    const { items, problems, entries, again } = read
    const part = again !== null && {
      standing: entries.length - items.length,
      again: async () => this.#settle(await again(), fetched),
    }
    return { kind: 'read', items, problems, ...part, ...after({ ...read, fetched }) }
  }
}
