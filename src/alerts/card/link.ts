import { clean, escapeText } from './escape.ts'
import { LIMITS } from './limits.ts'

/** The address in a form that Discord links; null if it is not http(s) or too long. */
export function linkable(url: string | null): string | null {
  if (url === null || url.length > LIMITS.url || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return /^https?:$/.test(protocol) && href.length <= LIMITS.url ? href : null
}

/**
 * A link with its own text, for a place where Discord reads markdown. If the address is not linkable, or the whole would exceed
 * `max` UTF-16 units, only the escaped text is returned; '' if no visible text is left.
 * @param most UTF-16 units of the text
 */
export function linkText(text: string, url: string | null, max: number, most = max): string {
  // A bracket in a link's text may end it early, escaped or not: Discord looks for the closing one before it reads the escapes.
  const shown = clean(text).replaceAll('[', '(').replaceAll(']', ')')
  const label = escapeText(shown, Math.min(max, most))
  const href = linkable(url)
  if (href === null || label === '') return label
  const link = `[${label}](${safe(href)})`
  return link.length <= max ? link : label
}

/** Escapes what would end the link early or be read as markup. */
function safe(href: string): string {
  return href.replace(
    /[()\s<>\\"'`|*~]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
