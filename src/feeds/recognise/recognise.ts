import type { Item } from '../item.ts'
import type { Document, Entry } from './entries.ts'
import {
  fullId,
  type Guids,
  type Keys,
  keysOf,
  markOf,
  readMark,
  SEVERAL,
  type Sighting,
  writeMark,
} from './identity.ts'
import {
  howKnown,
  isKnownKey,
  isSettled,
  learnGuids,
  lookAt,
  names,
  type Sightings,
  standingOf,
  trustOf,
} from './look.ts'

/** An entry that a feed keeps for ever is noted again this often, so that housekeeping never deletes it. */
const REFRESH_MS = 30 * 86_400_000
/** An entry that is known only while its feed lists it is noted again this often. */
const WHOLE_REFRESH_MS = 86_400_000

export interface Note {
  readonly key: string
  readonly sighting: Sighting
}

export interface Recognised {
  /** New entries, each once, in document order. */
  readonly fresh: readonly Item[]
  /** How many of the others this same feed has brought before. */
  readonly known: number
  /** What known entries teach about their names. */
  readonly notes: readonly Note[]
  /** What is now known of the feed's guids. */
  readonly guids: Guids | undefined
  /** Whether the document taught nothing new about its known entries and their guids: reading it again would give the same. */
  readonly settled: boolean
}

/** The keys to look up first: enough for most entries. */
export function firstKeys({ items, entries, several }: Document): readonly string[] {
  const keys = new Set(several)
  for (const { keys: of } of entries) for (const key of [of.guid, of.address]) if (key !== null) keys.add(key)
  for (const item of items) if (item.names === undefined) for (const key of item.keys) keys.add(key)
  return [...keys]
}

/** The further keys to look up, for entries that `firstKeys` did not settle. */
export function moreKeys({ entries, several }: Document, sightings: Sightings): readonly string[] {
  const keys = new Set<string>()
  for (const entry of entries) {
    if (isSettled(entry, sightings, several)) continue
    const { guid, address, page, title, whole, own, heard } = entry.keys
    const nameless = [guid, address].some(key => key === null || several.has(key))
    for (const key of [page, title, own?.address, own?.page, own?.title, heard, nameless ? whole : null])
      if (key != null) keys.add(key)
    for (const key of entry.item.keys) keys.add(key)
  }
  return [...keys].filter(key => !sightings.has(key))
}

/**
 * Separates a document's known entries from its new ones. Pure: a repeat decides the same.
 * An entry is known if two of guid, address and title agree, or one that has identified a single entry in every fetch so far (docs/feeds.md).
 * @param document one feed's
 * @param sightings what was found under `firstKeys` and `moreKeys`
 * @param guids what was known of the feed's guids
 */
export function recognise(document: Document, sightings: Sightings, guids: Guids | undefined): Recognised {
  const { items, entries, several } = document
  if (items.some(item => item.names === undefined))
    return { ...recogniseByKeys(items, sightings), guids, settled: false }
  const standing = standingOf(entries, several)
  const looks = entries.map(entry => lookAt(entry, sightings, several, standing))
  const learnt = learnGuids(looks, guids)
  const trust = trustOf(looks, learnt)
  const fresh: Item[] = []
  const notes: Note[] = []
  let known = 0
  for (const key of several) {
    const now = items[0]?.firstSeenAt ?? 0
    const sighting = sightings.get(key)
    if (sighting?.mark !== SEVERAL)
      notes.push({ key, sighting: { first: sighting?.first ?? now, last: now, mark: SEVERAL } })
  }
  for (const look of looks) {
    const how = howKnown(look, trust, standing)
    const item = withNamesOfItsOwn(look.entry, sightings, several, learnt)
    if (how === null) fresh.push(item)
    else {
      if (how === 'here') known += 1
      const settled = isSettled(look.entry, sightings, several)
      notes.push(...lessonsOf(item, sightings, settled ? look.entry.keys : null))
    }
  }
  const settled = notes.length === 0 && !looks.some(look => look.taken || look.renamed)
  return { fresh, known, notes, guids: learnt, settled }
}

