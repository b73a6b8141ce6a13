import type { Feed } from '../../../feeds/feed.ts'
import type { Validators } from '../../../feeds/fetched.ts'

/** Headers that a feed may not set: they belong to the connection, or would break what is read. */
const OURS =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept-encoding|if-.*|range)$/

/**
 * The headers that a feed is asked with besides those of every request: its own, which go to its configured host only, and its conditions.
 * @param url the address that is asked
 * @param validators of the last read; null: none
 */
export function feedHeaders(
  url: URL,
  { url: home, headers }: Pick<Feed, 'url' | 'headers'>,
  validators: Validators | null,
): Record<string, string> {
  return { ...(isHome(url, home) ? extra(headers) : {}), ...conditions(validators, url) }
}

/** The feed's own host, also where it went from http to https. */
function isHome(url: URL, configured: string): boolean {
  if (url.href === configured) return true
  const home = new URL(configured)
  return url.hostname === home.hostname && (url.origin === home.origin || url.protocol === 'https:')
}

function extra(headers: Feed['headers']): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(lower.filter(([name]) => !OURS.test(name)))
}

/**
 * Last-Modified means something only for the address that sent it; an ETag that another address happens to know is the same feed,
 * so it goes along through redirects.
 */
function conditions(validators: Validators | null, url: URL): Record<string, string> {
  const conditions: Record<string, string> = {}
  if (validators === null) return conditions
  if (validators.etag !== null) conditions['if-none-match'] = validators.etag
  if (validators.lastModified !== null && validators.url === url.href)
    conditions['if-modified-since'] = validators.lastModified
  return conditions
}
