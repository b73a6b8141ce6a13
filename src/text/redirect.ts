import { absoluteUrl } from './url.ts'

/** Most nested redirects: one service's alert may link through another's redirect. */
const MOST = 3

/** Services that put the real page's address into a query parameter, by host and path. */
const CARRIERS: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] = [
  [/^(?:www\.|news\.)?(?:url\.)?google\.[a-z.]{2,6}$/, /^\/url$/, ['url', 'q']],
  [/^(?:www\.)?bing\.com$/, /^\/news\/apiclick\.aspx$/i, ['url']],
  [/^(?:l|lm)\.facebook\.com$/, /^\/l\.php$/, ['u']],
  [/^(?:www\.)?duckduckgo\.com$/, /^\/l\/$/, ['uddg']],
]
/** Yahoo's, where the address is in the path: /RU=https%3a%2f%2f…/RK=…, or rd.yahoo.com/…/*https://… */
const IN_PATH = /\/RU=([^/]+)\/|\/\*(https?:\/\/?.+)$/

/** The address behind an aggregator's link; the link itself if it is no redirect. */
export function behindRedirect(address: string): string {
  let at = address
  for (let times = 0; times < MOST; times += 1) {
    const next = behind(at)
    if (next === null) return at
    at = next
  }
  return at
}

function behind(address: string): string | null {
  if (!/google|bing|facebook|duckduckgo|yahoo/i.test(address)) return null
  const url = URL.parse(address)
  if (url === null) return null
  const carrier = CARRIERS.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname))
  const named = carrier?.[2].map(name => url.searchParams.get(name)).find(value => /^https?:/i.test(value ?? ''))
  if (named != null) return absoluteUrl(named, null)
  if (!/(?:^|\.)yahoo\.(?:com|co\.jp)$/.test(url.hostname)) return null
  const match = IN_PATH.exec(url.pathname)
  const written = match?.[1] ?? match?.[2]?.replace(/^(https?:\/)(?!\/)/, '$1/')
  return written === undefined ? null : absoluteUrl(decoded(written), null)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
