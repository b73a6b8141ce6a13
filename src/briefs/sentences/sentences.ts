import { BEFORE_NAME, BEFORE_NUMBER, BEGINS, EITHER } from '../../language/en/abbreviations.ts'
import { quotedSpans } from './quotes.ts'
import type { Span } from './span.ts'

const LATIN_END = '.!?…'
const WIDE_END = '。！？｡．'
const CLOSERS = '"\'”’)]»」』）】〉》〕'
/** Longest word that is examined before or after a full stop. */
const LONGEST_WORD = 24

const SPACE = /\s/
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u
const DIGIT = /\p{Nd}/u
const HANGUL = /\p{Script=Hangul}/u
const LETTER = /[\p{L}\p{N}]/u

/**
 * Splits a text into sentences: English, Korean, Japanese and Chinese. Every character that is not white space is in exactly one
 * sentence. An empty line always splits; a line end splits unless the next line goes on in lower case; nothing splits inside quotation
 * marks that are closed in the same paragraph. Linear in the text's length.
 */
export function sentences(text: string): readonly Span[] {
  const spans: Span[] = []
  for (const paragraph of paragraphs(text)) {
    let from = paragraph.start
    const quoted = quotedSpans(text, paragraph.start, paragraph.end)
    let nextQuote = 0
    let at = from
    while (at < paragraph.end) {
      const quote = quoted[nextQuote]
      if (quote !== undefined && at > quote.start && at < quote.end - 1) {
        at = quote.end - 1
        continue
      }
      if (quote !== undefined && at >= quote.end) {
        nextQuote += 1
        continue
      }
      const end = endAt(text, at, from, paragraph.end, quote)
      if (end === null) {
        at += 1
        continue
      }
      push(spans, text, from, end)
      from = end
      at = end
    }
    push(spans, text, from, paragraph.end)
  }
  return spans
}

/** The offset after the sentence whose last mark is at `at`; null if none ends there. */
function endAt(text: string, at: number, first: number, last: number, quote: Span | undefined): number | null {
  const mark = text[at] ?? ''
  // A quotation that ends in a sentence mark ends the outer sentence too, if a new one follows.
  if (quote !== undefined && at === quote.end - 1) {
    const before = text[at - 1] ?? ''
    if (WIDE_END.includes(before)) return isParticle(text, at + 1) ? null : at + 1
    if (!LATIN_END.includes(before)) return null
    return goesOn(text, at + 1, last) ? null : at + 1
  }
  const wide = WIDE_END.includes(mark)
  if (!wide && !LATIN_END.includes(mark)) return null
  // A run of marks is judged once, at its first, so that a page of dots takes linear time.
  if (at > first && isMark(text[at - 1] ?? '')) return null
  let end = at + 1
  while (end < last && isMark(text[end] ?? '')) end += 1
  const marks = end - at
  while (end < last && CLOSERS.includes(text[end] ?? '') && end - at - marks < 8) end += 1
  if (wide) return end
  const next = text[end] ?? ''
  if (end < last && !SPACE.test(next)) return isMissingSpace(text, at, end) ? end : null
  if (mark === '.' && marks === 1 && isAbbreviation(text, at, end, last)) return null
  return goesOn(text, end, last) ? null : end
}

function isMark(character: string): boolean {
  return character !== '' && (LATIN_END.includes(character) || WIDE_END.includes(character))
}

/** Whether what follows belongs to the same sentence: it begins in lower case, or with a comma. */
function goesOn(text: string, from: number, last: number): boolean {
  let at = from
  while (at < last && SPACE.test(text[at] ?? '')) at += 1
  if (at >= last) return false
  const next = text[at] ?? ''
  if (at === from && LETTER.test(next)) return true
  return LOWER.test(next) || ',;:)'.includes(next)
}

/** "…」と述べた": the sentence goes on after its quotation. */
function isParticle(text: string, at: number): boolean {
  return /[とがをはのにでという、，,]/.test(text[at] ?? '')
}

/** "…they agreed.The envoy…", "…말했다.그는…": a missing space. */
function isMissingSpace(text: string, at: number, next: number): boolean {
  const before = text[at - 1] ?? ''
  const after = text[next] ?? ''
  if (HANGUL.test(before) && HANGUL.test(after)) return '다요죠까'.includes(before)
  return (
    LOWER.test(before) &&
    LOWER.test(text[at - 2] ?? '') &&
    UPPER.test(after) &&
    LOWER.test(text[next + 1] ?? '') &&
    BEGINS.has(wordAt(text, next).toLowerCase())
  )
}

function isAbbreviation(text: string, dot: number, end: number, last: number): boolean {
  const word = wordBefore(text, dot)
  const bare = word.toLowerCase()
  if (word === '') return false
  if (BEFORE_NAME.has(bare)) return true
  let at = end
  while (at < last && SPACE.test(text[at] ?? '')) at += 1
  // "to talk to the U.S. ‘on any day’": a quotation that opens in lower case goes on.
  if (/["'“‘]/.test(text[at] ?? '') && LOWER.test(text[at + 1] ?? '')) return true
  const next = wordAt(text, at)
  if (BEFORE_NUMBER.has(bare) && DIGIT.test(next.charAt(0))) return true
  // Initials and acronyms ("J.", "U.S."), and abbreviations that sometimes end a sentence.
  const initials = /^(?:\p{L}\.)*\p{Lu}$/u.test(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word)
  if (initials || EITHER.has(bare)) return next !== '' && !BEGINS.has(next.toLowerCase())
  return false
}

function wordBefore(text: string, end: number): string {
  let start = end
  while (start > 0 && end - start < LONGEST_WORD && /[\p{L}.-]/u.test(text[start - 1] ?? '')) start -= 1
  return text.slice(start, end).replace(/^[.-]+/, '')
}

function wordAt(text: string, start: number): string {
  let end = start
  while (end < text.length && end - start < LONGEST_WORD && LETTER.test(text[end] ?? '')) end += 1
  return text.slice(start, end)
}

function paragraphs(text: string): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(/[\n\u2029]\s*/g)) {
    const after = index + found.length
    const empty = found.indexOf('\n') !== found.lastIndexOf('\n')
    if (!empty && LOWER.test(text[after] ?? '') && !/[.!?:;]/.test(text[index - 1] ?? '')) continue
    push(spans, text, from, index)
    from = after
  }
  push(spans, text, from, text.length)
  return spans
}

function push(spans: Span[], text: string, from: number, to: number): void {
  let start = from
  let end = to
  while (start < end && SPACE.test(text[start] ?? '')) start += 1
  while (end > start && SPACE.test(text[end - 1] ?? '')) end -= 1
  if (start < end) spans.push({ start, end })
}
