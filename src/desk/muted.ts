import { clean } from '../alerts/card/escape.ts'
import { clip } from '../text/clip.ts'
import { foldText } from '../text/fold/fold.ts'
import { renderMinute } from '../text/time/clock-time.ts'
import type { Mutable, Mute } from './steering.ts'

/** The parts of an item that a mute can match. */
export interface Mutables {
  readonly title: string
  readonly summary: string
  /** Names of the outlet: the item's and its feed's. */
  readonly outlets: readonly string[]
  /** Names of the term lists with a term in its text. */
  readonly lists: () => ReadonlySet<string>
  /** Spellings of a person of people.yaml; empty: not in people.yaml. */
  readonly spellingsOf: (person: string) => readonly string[]
}

const LABEL = 80

/** The mute that matches an item itself, regardless of its story; null: none does. */
export function mutedBy(mutes: readonly Mute[], item: Mutables): Mute | null {
  let text: string | null = null
  for (const mute of mutes) {
    if (mute.kind === 'outlet' && item.outlets.some(one => foldText(one) === foldText(mute.value))) return mute
    if (mute.kind === 'list' && item.lists().has(mute.value)) return mute
    if (mute.kind !== 'person') continue
    text ??= wordsOf(item)
    if (isNamed(mute.value, item, text)) return mute
  }
  return null
}

/** An item's words, folded, with a space on either side of each. */
export function wordsOf({ title, summary }: Pick<Mutables, 'title' | 'summary'>): string {
  return ` ${foldText(`${title} ${summary}`).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
}

/** Whether words name a person. @param words from `wordsOf` */
export function isNamed(person: string, item: Pick<Mutables, 'spellingsOf'>, words: string): boolean {
  return namesOf(person, item).some(name => words.includes(name))
}

/** Spellings that identify a person. A single word fits many people, except where a word is a whole name: in Hangul, Han and kana. */
export function namesOf(person: string, { spellingsOf }: Pick<Mutables, 'spellingsOf'>): readonly string[] {
  return [person, ...spellingsOf(person)].flatMap(spelling => {
    const name = foldText(spelling)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    if (!/[\p{sc=Latn}\p{sc=Cyrl}]/u.test(name)) return name.length > 1 ? [name] : []
    return name.includes(' ') ? [` ${name} `] : []
  })
}

/** The mute of a thread; null: none. */
export function threadMuted(mutes: readonly Mute[], thread: string): Mute | null {
  return mutes.find(({ kind, value }) => kind === 'story' && value === thread) ?? null
}

const KINDS: Readonly<Record<Mutable, string>> = {
  story: 'the story',
  outlet: 'the outlet',
  person: 'the person',
  list: 'the list',
}

/** 'the outlet "Example Wire"', plain text. */
export function nameOfMute({ kind, label }: Pick<Mute, 'kind' | 'label'>): string {
  return `${KINDS[kind]} "${clip(clean(label), LABEL)}"`
}

/** The reason with which a muted item is recorded. */
export function mutedReason(mute: Mute): string {
  const until = mute.until === null ? '' : ` until ${renderMinute(mute.until, 'UTC')}`
  const by = clip(clean(mute.made.name), LABEL)
  return `recorded, not posted: ${nameOfMute(mute)} is muted${until} (by ${by}; /mutes lists and undoes it)`
}
