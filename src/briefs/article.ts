import { isBoilerplate } from './boilerplate.ts'

/** A page as the reader of pages found it: its headline, and the paragraphs of what looks like its text. */
export interface ReadPage {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Whether the page itself says that what it shows is not the whole (schema.org's isAccessibleForFree). */
  readonly paid: boolean
}

/** The text of a page, or why it has none that is worth reading. */
export type Article =
  | { readonly kind: 'article'; readonly title: string; readonly text: string }
  | { readonly kind: 'left-aside'; readonly why: 'paywall' | 'consent' | 'error' | 'empty' }

/** Characters below which a text is taken for no article; Chinese, Japanese and Korean say as much in a third. */
const LEAST = 250
/** A page that asks for something and has no more text than this is the question, not the report. */
const SHORT = 1500
/** Characters of text that are kept. */
const MOST = 20_000

const PAYWALL =
  /\b(?:subscribe (?:to|now to) (?:continue|read|unlock)|subscribers? only|to continue reading|already a subscriber|this (?:article|content|story) is (?:for|reserved for|only available to) (?:\w+ )?(?:subscribers|members)|(?:register|sign in|log in) to (?:continue|read)|free articles? (?:left|remaining)|start your (?:free )?trial)\b|有料会員|会員限定|この記事は有料|続きを読むには|유료\s*회원|구독(?:자|회원) 전용|订阅后|付费(?:阅读|内容)/i
const CONSENT =
  /\b(?:we (?:and our \w+ )?(?:use|value your).{0,40}(?:cookies|privacy)|accept (?:all )?cookies|before you continue|manage (?:your )?(?:privacy|consent|cookie)|your privacy choices|consent to the use)\b|쿠키.{0,12}(?:동의|사용)|クッキー.{0,12}同意|Cookie.{0,6}(?:同意|接受)/i
const ERROR =
  /\b(?:page (?:not|can(?:no|')t be) found|404(?: error)?$|error 40[34]|access (?:is |has been )?denied|verify (?:that )?you are (?:a )?human|checking your browser|enable javascript|unusual traffic|are you a robot|too many requests|service unavailable|temporarily unavailable|not available in your (?:country|region)|unavailable for legal reasons|this page (?:doesn.t|does not) exist)\b|페이지를 찾을 수 없|존재하지 않는 (?:기사|페이지)|ページが(?:見つかり|存在し)ません|页面(?:不存在|未找到)|您访问的页面/i

/**
 * Makes an article of a page: furniture and repeated paragraphs taken out, so that a body that stands twice counts once. Pages that ask
 * for money or consent, or report an error, are left aside.
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
