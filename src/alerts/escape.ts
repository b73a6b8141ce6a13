import { clipMapped } from '../text/clip.ts'
import { INVISIBLE } from '../text/visible.ts'

/** Plain text from a stranger made safe to show as it stands: invisible characters removed, white space one space, broken surrogates replaced. */
export function clean(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}

/** Discord renders a backslash before any of these as the character itself (Discord's markdown follows simple-markdown's escape rule). */
const MARKUP = /[\\*_~`|<>[\]()@#:]/g

/**
 * Text from a stranger for a place where Discord reads markdown: cleaned, cut to `max` UTF-16 units after escaping, and with every
 * character escaped that could start formatting, a link, a mention, a timestamp or an emoji. List markers count at a line's start only,
 * and cleaned text is one line.
 */
export function escapeText(text: string, max: number): string {
  let before = ''
  return clipMapped(clean(text), max, grapheme => {
    const startsList = before === '' ? /^[-+]/.test(grapheme) : grapheme.startsWith('.') && /^\d{1,9}$/.test(before)
    if (before.length < 10) before += grapheme
    return (startsList ? '\\' : '') + grapheme.replace(MARKUP, '\\$&')
  })
}

/** The text as a reader sees it: for the terminal and for reading our own messages back. */
export function unescapeText(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/g, '$1')
}
