/** How folding treats a unit. */
export const KIND = {
  letter: 0,
  space: 1,
  hyphen: 2,
  dash: 3,
  apostrophe: 4,
  quote: 5,
  dropped: 6,
  mark: 7,
  dot: 8,
  less: 9,
  /** A middle dot: a hyphen that may also be inside what is otherwise written as one word, 北·美. */
  middle: 10,
} as const

/** The kind of each UTF-16 unit. */
export const kinds: Uint8Array = kindTable()

function kindTable(): Uint8Array {
  const table = new Uint8Array(0x10000)
  const set = (kind: number, ranges: readonly (readonly [number, number])[]) => {
    for (const [first, last] of ranges) table.fill(kind, first, last + 1)
  }
  set(KIND.dropped, [
    [0, 8],
    [14, 31],
    [127, 132],
    [134, 159],
    [0xad, 0xad],
    [0x200c, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
  ])
  set(KIND.space, [
    [9, 13],
    [32, 32],
    [0x85, 0x85],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200b],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
  ])
  const one = (units: readonly number[]) => units.map(unit => [unit, unit] as const)
  // U+30FB is the middle dot of Japanese headlines, which also separates items of a list.
  set(KIND.hyphen, one([45, 0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0x30fb, 0xfe63, 0xff0d, 0xff65]))
  set(KIND.dash, one([0x2014, 0x2015, 0x2e3a, 0x2e3b, 0xfe58]))
  set(KIND.apostrophe, one([39, 96, 0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2018, 0x2019, 0x201b, 0x2032, 0xff07, 0xff40]))
  set(KIND.quote, one([34, 0x201c, 0x201d, 0x201e, 0x201f, 0x2033, 0xff02]))
  set(KIND.dot, one([46]))
  set(KIND.less, one([60]))
  set(KIND.mark, [
    [0x300, 0x36f],
    [0x1160, 0x11ff],
    [0x1ab0, 0x1aff],
    [0x1dc0, 0x1dff],
    [0x20d0, 0x20ff],
    [0x3099, 0x309a],
    [0xfe20, 0xfe2f],
    [0xff9e, 0xff9f],
  ])
  // U+00B7 and U+318D are the middle dots of Korean headlines; the rest are typed in their place.
  set(
    KIND.middle,
    one([0xb7, 0x387, 0x119e, 0x16eb, 0x2022, 0x2027, 0x2219, 0x22c5, 0x2981, 0x2e31, 0x2e33, 0x318d, 0xa78f]),
  )
  return table
}
