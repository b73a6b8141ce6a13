/** Created at first use: that takes as long as clipping a hundred texts. */
let graphemes: Intl.Segmenter | null = null

/** A longer user-perceived character (UTF-16 units) is cut: a thousand combining marks are no letter. */
const LONGEST_GRAPHEME = 32

/**
 * Cuts a text to at most `max` UTF-16 units, never inside a user-perceived character, with "…" where something was cut.
 * Linear in `max`, whatever the text's length.
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  return clipMapped(text, max, grapheme => grapheme)
}

/** Like clip, but maps each character and counts the result: for texts that grow by escaping. */
export function clipMapped(text: string, max: number, map: (grapheme: string) => string): string {
  if (max < 1) return ''
  const head = text.slice(0, max + LONGEST_GRAPHEME)
  let out = ''
  let shorter = ''
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(head)) {
    const mapped = map(segment.length > LONGEST_GRAPHEME ? segment.slice(0, LONGEST_GRAPHEME) : segment)
    if (out.length + mapped.length > max) return `${shorter.trimEnd()}…`
    out += mapped
    if (out.length + 1 <= max) shorter = out
  }
  return head.length < text.length ? `${shorter.trimEnd()}…` : out
}
