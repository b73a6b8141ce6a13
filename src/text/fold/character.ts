import { KIND, kinds } from './kinds.ts'

/** The most units that one character may fold to. */
export const LONGEST_FOLD = 4

/** Latin letters that no normal form takes apart. */
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

/** What a unit folds to where that is one unit and nothing else is to be looked at; 0: it is not that simple, or was not met yet. */
export const simple: Uint16Array = sameUnits()

/** Has a unit that folds to one unit found in `simple` from then on, where it is of those that texts are full of. */
export function meet(unit: number, folded: number): void {
  // A hyphen is a space or none by what stands before it.
  if (folded === 45 || kinds[unit] !== KIND.letter) return
  if (unit <= 0x24ff || (unit >= 0x3000 && unit <= 0x33ff) || (unit >= 0xff00 && unit <= 0xffef)) simple[unit] = folded
}

/** Folds one character with its marks: NFKC, lower case, no diacritics on Latin, Greek and Cyrillic letters. */
export function foldCharacter(cluster: string): string {
  const composed = cluster.normalize('NFKC').toLowerCase()
  // A letter of Hangul that stands alone would join the syllable before it.
  if (/^[\u1100-\u11ff]/.test(composed)) return cluster
  const bare = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(composed)
    ? composed
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .normalize('NFC')
    : composed
  return [...(SINGLE[bare] ?? bare).slice(0, LONGEST_FOLD)].map(plain).join('')
}

/** Signs that a normal form brings in, as the signs themselves are folded. */
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

/** Han and Hangul syllables stay as they are; the rest is worked out when it is met: to do so for all takes longer than a short text. */
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
