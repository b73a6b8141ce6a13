/** East Asian wide and fullwidth characters and most emoji take two columns in a terminal. Source: Unicode's EastAsianWidth, W and F. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NARROW_ZERO = /\p{Mn}|\p{Me}|\p{Cf}/u

/** The width of a text in terminal columns. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += NARROW_ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** Breaks a paragraph into lines of at most `columns`: at spaces, or inside a run without spaces (such as Chinese) if necessary. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  const flush = () => {
    lines.push(line.trimEnd())
    line = ''
    width = 0
  }
  for (const word of text.split(/(?<= )/)) {
    const need = widthOf(word.trimEnd())
    if (width > 0 && width + need > columns) flush()
    for (const character of word) {
      const step = widthOf(character)
      if (width + step > columns && character !== ' ') flush()
      line += character
      width += step
    }
  }
  if (line.trim() !== '' || lines.length === 0) flush()
  return lines
}
