import { type Entry, singlesOf } from './entries.ts'
import { type Guids, type Mark, readMark, SEVERAL, type Sighting } from './identity.ts'
import { alike } from './likeness.ts'

/** Titles recur over the months ("North Korea fires missile"): alone, a title identifies a report only this long. */
const TITLE_MS = 48 * 3_600_000
/** An entry without guid and address of its own stays known this long after its feed last listed it. */
const WHOLE_MS = 7 * 86_400_000

export type Sightings = ReadonlyMap<string, Sighting>

/** An entry with what is known of each of its names; null: nothing, or the name does not identify one entry. */
export interface Look {
  readonly entry: Entry
  readonly now: number
  readonly guid: Mark | null
  readonly address: Mark | null
  readonly page: Mark | null
  readonly title: Sighting | null
  readonly whole: Sighting | null
  /** Whether its guid was another entry's, judging by address and title. */
  readonly taken: boolean
  /** Whether the entry that had its guid is in the document under another guid. */
  readonly passed: boolean
  /** Whether the same entry had another guid before. */
  readonly renamed: boolean
  /** A name that version 0.1 noted, or whose note is unreadable; null: none. */
  readonly old: string | null
  /** Whether its outlet's own feed or another aggregator has brought it; false for an outlet's own entry. */
  readonly elsewhere: boolean
}

/** Guids and addresses of a document's entries, in the form used in marks. */
export interface Standing {
  readonly guids: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
}

export function standingOf(entries: readonly Entry[], several: ReadonlySet<string>): Standing {
  const own = (key: string | null, name: string) => (key === null || several.has(key) ? [] : [name])
  return {
    guids: new Set(entries.flatMap(({ keys, mark }) => own(keys.guid, mark.guid))),
    addresses: new Set(entries.flatMap(({ keys, mark }) => own(keys.address, mark.address))),
  }
}

/** How an entry is known: `here` by this feed, `elsewhere` by another. */
export type Known = 'here' | 'elsewhere' | null

export function lookAt(
  entry: Entry,
  sightings: Sightings,
  several: ReadonlySet<string>,
  { addresses }: Standing,
): Look {
  const { keys, mark, item } = entry
  const now = item.firstSeenAt
  const met = (key: string | null): Sighting | null => {
    const sighting = key === null || several.has(key) ? undefined : sightings.get(key)
    return sighting === undefined || sighting.mark === SEVERAL ? null : sighting
  }
  const markAt = (key: string | null): Mark | null => {
    const written = met(key)?.mark ?? null
    return written === null ? null : readMark(written)
  }
  const guid = markAt(keys.guid)
  const address = markAt(keys.address)
  const passed = guid !== null && differ(guid.address, mark.address) && addresses.has(guid.address)
  const taken = passed || (guid !== null && !agrees(guid, mark, 'address') && !agrees(guid, mark, 'title'))
  const otherGuid = address !== null && address.feed === mark.feed && differ(address.guid, mark.guid)
  const nameless = !names(keys.guid, sightings, several) && !names(keys.address, sightings, several)
  return {
    entry,
    now,
    guid,
    address,
    page: markAt(keys.page),
    title: within(met(keys.title), now),
    whole: nameless ? met(keys.whole) : null,
    taken,
    passed,
    renamed: otherGuid && agrees(address, mark, 'title') && (guid === null || taken),
    old: [...item.keys, ...singlesOf(keys)].find(key => isOld(key, sightings.get(key), now)) ?? null,
    elsewhere: isElsewhere(entry, met, markAt),
  }
}

/** Whether a key identifies one entry, in this document and in all before it. */
export function names(key: string | null, sightings: Sightings, several: ReadonlySet<string>): boolean {
  return key !== null && !several.has(key) && sightings.get(key)?.mark !== SEVERAL
}

/** Whether guid and address alone show that an entry is known with its present title: nothing else needs to be looked up. */
export function isSettled({ keys, mark }: Entry, sightings: Sightings, several: ReadonlySet<string>): boolean {
  const markAt = (key: string | null) => {
    const written = key !== null && names(key, sightings, several) ? sightings.get(key)?.mark : null
    return written == null ? null : readMark(written)
  }
  const guid = markAt(keys.guid)
  const address = markAt(keys.address)
  const same = (one: Mark | null) => agrees(one, mark, 'title')
  if (address !== null && address.feed !== mark.feed) return false
  return keys.guid === null ? same(address) : same(guid) && (keys.address === null || same(address))
}

/** Guids that pass from entry to entry are positions in the list; if known entries come with new guids, a new guid says little. */
export function learnGuids(looks: readonly Look[], before: Guids | undefined): Guids | undefined {
  if (before === 'unusable') return before
  const count = (is: (look: Look) => boolean) => looks.filter(is).length
  const held = count(look => look.guid !== null && !look.taken)
  const taken = count(look => look.taken)
  const renamed = count(look => look.renamed)
  const passed = count(look => look.passed || (look.taken && look.renamed))
  // Titles that are edited are still alike.
  const unlike = count(look => look.taken && !alike(look.guid?.sketch ?? '', look.entry.mark.sketch))
  const proven = passed > 0 || (taken > 0 && renamed > 0 && taken + renamed > held) || (unlike > 1 && unlike > held)
  if (proven) return 'unusable'
  if (renamed > 0 && renamed >= held) return 'changing'
  return before ?? (isSteady(looks) ? 'steady' : undefined)
}

