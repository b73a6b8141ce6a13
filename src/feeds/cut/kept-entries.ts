import { hash } from 'node:crypto'
import { shortHash } from '../../text/id.ts'
import { hostOf } from '../../text/url.ts'
import type { Feed } from '../feed.ts'
import type { Item } from '../item.ts'
import type { Guids } from '../recognise/identity.ts'
import { type Cut, NAME_LENGTH, namesOfPieces } from './cut.ts'

/** What is kept of the last document's entries: enough to recognise each by its bytes. Plain JSON. */
export interface KeptEntries {
  /** A hash of the bytes around the entries and of everything else that their reading depends on. */
  readonly around: string
  /** A hash of the bytes of all entries together. */
  readonly all: string
  /** ms since 1970 when a whole document was last read. */
  readonly wholeAt: number
  /** Hosts that the entries link to. */
  readonly hosts: readonly string[]
  /** One string per entry, in document order: the hash of its bytes, its host's index in `hosts`, whether it has a guid, and its names shortened. */
  readonly entries: readonly string[]
}

/** Raised when entries are read differently: what an older version kept is then ignored. */
const VERSION = 1
/** A document is read whole at least this often, which renews the notes on its entries and corrects any error. */
const WHOLE_MS = 86_400_000
/** More hosts are not kept. */
const MOST_HOSTS = 100
/** A host's index takes two characters. */
const HOST_AT = NAME_LENGTH
const GUID_AT = HOST_AT + 2
const NAMES_AT = GUID_AT + 1
/** 30 bits of a name: a chance collision only costs a needless whole reading. */
const SHORT = 6

/** What the reading of an entry depends on besides its document. */
export interface ReadBy {
  readonly feed: Pick<Feed, 'id' | 'name' | 'nameFromFeed' | 'kind' | 'language' | 'url' | 'homepage' | 'timeZone'>
  /** The address that answered. */
  readonly url: string
  /** Whether the feed's guids are usable. */
  readonly guids: boolean
}

/** How a document compares with the last one. */
export interface Found {
  /** A hash of each entry's bytes; null: the entries are those of the last document, in the same order. */
  readonly names: readonly string[] | null
  /** Indexes of the entries that the last document did not hold. */
  readonly unknown: ReadonlySet<number>
  /** The index of each entry in the last document; null: it was not there. */
  readonly before: readonly (number | null)[]
}

/** A hash of everything outside the entries that their reading depends on. */
export function aroundOf(cut: Cut, { feed, url, guids }: ReadBy): string {
  const { id, name, nameFromFeed, kind, language, url: configured, homepage, timeZone } = feed
  const by = [VERSION, id, name, nameFromFeed ?? false, kind, language, configured, homepage, timeZone, url, guids]
  return hash('sha1', `${JSON.stringify(by)}\n${cut.around}`, 'base64url').slice(0, NAME_LENGTH)
}

/**
 * Compares a document with what is kept.
 * @param around the hash from `aroundOf`
 * @param guids what is known of the feed's guids
 * @param now ms since 1970
 * @returns null if the whole document must be read
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
  // One of the two documents holds the same entry twice.
  if (new Set(met).size < met.length || places.size < kept.entries.length) return null
  const unknown = new Set(before.flatMap((place, index) => (place === null ? [index] : [])))
  // No entry is left of the last document: whatever made all of them new can only be judged with all of them.
  if (unknown.size > 0 && met.length === 0) return null
  // Only a whole document shows whether a feed's guids are steady.
  const taught = guids === 'steady' || guids === 'unusable' || met.every(place => !hasGuid(kept.entries[place] ?? ''))
  return unknown.size > 0 && !taught ? null : { names, unknown, before }
}

/** Whether an item shares a name with an entry that was not read again: then the whole document must be read. */
export function sharesName(items: readonly Item[], found: Found, kept: KeptEntries): boolean {
  if (items.length === 0) return false
  const names = new Set<string>()
  for (const place of found.before)
    if (place !== null) for (const name of namesIn(kept.entries[place] ?? '')) names.add(name)
  return items.some(item => namesOf(item).some(name => names.has(name)))
}

/**
 * What is to be kept of a document.
 * @param pieces hashes of its entries' bytes
 * @param items of its entries, in their order
 * @returns undefined if its entries must be read together because they share a name or have none of their own
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

/** The same, after only the unknown entries were read. @param items those entries' items, in their order */
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
  // The known entries' names were already compared with each other when they were read, and with these by `sharesName`.
  const sound = entries.length === found.before.length && new Set(names).size === names.length
  if (!sound || places.size > MOST_HOSTS) return { kept: undefined, hosts }
  return { kept: { ...before, all: cut.all, hosts: [...places.keys()], entries }, hosts }
}

function hostIn(entry: string, hosts: readonly string[]): string {
  return hosts[Number.parseInt(entry.slice(HOST_AT, GUID_AT), 36)] ?? ''
}

function entryOf(name: string, item: Item, hosts: Map<string, number>): string | null {
  const { names } = item
  // Recognition needs two agreeing names (look.ts): an entry with fewer depends on the rest of the document.
  const own = [names?.guid, names?.address, names?.headline].filter(of => of != null && of !== '')
  if (names === undefined || own.length < 2 || (names.guid === null && names.address === null)) return null
  // A name that is not among the keys is shared with another entry (entries-to-items.ts).
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

/** Offset from which to look for the ":" before a key's name: in a guid's key it comes after the feed's id. */
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
