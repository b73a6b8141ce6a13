import { hash } from 'node:crypto'
import { shortHash } from '../../text/id.ts'
import { hostOf } from '../../text/url.ts'
import type { Feed } from '../feed.ts'
import type { Item } from '../item.ts'
import type { Guids } from '../recognise/identity.ts'
import { type Cut, NAME_LENGTH, namesOfPieces } from './cut.ts'

/** What is kept of the entries of the document that was read last: enough to know each again by its bytes. Plain JSON. */
export interface KeptEntries {
  /** A name for what stands around the entries, and for all else that they are read by. */
  readonly around: string
  /** A name for the bytes of all entries together. */
  readonly all: string
  /** ms since 1970 when a whole document was last read. */
  readonly wholeAt: number
  /** Hosts that the entries lead to. */
  readonly hosts: readonly string[]
  /** An entry each, in the document's order: its bytes' name, its host's place in `hosts`, whether a guid names it, and short forms of its names. */
  readonly entries: readonly string[]
}

/** Changed where the reading of entries changes: what an older version kept is not heard. */
const VERSION = 1
/** A document is read whole at least this often: what is noted of entries is renewed by that, and whatever was wrong is put right. */
const WHOLE_MS = 86_400_000
/** More hosts are not kept. */
const MOST_HOSTS = 100
/** Two characters each. */
const HOST_AT = NAME_LENGTH
const GUID_AT = HOST_AT + 2
const NAMES_AT = GUID_AT + 1
/** Thirty bits of a name: where two are alike by chance, a document is read whole that need not be. */
const SHORT = 6

/** What an entry's reading hangs on besides its document. */
export interface ReadBy {
  readonly feed: Pick<Feed, 'id' | 'name' | 'nameFromFeed' | 'kind' | 'language' | 'url' | 'homepage' | 'timeZone'>
  /** The address that answered. */
  readonly url: string
  /** Whether the feed's guids are of any use. */
  readonly guids: boolean
}

/** What a document holds beside what was read before. */
export interface Found {
  /** A name for the bytes of each entry; absent: the entries are those of the last document, in their order. */
  readonly names: readonly string[] | null
  /** Places of the entries that the last document did not hold. */
  readonly unknown: ReadonlySet<number>
  /** Of each entry its place in the last document; null: it is unknown. */
  readonly before: readonly (number | null)[]
}

/** A name for all that entries are read by and that does not stand in them. */
export function aroundOf(cut: Cut, { feed, url, guids }: ReadBy): string {
  const { id, name, nameFromFeed, kind, language, url: configured, homepage, timeZone } = feed
  const by = [VERSION, id, name, nameFromFeed ?? false, kind, language, configured, homepage, timeZone, url, guids]
  return hash('sha1', `${JSON.stringify(by)}\n${cut.around}`, 'base64url').slice(0, NAME_LENGTH)
}

/**
 * Compares a document with what is kept.
 * @param around as `aroundOf` has it
 * @param guids what is known of the feed's guids
 * @param now ms since 1970
 * @returns null where the whole must be read
 */
export function findUnknown(
  cut: Cut,
  around: string,
  kept: KeptEntries | undefined,
  guids: Guids | undefined,
  now: number,
): Found | null {
  if (kept === undefined || kept.around !== around || Math.abs(now - kept.wholeAt) >= WHOLE_MS) return null
  if (kept.all === cut.all && kept.entries.length === cut.pieces.length)
    return { names: null, unknown: new Set(), before: kept.entries.map((_, index) => index) }
  const places = new Map<string, number>()
  for (const [index, entry] of kept.entries.entries()) places.set(entry.slice(0, NAME_LENGTH), index)
  const names = namesOfPieces(cut)
  const before = names.map(name => places.get(name) ?? null)
  const met = before.filter(place => place !== null)
  // The same entry twice, in either document.
  if (new Set(met).size < met.length || places.size < kept.entries.length) return null
  const unknown = new Set(before.flatMap((place, index) => (place === null ? [index] : [])))
  // Nothing of the last document: what makes every entry new must be seen with all of them.
  if (unknown.size > 0 && met.length === 0) return null
  // Only the whole teaches what a feed's guids are.
  const taught = guids === 'steady' || guids === 'unusable' || met.every(place => !hasGuid(kept.entries[place] ?? ''))
  return unknown.size > 0 && !taught ? null : { names, unknown, before }
}

/** Whether an item bears a name that one of the entries bears which were not read anew: then all must be looked at. */
export function sharesName(items: readonly Item[], found: Found, kept: KeptEntries): boolean {
  if (items.length === 0) return false
  const names = new Set<string>()
  for (const place of found.before)
    if (place !== null) for (const name of namesIn(kept.entries[place] ?? '')) names.add(name)
  return items.some(item => namesOf(item).some(name => names.has(name)))
}

