import { KIND, kinds } from './kinds.ts'

/** Most UTF-16 units that one character can fold to. */
export const LONGEST_FOLD = 4

/** Latin letters that no normal form decomposes. */
const SINGLE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ð: 'd',
  þ: 'th',
}

/** What a unit folds to, if that is one unit whatever its context; 0: not so simple, or not met yet. */
export const simple: Uint16Array = sameUnits()

/** Records a frequent unit that folds to one unit in `simple`, for faster lookup from then on. */
export function meet(unit: number, folded: number): void {
  // Whether a hyphen folds to a space depends on what precedes it.
  if (folded === 45 || kinds[unit] !== KIND.letter) return
  if (unit <= 0x24ff || (unit >= 0x3000 && unit <= 0x33ff) || (unit >= 0xff00 && unit <= 0xffef)) simple[unit] = folded
}

/** Folds one character with its combining marks: NFKC, lower case, no diacritics on Latin, Greek and Cyrillic letters. */
export function foldCharacter(cluster: string): string {
  const composed = cluster.normalize('NFKC').toLowerCase()
  // A single Hangul letter would combine with the syllable before it.
  if (/^[\u1100-\u11ff]/.test(composed)) return cluster
  const bare = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(composed)
    ? composed
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .normalize('NFC')
    : composed
  return [...(SINGLE[bare] ?? bare).slice(0, LONGEST_FOLD)].map(plain).join('')
}

/** Folds punctuation that a normal form produces in the same way as punctuation in the text. */
function plain(character: string): string {
  switch (kinds[character.charCodeAt(0)]) {
    case KIND.space:
      return ' '
    case KIND.hyphen:
    case KIND.middle:
      return '-'
    case KIND.dash:
      return '—'
    case KIND.apostrophe:
      return "'"
    case KIND.quote:
      return '"'
    case KIND.dropped:
      return ''
    default:
      return character
  }
}

/** Han and Hangul syllables fold to themselves; the rest is computed when met, since all of it would take longer than a short text. */
function sameUnits(): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (const [first, last] of [
    [0x3400, 0x4dbf],
    [0x4e00, 0x9fff],
    [0xac00, 0xd7a3],
  ] as const) {
    for (let unit = first; unit <= last; unit += 1) table[unit] = unit
  }
  return table
}
