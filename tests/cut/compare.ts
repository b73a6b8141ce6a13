import assert from 'node:assert/strict'
import type { Feed } from '../../src/feeds/feed.ts'
import { Chance } from '../simulation/chance.ts'
import { another, changed, partsOf, written } from './changes.ts'
import { type Extent, Newsroom } from './newsroom.ts'

/** A document to begin with. */
export interface Begin {
  readonly name: string
  readonly bytes: Buffer
  readonly contentType: string | null
}

const MINUTE = 60_000
/** Entries that a calm feed has besides: of few, all would soon be new. */
const MORE = 12
const KINDS: readonly Partial<Feed>[] = [
  {},
  { kind: 'aggregator' },
  { language: 'ko', timeZone: 'Asia/Seoul' },
  { name: 'desk.example', nameFromFeed: true },
]

/**
 * Takes the same changing document in twice, cut and whole, and compares all that comes of it after each change.
 * @param polls how often it changes
 * @param count what was read of each, is counted there
 * @throws AssertionError where a story would be lost, told twice or told in other words
 */
export async function compare(begin: Begin, polls: number, seed: number, count: Map<Extent, number>): Promise<void> {
  const chance = new Chance(seed)
  const feed = { ...KINDS[seed % KINDS.length], url: 'https://desk.example/feed' }
  const [cut, whole] = [await Newsroom.open(true, feed), await Newsroom.open(false, feed)]
  const calm = chance.happens(3 / 4)
  let parts = partsOf(begin.bytes)
  const pool = parts?.entries ?? []
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(begin.bytes)
  if (parts !== null && calm) {
    const more = Array.from({ length: MORE }, (_, index) => another(chance.pick(pool), 1000 + index, chance))
    parts = { ...parts, entries: [...parts.entries, ...more].slice(0, 2 * MORE) }
    bytes = written(parts)
  }
  for (let poll = 0; poll <= polls; poll += 1) {
    if (poll > 0 && parts !== null) {
      parts = changed(parts, pool, poll, chance, calm && !chance.happens(1 / 8))
      bytes = written(parts)
    }
    const later = chance.pick([5, 15, 15, 60, 400]) * MINUTE
    const one = await cut.take(new Uint8Array(bytes), begin.contentType, later)
    const other = await whole.take(new Uint8Array(bytes), begin.contentType, later)
    count.set(one.extent, (count.get(one.extent) ?? 0) + (poll > 0 ? 1 : 0))
    assert.deepEqual(one.said, other.said, `${begin.name}, seed ${seed}, poll ${poll}`)
    if (parts === null && poll > 0) break
  }
  assert.deepEqual(await cut.noted(), await whole.noted(), `${begin.name}, seed ${seed}: what is noted of the entries`)
}
