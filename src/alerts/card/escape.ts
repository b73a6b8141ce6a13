import { clip, clipMapped } from '../../text/clip.ts'
import { INVISIBLE } from '../../text/show/visible.ts'

/** Untrusted plain text made safe to show: invisible characters removed, white space collapsed, lone surrogates replaced. */
export function clean(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}

/** Discord renders a backslash before any of these as the character itself (Discord's markdown follows simple-markdown's escape rule). */
const MARKUP = /[\\*_~`|<>[\]()@#:]/g

/**
 * Untrusted text for a place where Discord reads markdown: cleaned, cut to `max` UTF-16 units after escaping, and with every
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

/**
 * What is markup inside a line: emphasis, code, mentions and timestamps anywhere; spoilers and strikes when doubled, brackets
 * when a link follows, colons and slashes when they make an emoji or an address (Discord makes previews of discord.gg/ without a scheme).
 */
const LIVE =
  /[\\*_`<]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||\[(?=.*\]\()|@(?=everyone|here)|:(?=[\w+-]+:|\/)|(?<=:[\w+-]{1,99}):|(?<=[:/]|\.\p{L}{2,24})\/(?=\S)/gu

/**
 * Like escapeText, for the inside of a line that notifications show raw: as few backslashes as possible, since a phone may show them.
 * At a line's start the text could still be a heading or a list.
 */
export function escapeLine(text: string, max: number): string {
  const head = clip(clean(text), Math.max(0, max) * 2)
  return clip(head.replace(LIVE, '\\$&'), max)
}

/** Undoes the escaping: for the terminal and for reading our own messages back. */
export function unescapeText(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/g, '$1')
}
