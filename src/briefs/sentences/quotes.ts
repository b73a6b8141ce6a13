import type { Span } from './span.ts'

const PAIRS: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '«': '»', '„': '“' }
const CLOSING = new Set(Object.values(PAIRS))
/** A longer quotation (characters) is treated as plain text: its closing mark probably belongs to another. */
const LONGEST = 600

/**
 * The quotations that open and close within a paragraph, with their marks, in order and not nested. Straight marks
 * open after a space or bracket. Linear in the paragraph's length.
 */
export function quotedSpans(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = []
  const open: { mark: string; at: number }[] = []
  for (let at = start; at < end; at += 1) {
    const mark = text[at] ?? ''
    const top = open.at(-1)
    if (top !== undefined && (PAIRS[top.mark] === mark || (top.mark === '"' && mark === '"' && !opens(text, at)))) {
      open.pop()
      if (open.length === 0 && at - top.at <= LONGEST) spans.push({ start: top.at, end: at + 1 })
    } else if (mark in PAIRS) {
      // The same mark again: the quotation continues in a new sentence, or the first one was never closed.
      if (top?.mark === mark) open.pop()
      if (open.length < 4) open.push({ mark, at })
    } else if (mark === '"' && opens(text, at)) {
      if (top?.mark === '"') open.pop()
      if (open.length < 4) open.push({ mark, at })
    } else if (CLOSING.has(mark)) open.length = 0
  }
  return spans
}

function opens(text: string, at: number): boolean {
  return at === 0 || /[\s([—–-]/.test(text[at - 1] ?? '')
}
