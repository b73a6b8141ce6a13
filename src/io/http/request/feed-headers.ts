import type { Feed } from '../../../feeds/feed.ts'
import type { Validators } from '../../../feeds/fetched.ts'

/** Headers that a feed may not set: they belong to the connection, or would break the reading of the body. */
const OURS =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept-encoding|if-.*|range)$/

/**
 * A feed's request headers besides those of every request: its own, sent to its configured host only, and its validators.
 * @param url the address of this request
 * @param validators from the last read; null: none
 */
export function feedHeaders(
  url: URL,
  { url: home, headers }: Pick<Feed, 'url' | 'headers'>,
  validators: Validators | null,
): Record<string, string> {
  return { ...(isHome(url, home) ? extra(headers) : {}), ...conditions(validators, url) }
}

/** Whether an address is on the feed's own host, including after a move from http to https. */
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
 * Last-Modified holds only for the address that sent it. An ETag that another address recognises means the same body, so it is sent
 * through redirects too.
 */
function conditions(validators: Validators | null, url: URL): Record<string, string> {
  const conditions: Record<string, string> = {}
  if (validators === null) return conditions
  if (validators.etag !== null) conditions['if-none-match'] = validators.etag
  if (validators.lastModified !== null && validators.url === url.href)
    conditions['if-modified-since'] = validators.lastModified
  return conditions
}
