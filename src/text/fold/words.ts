/** The script class of a UTF-16 unit, which decides how words with it begin and end. */
export const SCRIPT = { none: 0, spaced: 1, hangul: 2, inside: 3 } as const
export type Script = (typeof SCRIPT)[keyof typeof SCRIPT]

/** Han and kana, written without spaces between words; the high surrogates are those of the Han extensions. */
const INSIDE: readonly (readonly [number, number])[] = [
  [0x3005, 0x3007],
  [0x3041, 0x3096],
  [0x309d, 0x309f],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30ff],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xd840, 0xd888],
  [0xf900, 0xfaff],
  [0xff66, 0xff9d],
]
const HANGUL: readonly (readonly [number, number])[] = [
  [0x1100, 0x11ff],
  [0x3131, 0x318c],
  [0xac00, 0xd7a3],
]

/** Ranges of scripts with spaces between words. */
const SPACED: readonly (readonly [number, number])[] = [
  [0, 0x2fff],
  [0xa000, 0xabff],
  [0xe000, 0xffff],
]

/** The script class of each UTF-16 unit, for loops over long texts. */
export const scripts: Uint8Array = scriptTable()

/** The script class of a UTF-16 unit; NaN or a unit outside a text is `none`. */
export function scriptOf(unit: number): Script {
  return (scripts[unit] ?? 0) as Script
}

function scriptTable(): Uint8Array {
  const filled = new Uint8Array(0x10000)
  // One match over all units of a range: testing each by itself takes ten times as long, at every start and in every thread.
  for (const [first, last] of SPACED) {
    const units = String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index))
    for (const { index, 0: run } of units.matchAll(/[\p{L}\p{N}\p{M}]+/gu))
      filled.fill(SCRIPT.spaced, first + index, first + index + run.length)
  }
  for (const [first, last] of INSIDE) filled.fill(SCRIPT.inside, first, last + 1)
  for (const [first, last] of HANGUL) filled.fill(SCRIPT.hangul, first, last + 1)
  return filled
}
