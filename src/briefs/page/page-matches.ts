import { FUNCTION_WORDS } from '../../language/en/function-words.ts'
import { summaryWords } from '../summary/summary-words.ts'

/** What an entry of a feed says of itself. */
export interface Entry {
  readonly title: string
  /** The feed's own description; '' if it has none. */
  readonly summary: string
}

/** Whether a page is that of an entry; why not. */
export type PageMatch = { readonly kind: 'same' } | { readonly kind: 'other'; readonly why: string }

/** Characters of a page in which its report says what it is about. */
const HEAD = 2500
/** Share of the headline's telling words that a page's text must hold: under the same headline, and under another one. */
const UNDER_SAME = 0.25
const UNDER_OTHER = 0.5
/** One word alone is chance, unless the headline has no more than these. */
const FEW = 3
/** Letters of a word that count: endings do not. */
const STEM = 5

/**
 * Whether a page's text is about an entry's headline: it shares its telling words or names. A live page that shows another report by
 * now, a notice that stands in the report's place, or a list of other reports beside an empty one does not. The page's own headline is
 * no proof alone, as it stands over those as well; where it is another one, the text must share more. In every script; the words of
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
  // A headline that plays with words: what the feed itself says of the report stands in it.
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

/** The words that tell something, without their endings. */
function stemsOf(text: string): ReadonlySet<string> {
  const words = summaryWords(text).filter(word => !FUNCTION_WORDS.has(word) && word.length > 1)
  return new Set(
    words.map(word => (/^\p{Script=Hangul}/u.test(word) ? [...word].slice(0, 2).join('') : word.slice(0, STEM))),
  )
}
