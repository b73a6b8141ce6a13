import { type Folded, foldText, isParted } from '../../text/fold/fold.ts'
import { SCRIPT, scriptOf } from '../../text/fold/words.ts'

/** What may surround a form: `prefix`: any ending may follow; `inside`: Hangul may precede it, as inside a word; `plural`: a plural ending may follow. */
export const FORM = { prefix: 1, inside: 2, plural: 4 } as const

/** One way of writing an entry, ready for comparison. */
export interface Form {
  readonly entry: number
  readonly folded: string
  /** The letters with the case they must have, without dots and hyphens; null: case does not matter. */
  readonly exact: string | null
  /** Bits of FORM. */
  readonly bits: number
}

/** The text that is searched, and what is known about it so far. */
export interface Place {
  readonly text: string
  readonly folded: Folded
  /** Whether all Latin letters are capitals; null: not checked yet, since most texts never need it. */
  capitals: boolean | null
  /** 1 where a Hangul term ended: another may begin there, since compounds are written together. */
  hangulEnds: Uint8Array | null
}

/** All-capital names up to this length mean something else in lower case: US, IT, WHO. */
const LONGEST_ACRONYM = 4

/** Korean writes compounds with or without a space. */
const BETWEEN_HANGUL = /(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu

/** The forms of an entry's names: each as written, with "ies" for a final "y", and Hangul without its spaces. */
export function formsOf(names: readonly string[], exactCase: boolean | null, entry: number): readonly Form[] {
  const forms: Form[] = []
  const add = (form: Form) => {
    const same = (other: Form) =>
      other.folded === form.folded && other.exact === form.exact && ((other.bits ^ form.bits) & FORM.prefix) === 0
    if (!forms.some(same)) forms.push(form)
  }
  for (const name of names) {
    const inside = name.startsWith('*') ? FORM.inside : 0
    const folded = bareForm(name)
    if (folded === '') continue
    const exact = (exactCase ?? isAcronym(name)) ? letters(name) : null
    const bits = inside | (name.endsWith('*') ? FORM.prefix : FORM.plural)
    add({ entry, folded, exact, bits })
    const together = folded.replace(BETWEEN_HANGUL, '')
    if (together !== folded) add({ entry, folded: together, exact, bits })
    if ((bits & FORM.plural) !== 0 && exact === null && /[a-z]{2}[^aeiou\s\W\d]y$/.test(folded))
      add({ entry, folded: `${folded.slice(0, -1)}ies`, exact, bits: inside })
  }
  return forms
}

/** A name without its stars, folded. */
export function bareForm(name: string): string {
  return foldText(name.replace(/^\*|\*+$/g, ''))
}

/**
 * Whether a form found at [start, end) is a word there: Latin and the like whole, with plural and possessive; Hangul from
 * a word's beginning (particles may follow), after a dot, or right after another term (compounds are written together); Han and kana
 * anywhere.
 * @param bits bits of FORM
 * @param exact the letters with the case they must have, without dots and hyphens; null: case does not matter
 * @returns the end of the part of the word to quote, or -1
 */
export function borderedEnd(place: Place, start: number, end: number, bits: number, exact: string | null): number {
  const { text, folded } = place
  const { units, length } = folded
  const first = scriptOf(units[start] ?? 0)
  const before = start > 0 ? scriptOf(units[start - 1] ?? 0) : SCRIPT.none
  if (first === before && first === SCRIPT.spaced) return -1
  if (first === before && first === SCRIPT.hangul && (bits & FORM.inside) === 0 && place.hangulEnds?.[start] !== 1)
    if (end - start < 2 || !isParted(text, folded, start))
      // A word may begin after a dropped dot, as in 김·트럼프, but the 미 of 북·미 is not one.
      return -1
  const last = scriptOf(units[end - 1] ?? 0)
  const scriptAt = (at: number) => (at < length ? scriptOf(units[at] ?? 0) : SCRIPT.none)
  if (exact !== null) place.capitals ??= isAllCapitals(text)
  const capitals = place.capitals === true
  let to = end
  if (last === SCRIPT.spaced && scriptAt(end) === SCRIPT.spaced) {
    if ((bits & FORM.prefix) !== 0) {
      while (scriptAt(to) === SCRIPT.spaced && to - end < LONGEST_ENDING) to += 1
    } else {
      if ((bits & FORM.plural) === 0) return -1
      to = end + pluralEnding(units, end)
      if (to === end || scriptAt(to) === SCRIPT.spaced) return -1
      const ending = text.slice(folded.from[end] ?? 0, folded.to[to - 1] ?? 0)
      if (exact !== null && ending !== 's' && !(ending === 'S' && capitals && exact.length > 2)) return -1
    }
  }
  if (exact !== null && !isWritten(text.slice(folded.from[start] ?? 0, folded.to[end - 1] ?? 0), exact, capitals))
    return -1
  return to
}

const ASCII_LETTERS = /^[A-Za-z]+$/
const LONGEST_ENDING = 40
const E = 101
const S = 115

/** Length of the plural ending at an offset: "s", or "es" after s, x, z, ch, sh and o. */
function pluralEnding(units: Uint16Array, at: number): number {
  if (units[at] === S) return 1
  const sibilant = [S, 120, 122, 104, 111].includes(units[at - 1] ?? 0)
  return sibilant && units[at] === E && units[at + 1] === S ? 2 : 0
}

function isWritten(slice: string, exact: string, capitals: boolean): boolean {
  if (slice === exact) return true
  if (!capitals && slice.length === exact.length && ASCII_LETTERS.test(slice)) return false
  const written = letters(slice)
  if (written === exact) return true
  const dotted = slice.includes('.')
  return (dotted || (capitals && written === written.toUpperCase())) && written.toUpperCase() === exact.toUpperCase()
}

function letters(name: string): string {
  return name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

function isAcronym(name: string): boolean {
  const bare = letters(name)
  return bare.length <= LONGEST_ACRONYM && /^\p{Lu}+$/u.test(bare) && !name.endsWith('*')
}

/** Whether all Latin letters of a text are capitals, so that case says nothing. */
export function isAllCapitals(text: string): boolean {
  let upper = 0
  let lower = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 65 && unit <= 90) upper += 1
    else if (unit >= 97 && unit <= 122) lower += 1
  }
  return upper >= LEAST_CAPITALS && lower * 20 <= upper
}

const LEAST_CAPITALS = 10