/** For items without names: one that shares any key with a known or an earlier item is known. */
function recogniseByKeys(items: readonly Item[], sightings: Sightings): Omit<Recognised, 'guids' | 'settled'> {
  const taken = new Set<string>()
  const fresh: Item[] = []
  const notes: Note[] = []
  let known = 0
  for (const item of items) {
    if (item.keys.some(key => isKnownKey(key, sightings.get(key), item.firstSeenAt))) {
      known += 1
      notes.push(...lessonsOf(item, sightings, null))
    } else if (!item.keys.some(key => taken.has(key))) fresh.push(item)
    for (const key of item.keys) taken.add(key)
  }
  return { fresh, known, notes }
}

/** What is noted of a new item. */
export function notesOf(item: Item): readonly Note[] {
  const now = item.firstSeenAt
  if (item.names === undefined) return item.keys.map(key => ({ key, sighting: { first: now, last: now, mark: null } }))
  const mark = writeMark(markOf(item, item.names))
  return keysToNote(item).map(key => ({ key, sighting: { first: now, last: now, mark } }))
}

/** The item with only the names that are its own, and an id that no other entry has. */
function withNamesOfItsOwn(
  { item, keys }: Entry,
  sightings: Sightings,
  several: ReadonlySet<string>,
  guids: Guids | undefined,
): Item {
  if (item.names === undefined) return item
  const own = <T>(name: T, key: string | null) => (names(key, sightings, several) ? name : null)
  const named = {
    ...item.names,
    guid: guids === 'unusable' ? null : own(item.names.guid, keys.guid),
    address: own(item.names.address, keys.address),
    page: own(item.names.page, keys.page ?? keys.address),
    title: own(item.names.title, keys.title),
  }
  const kind = item.keys[0]?.split(':')[0]
  const of = { guid: [keys.guid], url: [keys.address, keys.page], title: [keys.title] }[kind ?? ''] ?? []
  const another = of.some(key => key !== null && sightings.has(key)) || (kind === 'guid' && guids === 'unusable')
  return { ...item, names: named, id: another ? fullId(item, item.names) : item.id }
}

/**
 * What a known entry teaches: a new name is added, a changed title is learnt, an old note is renewed.
 * @param settled the keys of an entry of which only guid and address were looked up; null: all were
 */
function lessonsOf(item: Item, sightings: Sightings, settled: Keys | null): readonly Note[] {
  const now = item.firstSeenAt
  // Nearly every entry teaches nothing: that is found out without making its notes.
  if (settled !== null && [settled.guid, settled.address].every(key => isRecent(key, sightings, now))) return []
  return notesOf(item).flatMap(note => {
    if (settled !== null && note.key !== settled.guid && note.key !== settled.address) return []
    const sighting = sightings.get(note.key)
    if (sighting === undefined) return [note]
    const { first, last, mark } = sighting
    const learns =
      (mark === null) !== (note.sighting.mark === null) ||
      (mark !== null && note.sighting.mark !== null && isEdited(mark, note.sighting.mark))
    const renewed = now - last >= (note.key.startsWith('whole:') ? WHOLE_REFRESH_MS : REFRESH_MS)
    if (!learns && !renewed) return []
    return [{ key: note.key, sighting: { first, last: now, mark: learns ? note.sighting.mark : mark } }]
  })
}

function isRecent(key: string | null, sightings: Sightings, now: number): boolean {
  const sighting = key === null ? undefined : sightings.get(key)
  return key === null || (sighting !== undefined && now - sighting.last < REFRESH_MS)
}

function isEdited(before: string, now: string): boolean {
  const [one, other] = [readMark(before), readMark(now)]
  return one.feed === other.feed && one.title !== other.title
}

function keysToNote(item: Item): readonly string[] {
  if (item.names === undefined) return item.keys
  const keys = keysOf(item, item.names)
  const whole = keys.guid === null && keys.address === null ? keys.whole : null
  return [keys.guid, keys.address, keys.page, keys.title, keys.heard, whole].filter(key => key !== null)
}
