import { phrase } from '../../language/known-languages.ts'
import { isBoilerplate } from '../places/boilerplate.ts'

/** A page after extraction: its headline, and the paragraphs of its main text. */
export interface ReadPage {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Whether the page declares that it does not show the whole text (schema.org's isAccessibleForFree). */
  readonly paid: boolean
}

/** The text of a page, or why it has none that is worth reading. */
export type Article =
  | { readonly kind: 'article'; readonly title: string; readonly text: string }
  | { readonly kind: 'left-aside'; readonly why: 'paywall' | 'consent' | 'error' | 'empty' }

/** A shorter text (characters) is no article; Chinese, Japanese and Korean need only a third. */
const LEAST = 250
/** A page that asks for something and has less text than this (characters) is the request, not the report. */
const SHORT = 1500
/** Characters of text that are kept. */
const MOST = 20_000

const PAYWALL = phrase('payment', 'i')
const CONSENT = phrase('consent', 'i')
const ERROR = phrase('missing', 'i')

/**
 * Makes an article of a page, without furniture and repeated paragraphs, so that a duplicated body counts once. Pages that ask
 * for money or consent, or report an error, are refused.
 */
export function articleOf(page: ReadPage): Article {
  const seen = new Set<string>()
  const kept: string[] = []
  let length = 0
  for (const raw of page.paragraphs) {
    const paragraph = raw.replace(/\s+/g, ' ').trim()
    const key = paragraph.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
    if (key === '' || seen.has(key) || isBoilerplate(paragraph)) continue
    seen.add(key)
    if (length + paragraph.length > MOST) break
    kept.push(paragraph)
    length += paragraph.length
  }
  const all = [page.title, ...page.paragraphs].join('\n').slice(0, MOST)
  const weight = weightOf(kept.join('\n'))
  if (weight < SHORT) {
    if (ERROR.test(all)) return { kind: 'left-aside', why: 'error' }
    if (page.paid || PAYWALL.test(all)) return { kind: 'left-aside', why: 'paywall' }
    if (CONSENT.test(all)) return { kind: 'left-aside', why: 'consent' }
  }
  if (weight < LEAST) return { kind: 'left-aside', why: 'empty' }
  return { kind: 'article', title: page.title.trim(), text: kept.join('\n\n') }
}

function weightOf(text: string): number {
  return (
    text.length +
    2 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0)
  )
}
