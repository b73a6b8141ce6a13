import { escapeText } from '../alerts/card/escape.ts'
import type { ActionRow } from '../alerts/card/message.ts'
import { pressId } from '../alerts/card/press.ts'
import { foldText } from '../text/fold/fold.ts'
import { isRecord } from '../text/record.ts'
import { listing, type Reply, say } from './answers/reply.ts'
import { isNamed, type Mutables, namesOf, wordsOf } from './muted.ts'

/** A subject on whose alerts a user wants to be notified. */
export interface Watch {
  readonly id: string
  /** Discord's id of the user. */
  readonly by: string
  /** The server in which it was made: messages there mention the user. */
  readonly guildId: string
  readonly kind: 'words' | 'person'
  readonly value: string
  /** Whether by direct message; else the alert's message mentions the user. */
  readonly direct: boolean
  /** ms since 1970. */
  readonly at: number
  /** ms since 1970; null: in effect. */
  readonly endedAt: number | null
}

/** Name of the fact in the store. */
export const WATCHES = 'desk-watches'
export const UNWATCH = 'unwatch'
/** Most watches per user. */
export const MOST_WATCHES = 10
/** How long an ended watch is kept, in ms: a repeated ask may arrive within a quarter of an hour. */
const ENDED_MS = 3_600_000
const LABEL = 100

/** Reads the stored watches, without unreadable ones. */
export function readWatches(kept: unknown): readonly Watch[] {
  return (Array.isArray(kept) ? kept : []).filter(
    one =>
      isRecord(one) &&
      typeof one.by === 'string' &&
      /^\d+$/.test(one.by) &&
      typeof one.value === 'string' &&
      one.value !== '',
  )
}

/** A user's watches in effect, newest last. */
export function watchesOf(watches: readonly Watch[], by: string): readonly Watch[] {
  return watches.filter(one => one.by === by && one.endedAt === null)
}

/** Adds a watch. A repeated ask makes one watch only; another watch of the same subject replaces it. null: the user has MOST_WATCHES already. */
export function withWatch(watches: readonly Watch[], watch: Watch): readonly Watch[] | null {
  if (watches.some(one => one.id === watch.id)) return watches
  const same = (one: Watch) =>
    one.by === watch.by && one.kind === watch.kind && foldText(one.value) === foldText(watch.value)
  const others = watches.filter(one => !same(one) && (one.endedAt === null || watch.at - one.endedAt < ENDED_MS))
  return watchesOf(others, watch.by).length >= MOST_WATCHES ? null : [...others, watch]
}

/** Ends a watch; only its own user can. */
export function withoutWatch(watches: readonly Watch[], id: string, by: string, at: number): readonly Watch[] {
  return watches.map(one => (one.id === id && one.by === by && one.endedAt === null ? { ...one, endedAt: at } : one))
}

/** The watches that an item matches: for each user the first. */
export function watchersOf(watches: readonly Watch[], item: Mutables): readonly Watch[] {
  const standing = watches.filter(one => one.endedAt === null)
  if (standing.length === 0) return []
  const text = wordsOf(item)
  const met = new Map<string, Watch>()
  for (const watch of standing) {
    if (met.has(watch.by)) continue
    const found =
      watch.kind === 'person'
        ? isNamed(watch.value, item, text)
        : wordsIn(watch.value).every(word => text.includes(word))
    if (found) met.set(watch.by, watch)
  }
  return [...met.values()]
}

/** Whether a watch could ever match: a single Latin word names many people, and some texts contain no word. */
export function canBeMet({ kind, value }: Pick<Watch, 'kind' | 'value'>, item: Pick<Mutables, 'spellingsOf'>): boolean {
  return kind === 'person' ? namesOf(value, item).length > 0 : wordsIn(value).length > 0
}

/** The words to search for. Those of languages that put spaces between words must match whole, others anywhere. */
function wordsIn(value: string): readonly string[] {
  const words = wordsOf({ title: value, summary: '' }).trim().split(' ')
  return words
    .filter(word => word !== '')
    .map(word => (/[\p{sc=Latn}\p{sc=Cyrl}\p{N}]/u.test(word) ? ` ${word} ` : word))
}

/** The answer to a new watch, with a button that ends it. */
export function renderWatched(watch: Watch): Reply {
  const how = watch.direct ? 'get a direct message about it' : 'are named in its message'
  const text = `Watching ${nameOf(watch)}: when an alert matches, you ${how}. /watches lists what you watch.`
  return { ...say(text), components: ending([watch], false) }
}

/** A user's watches, each with a button that ends it. */
export function renderWatches(watches: readonly Watch[]): Reply {
  if (watches.length === 0) return say('You watch nothing. /watch adds a watch.')
  const lines = watches.map((one, at) => `${at + 1}\\. ${nameOf(one)}${one.direct ? ' – by direct message' : ''}`)
  return { ...listing('You watch', lines), components: ending(watches, true) }
}

/** A watch's subject, escaped. */
function nameOf({ kind, value }: Watch): string {
  return `${kind === 'person' ? 'the person' : 'the words'} “${escapeText(value, LABEL)}”`
}

function ending(watches: readonly Watch[], numbered: boolean): readonly ActionRow[] {
  const buttons = watches.map(
    ({ id }, at) =>
      ({ type: 2, style: 2, label: numbered ? `End ${at + 1}` : 'End', custom_id: pressId(UNWATCH, id) }) as const,
  )
  const rows: ActionRow[] = []
  for (let from = 0; from < buttons.length; from += 5) rows.push({ type: 1, components: buttons.slice(from, from + 5) })
  return rows
}