/** Whether a guid stayed with its entry when a new one came before it: a position in the list would have passed on. */
function isSteady(looks: readonly Look[]): boolean {
  const fresh = looks.findIndex(
    ({ guid, address, entry }) => entry.keys.guid !== null && guid === null && address === null,
  )
  return fresh >= 0 && looks.slice(fresh).some(look => look.guid !== null && !look.taken)
}

/** Whether a name counts on its own: only if most names of its kind in the document are still with the same entries. */
export interface Trust {
  readonly guid: boolean
  readonly address: boolean
  readonly guids: Guids | undefined
}

export function trustOf(looks: readonly Look[], guids: Guids | undefined): Trust {
  const most = (held: number, all: number) => held > 0 && held >= 2 * (all - held)
  const withGuid = looks.filter(look => look.guid !== null)
  const withAddress = looks.filter(look => look.address !== null)
  const stands = ({ address, entry: { mark } }: Look) =>
    address !== null && (agrees(address, mark, 'title') || (guids !== 'unusable' && agrees(address, mark, 'guid')))
  return {
    guid: guids === 'steady' || most(withGuid.filter(look => !look.taken).length, withGuid.length),
    address: most(withAddress.filter(stands).length, withAddress.length),
    guids,
  }
}

/** Decides whether an entry is known, and from where. */
export function howKnown(look: Look, trust: Trust, standing: Standing): Known {
  const { address, page, whole, old } = look
  const title = isBorneByAnother(look, trust, standing) ? null : look.title
  const { mark } = look.entry
  const by = (owner: Mark): Known => (owner.feed === mark.feed ? 'here' : 'elsewhere')
  if (old !== null) return /^(?:guid|text):/.test(old) ? 'here' : 'elsewhere'
  if (knownByGuid(look, trust)) return 'here'
  if (address !== null && knownByAddress(address, mark, trust)) return by(address)
  if (page !== null && agrees(page, mark, 'title')) return by(page)
  if (title !== null) return by(readMark(title.mark ?? ''))
  if (whole !== null && Math.abs(look.now - whole.last) <= WHOLE_MS) return 'here'
  return look.elsewhere ? 'elsewhere' : null
}

/** Whether the entry that had a title is still in the document under an edited one: then this is another entry with that headline. */
function isBorneByAnother({ title, entry: { mark } }: Look, trust: Trust, { guids, addresses }: Standing): boolean {
  const bearer = title?.mark == null ? null : readMark(title.mark)
  if (bearer === null || bearer.feed !== mark.feed) return false
  const byGuid = speaks(trust.guids) && differ(bearer.guid, mark.guid) && guids.has(bearer.guid)
  return byGuid || (differ(bearer.address, mark.address) && addresses.has(bearer.address))
}

function knownByGuid({ guid, taken, entry: { mark } }: Look, trust: Trust): boolean {
  if (guid === null || trust.guids === 'unusable') return false
  return !taken || trust.guid || alike(guid.sketch, mark.sketch)
}

/** If guids are steady, a new guid at a known address is a new entry, as on a live page or a section's page. */
function knownByAddress(address: Mark, mark: Mark, trust: Trust): boolean {
  if (agrees(address, mark, 'title') || (trust.guids !== 'unusable' && agrees(address, mark, 'guid'))) return true
  const another = speaks(trust.guids) && address.feed === mark.feed && differ(address.guid, mark.guid)
  return (!another && trust.address) || alike(address.sketch, mark.sketch)
}

/** An aggregator's entry is known by its address alone if the outlet's own feed brought it; other aggregators' notes must agree in title. */
function isElsewhere(
  { keys, mark, item }: Entry,
  met: (key: string | null) => Sighting | null,
  markAt: (key: string | null) => Mark | null,
): boolean {
  if (keys.own === null) return false
  const page = markAt(keys.own.page)
  return (
    met(keys.own.address) !== null ||
    (page !== null && agrees(page, mark, 'title')) ||
    [keys.own.title, keys.heard].some(key => within(met(key), item.firstSeenAt) !== null)
  )
}

function isOld(key: string, sighting: Sighting | undefined, now: number): boolean {
  return sighting?.mark === null && isKnownKey(key, sighting, now)
}

/** Whether a key counts by itself; a title does for 48 hours only. */
export function isKnownKey(key: string, sighting: Sighting | undefined, now: number): boolean {
  return sighting !== undefined && (!/^(?:title|said):/.test(key) || within(sighting, now) !== null)
}

function within(title: Sighting | null, now: number): Sighting | null {
  return title !== null && Math.abs(now - title.first) <= TITLE_MS ? title : null
}

/** Whether a different guid means a different entry. */
function speaks(guids: Guids | undefined): boolean {
  return guids === undefined || guids === 'steady'
}

function agrees(one: Mark | null, other: Mark, name: 'guid' | 'address' | 'title'): boolean {
  return one !== null && one[name] !== '' && one[name] === other[name]
}

function differ(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other
}
