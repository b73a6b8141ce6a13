import { escapeText } from '../alerts/card/escape.ts'
import type { ActionRow } from '../alerts/card/message.ts'
import { pressId } from '../alerts/card/press.ts'
import { foldText } from '../text/fold/fold.ts'
import { isRecord } from '../text/record.ts'
import { listing, type Reply, say } from './answers/reply.ts'
import { isNamed, type Mutables, namesOf, wordsOf } from './muted.ts'

/** What a user wants to be told of by name. */
export interface Watch {
  readonly id: string
  /** Discord's id of the user. */
  readonly by: string
  /** The server in which it was made: in its messages the user is named. */
  readonly guildId: string
  readonly kind: 'words' | 'person'
  readonly value: string
  /** Whether it is told by a direct message; else the user is named in the alert's message. */
  readonly direct: boolean
  /** ms since 1970. */
  readonly at: number
  /** ms since 1970; null: it stands. */
  readonly endedAt: number | null
}

/** Name of the store's fact. */
export const WATCHES = 'desk-watches'
export const UNWATCH = 'unwatch'
/** Watches that a user may have. */
export const MOST_WATCHES = 10
/** One that has ended is known for so long: an ask is met again for at most a quarter of an hour. */
const ENDED_MS = 3_600_000
const LABEL = 100

/** What the store keeps, as far as it can be read. */
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

/** The watches of a user that stand, the newest last. */
export function watchesOf(watches: readonly Watch[], by: string): readonly Watch[] {
  return watches.filter(one => one.by === by && one.endedAt === null)
}

/** The same ask made twice is one watch; another one of the same takes its place. null: the user has as many as there may be. */
export function withWatch(watches: readonly Watch[], watch: Watch): readonly Watch[] | null {
  if (watches.some(one => one.id === watch.id)) return watches
  const same = (one: Watch) =>
    one.by === watch.by && one.kind === watch.kind && foldText(one.value) === foldText(watch.value)
  const others = watches.filter(one => !same(one) && (one.endedAt === null || watch.at - one.endedAt < ENDED_MS))
  return watchesOf(others, watch.by).length >= MOST_WATCHES ? null : [...others, watch]
}

/** Only its own user ends a watch. */
export function withoutWatch(watches: readonly Watch[], id: string, by: string, at: number): readonly Watch[] {
  return watches.map(one => (one.id === id && one.by === by && one.endedAt === null ? { ...one, endedAt: at } : one))
}

/** Who is told of an alert, each by the first of their watches that it meets. */
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

/** Whether it could ever be met: a single Latin word is the name of many people, and some texts hold no word. */
export function canBeMet({ kind, value }: Pick<Watch, 'kind' | 'value'>, item: Pick<Mutables, 'spellingsOf'>): boolean {
  return kind === 'person' ? namesOf(value, item).length > 0 : wordsIn(value).length > 0
}

/** A word that is written with spaces around it is met as a whole; others anywhere. */
function wordsIn(value: string): readonly string[] {
  const words = wordsOf({ title: value, summary: '' }).trim().split(' ')
  return words
    .filter(word => word !== '')
    .map(word => (/[\p{sc=Latn}\p{sc=Cyrl}\p{N}]/u.test(word) ? ` ${word} ` : word))
}

export function renderWatched(watch: Watch): Reply {
  const how = watch.direct ? 'get a direct message about it' : 'are named in its message'
  const text = `Watching ${nameOf(watch)}: when an alert is of it, you ${how}. /watches lists what you watch.`
  return { ...say(text), components: ending([watch], false) }
}

/** A user's watches, each with a button that ends it. */
export function renderWatches(watches: readonly Watch[]): Reply {
  if (watches.length === 0) return say('You watch nothing. /watch begins it.')
  const lines = watches.map((one, at) => `${at + 1}\\. ${nameOf(one)}${one.direct ? ' – by direct message' : ''}`)
  return { ...listing('You watch', lines), components: ending(watches, true) }
}

/** What is watched, escaped. */
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