/**
 * What is to be kept of a document.
 * @param pieces names of the bytes of its entries
 * @param items of its entries, in their order
 * @returns undefined where its entries must be read together: such as share a name, or have none of their own
 */
export function keep(
  { all }: Pick<Cut, 'all'>,
  pieces: readonly string[],
  around: string,
  items: readonly Item[],
  wholeAt: number,
): KeptEntries | undefined {
  if (items.length !== pieces.length) return undefined
  const hosts = new Map<string, number>()
  const entries: string[] = []
  for (const [index, item] of items.entries()) {
    const entry = entryOf(pieces[index] ?? '', item, hosts)
    if (entry === null) return undefined
    entries.push(entry)
  }
  const names = entries.flatMap(namesIn)
  if (new Set(names).size < names.length || hosts.size > MOST_HOSTS) return undefined
  return { around, all, wholeAt, hosts: [...hosts.keys()], entries }
}

/** The same after no more than what was unknown was read. @param items of those entries, in their order */
export function keepOn(
  cut: Cut,
  before: KeptEntries,
  found: Found,
  items: readonly Item[],
): { readonly kept: KeptEntries | undefined; readonly hosts: readonly string[] } {
  const places = new Map(before.hosts.map((host, index) => [host, index]))
  const hosts: string[] = []
  const entries: string[] = []
  let read = 0
  for (const [index, place] of found.before.entries()) {
    const known = place === null ? null : (before.entries[place] ?? '')
    const item = known === null ? items[read] : undefined
    if (known === null) read += 1
    hosts.push(known === null ? hostOf(item?.url ?? '') : hostIn(known, before.hosts))
    const entry = known ?? (item === undefined ? null : entryOf(found.names?.[index] ?? '', item, places))
    if (entry !== null) entries.push(entry)
  }
  if (found.names === null) return { kept: before, hosts }
  const names = items.flatMap(item => namesOf(item))
  // The others' names were compared with these, and with one another when they were read.
  const sound = entries.length === found.before.length && new Set(names).size === names.length
  if (!sound || places.size > MOST_HOSTS) return { kept: undefined, hosts }
  return { kept: { ...before, all: cut.all, hosts: [...places.keys()], entries }, hosts }
}

function hostIn(entry: string, hosts: readonly string[]): string {
  return hosts[Number.parseInt(entry.slice(HOST_AT, GUID_AT), 36)] ?? ''
}

function entryOf(name: string, item: Item, hosts: Map<string, number>): string | null {
  const { names } = item
  // It is known again where two of its names agree (look.ts): one that has fewer hangs on what else stands in the document.
  const own = [names?.guid, names?.address, names?.headline].filter(of => of != null && of !== '')
  if (names === undefined || own.length < 2 || (names.guid === null && names.address === null)) return null
  // A name that is no key is another entry's as well (items.ts).
  const isKey = (kind: string) => item.keys.some(key => key.startsWith(kind))
  if ((names.guid !== null && !isKey('guid:')) || (names.page !== null && !isKey('url:'))) return null
  return `${name}${placeOf(hostOf(item.url ?? ''), hosts)}${names.guid === null ? '-' : 'g'}${namesOf(item).join('')}`
}

function placeOf(host: string, hosts: Map<string, number>): string {
  const place = hosts.get(host) ?? hosts.size
  hosts.set(host, place)
  return place.toString(36).padStart(2, '0')
}

function hasGuid(entry: string): boolean {
  return entry[GUID_AT] === 'g'
}

function namesIn(entry: string): readonly string[] {
  const names: string[] = []
  for (let at = NAMES_AT; at < entry.length; at += SHORT) names.push(entry.slice(at, at + SHORT))
  return names
}

/** From where on the ":" stands that ends what is before a key's name: of a guid it is behind the feed's id. */
function afterKind(key: string): number {
  return key.startsWith('guid:') ? 'guid:'.length : 0
}

/** All names that distinguish the entries of one document, shortened. */
function namesOf({ keys, names }: Item): readonly string[] {
  const { guid = null, address = null, page = null, headline = '' } = names ?? {}
  const all: string[] = []
  const add = (name: string | null) => {
    if (name !== null && name !== '' && !all.includes(name)) all.push(name)
  }
  for (const key of keys) if (!key.startsWith('title:')) add(key.slice(key.indexOf(':', afterKind(key)) + 1))
  for (const name of [guid, address, page, headline]) add(name)
  return [...new Set(all.map(name => shortHash(name, SHORT)))]
}
