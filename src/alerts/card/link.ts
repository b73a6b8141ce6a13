import { clean, escapeText } from './escape.ts'
import { LIMITS } from './limits.ts'

/** The address as Discord takes one for a link; null where it is none of http or https, or too long. */
export function linkable(url: string | null): string | null {
  if (url === null || url.length > LIMITS.url || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return /^https?:$/.test(protocol) && href.length <= LIMITS.url ? href : null
}

/**
 * A link with a text of its own, for a place where Discord reads markdown. Where the address is none, or the whole would be longer than
 * `max` UTF-16 units, only the escaped text is left; '' where nothing of the text can be seen.
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

/** These would end the link early or be read as markup. */
function safe(href: string): string {
  return href.replace(
    /[()\s<>\\"'`|*~]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
