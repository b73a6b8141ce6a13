/** A stretch of a text, such as a sentence: `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}
