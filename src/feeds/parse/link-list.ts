import { plainText } from '../../text/fold/html.ts'

/** Elements that begin a new line. */
const BORDER = /<\/?(?:p|div|li|ol|ul|dl|dt|dd|tr|td|th|table|h[1-6]|br|hr|section|article|blockquote)\b[^<>]*>/gi
const ANCHOR = /(<\/?a\b[^<>]*>)/i
/** A line is a headline if this share of it is a link; the rest names the outlet. */
const SHARE = 0.5
const LEAST_WORDS = 4
const LEAST_DENSE = 10
const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu

/**
 * An HTML text without the lines of linked headlines that aggregators give in place of a summary: removed if they are at least half of
 * its lines, or if one is the entry's own title with its outlet. '' if no remaining line has several words.
 */
export function withoutLinkList(html: string, title: string): string {
  if (!/<a\b/i.test(html)) return html
  const lines = html
    .split(BORDER)
    .map(line => ({ line, text: plainText(line), linked: linkedPart(line) }))
    .filter(({ text }) => text !== '')
  const headlines = lines.filter(({ linked }) => linked !== null)
  const [only] = headlines
  const own = headlines.length === 1 && only?.linked != null && isOf(only.linked, title)
  const listed = headlines.length > 1 && headlines.length * 2 >= lines.length
  if (!listed && !(own && (lines.length > 1 || only.linked !== only.text))) return html
  const rest = lines.filter(({ linked }) => linked === null).map(({ line }) => line)
  return rest.some(line => isHeadline(plainText(partsOf(line).loose))) ? rest.join('<br>') : ''
}

/** The text of a line inside and outside links. One pass: an unclosed link ends with the line. */
function partsOf(line: string): { readonly linked: string; readonly loose: string } {
  const linked: string[] = []
  const loose: string[] = []
  let open = false
  for (const part of line.split(ANCHOR)) {
    if (/^<\/?a\b/i.test(part)) open = part[1] !== '/'
    else (open ? linked : loose).push(part)
  }
  return { linked: linked.join(' '), loose: loose.join(' ') }
}

/** The text of a line's links, if it is most of the line and as long as a headline. */
function linkedPart(line: string): string | null {
  if (!/<a\b/i.test(line)) return null
  const linked = plainText(partsOf(line).linked)
  if (!isHeadline(linked)) return null
  return linked.length >= SHARE * plainText(line).length ? linked : null
}

function isHeadline(text: string): boolean {
  return text.split(' ').length >= LEAST_WORDS || (text.match(DENSE)?.length ?? 0) >= LEAST_DENSE
}

/** Whether a linked text is the title, with or without the outlet's name at the end of either. */
function isOf(linked: string, title: string): boolean {
  return linked.length > 0 && (title.startsWith(linked) || linked.startsWith(title))
}
