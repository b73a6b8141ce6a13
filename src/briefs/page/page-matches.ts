import { FUNCTION_WORDS } from '../../language/en/function-words.ts'
import { summaryWords } from '../summary/summary-words.ts'

/** What a feed's entry says about its report. */
export interface Entry {
  readonly title: string
  /** The feed's own description; '' if it has none. */
  readonly summary: string
}

/** Whether a page is an entry's, or why not. */
export type PageMatch = { readonly kind: 'same' } | { readonly kind: 'other'; readonly why: string }

/** A report says what it is about within this many characters. */
const HEAD = 2500
/** Share of the headline's significant words that a page's text must contain: under the same headline, and under another one. */
const UNDER_SAME = 0.25
const UNDER_OTHER = 0.5
/** One shared word may be chance, unless the headline has no more significant words than this. */
const FEW = 3
/** How many letters of a word are compared, since endings vary. */
const STEM = 5

/**
 * Whether a page's text is about an entry's headline: it shares its significant words or names. A live page that by now shows another
 * report, a notice in place of the report, or a list of other reports beside an empty one does not. The page's own headline is
 * no proof, since those pages keep it; if it differs, the text must share more. Works in every script; the words of
 * Chinese and Japanese are pairs of characters.
 */
export function matchPage(entry: Entry, page: { readonly title: string; readonly text: string }): PageMatch {
  const wanted = stemsOf(entry.title)
  if (wanted.size === 0) return { kind: 'same' }
  const text = stemsOf(page.text.slice(0, HEAD))
  const both = shared(wanted, text)
  const titled = shared(wanted, stemsOf(page.title)) * 2 >= wanted.size
  const least = Math.max(wanted.size <= FEW ? 1 : 2, wanted.size * (titled ? UNDER_SAME : UNDER_OTHER))
  if (both >= least) return { kind: 'same' }
  // For a headline that plays with words, the feed's own description must be in the text.
  const told = stemsOf(entry.summary)
  if (told.size > FEW * 2 && shared(told, text) * 2 >= told.size) return { kind: 'same' }
  return {
    kind: 'other',
    why: `it is about something else: its text holds ${both} of ${wanted.size} telling words of the headline`,
  }
}

function shared(wanted: ReadonlySet<string>, had: ReadonlySet<string>): number {
  let both = 0
  for (const stem of wanted) if (had.has(stem)) both += 1
  return both
}

/** The significant words, without their endings. */
function stemsOf(text: string): ReadonlySet<string> {
  const words = summaryWords(text).filter(word => !FUNCTION_WORDS.has(word) && word.length > 1)
  return new Set(
    words.map(word => (/^\p{Script=Hangul}/u.test(word) ? [...word].slice(0, 2).join('') : word.slice(0, STEM))),
  )
}
