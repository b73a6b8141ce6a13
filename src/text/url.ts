/** Query parameters that say where a reader came from, never which page it is. */
const TRACKING =
  /^(?:utm_|at_|mc_|pk_|mtm_|hsa_|fb_|ga_|oc_|_hs)|^(?:fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ref|ref_src|ref_url|referrer|cmpid|cmp|icid|ito|ocid|ncid|ftag|xtor|smid|sr_share|spm|traffic_source|campaign_id|emc|guccounter|amp)$/i
/** Values that say so whatever the parameter's name: input=rss, from=feed. */
const TRACKING_VALUE = /^(?:rss|feed|atom|amp)$/i
const LONGEST = 4096
const WITHOUT_SCHEME = /^www\.[a-z\d-]+\.[a-z\d.-]*[a-z](?::\d+)?(?:[/?#]|$)/i
/** An address already in URL's normal form, as most are: parsing one as URL takes longer than reading the rest of an entry. */
const WHOLE = /^https?:\/\/(?:[a-z][a-z\d-]{0,62}\.){1,8}[a-z][a-z\d-]{0,62}\/[\w\-./~%+=&?,:;@!$*]*$/

/**
 * The absolute http(s) address of a link as a feed gives it; null for anything else (mailto:, javascript:, nonsense, over 4096).
 * @param base the address of the document; null: unknown
 */
export function absoluteUrl(href: string, base: string | null): string | null {
  if (href === '') return null
  // A remaining "&amp;" was escaped twice.
  const trimmed = href
    .trim()
    .replace(/[\t\n\r]/g, '')
    .replaceAll('&amp;', '&')
  if (trimmed === '' || trimmed.length > LONGEST) return null
  if (WHOLE.test(trimmed) && !/\/\.|%2e|\bxn--/i.test(trimmed)) return trimmed
  // A publisher who omits the scheme means a host, not a relative path.
  const whole = WITHOUT_SCHEME.test(trimmed) ? `https://${trimmed}` : trimmed
  const url = URL.parse(whole) ?? (base === null ? null : URL.parse(whole, base))
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  return url.href
}

/**
 * One form for all addresses of the same page, for comparison only, never for fetching: no scheme, no www. or mobile
 * host, no AMP path, no fragment, no tracking parameters, parameters sorted, no trailing slash.
 */
export function canonicalUrl(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address.trim()
  const direct = unwrapAmpCache(url)
  const host = plainHost(direct)
  const port = direct.port === '' ? '' : `:${direct.port}`
  const path =
    direct.pathname
      .replace(/\/amp(?=\/|$)|\.amp(?=\.html?$|$)/gi, '')
      .replace(/\/{2,}/g, '/')
      .replace(/\/(?:index\.(?:html?|php))?$/i, '') || '/'
  // Parsing a query is the slowest part, and most addresses have none.
  const kept =
    direct.search === ''
      ? []
      : [...direct.searchParams]
          .filter(([name, value]) => !TRACKING.test(name) && !TRACKING_VALUE.test(value))
          .map(pair => pair.join('='))
  return `${host}${port}${path}${kept.length === 0 ? '' : `?${kept.sort().join('&')}`}`
}

/** Parameters that only say where a reader came from, or which visit it is. */
const NEVER_A_PAGE =
  /^(?:utm_|mc_|pk_|mtm_|hsa_|fb_|_hs)|^(?:fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|guccounter|phpsessid|jsessionid|aspsessionid\w*|sid|sessionid|session_id)$/i
/** Fragments of the same kind, and anchors that any page may have. */
const NO_PART_OF_A_PAGE = /^(?:xtor|utm|ref|rss|at_|ns_|intcid|top|comments?|respond|content|main)(?:[-_=:]|$)/i
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/?#]*/gi

/**
 * The address of one entry among several on a page: like `canonicalUrl`, but what may identify the entry stays: a fragment, unless it says
 * where a reader came from; a parameter such as `ref`, if nothing else identifies a page.
 * @param page the canonical address without session parameters, if already known
 */
export function entryUrl(address: string, page: string = canonicalUrl(withoutSession(address))): string {
  if (!/[?#]/.test(address)) return page
  const url = URL.parse(withoutSession(address))
  if (url === null) return page
  const parameters = [...url.searchParams].filter(([name]) => !NEVER_A_PAGE.test(name))
  const query = parameters.map(pair => pair.join('=')).sort()
  const named = page.includes('?') || query.length === 0 || namesAPage(page)
  const fragment = url.hash.slice(1)
  const part = fragment === '' || NO_PART_OF_A_PAGE.test(fragment) ? '' : `#${fragment}`
  return `${named ? page : `${page}?${query.join('&')}`}${part}`
}

/** The address without parameters that identify a visit, not a page. */
export function withoutSession(address: string): string {
  if (!/sess|sid=/i.test(address)) return address
  const url = URL.parse(address.replace(SESSION_IN_PATH, ''))
  if (url === null) return address
  for (const name of [...url.searchParams.keys()])
    if (/sess|^sid$/i.test(name) && NEVER_A_PAGE.test(name)) url.searchParams.delete(name)
  return url.href
}

/** Whether the last part of a path is an article's, not a section's or a script's: it has a number or several words. */
function namesAPage(page: string): boolean {
  const last = page.split('/').slice(1).at(-1) ?? ''
  return /\d|[^-_]+[-_][^-_]+[-_]|%[\da-f]{2}/i.test(last)
}

/** The host that identifies an outlet, without www. and the like; '' if the text is no address. */
export function hostOf(address: string): string {
  const url = URL.parse(address)
  return url === null ? '' : plainHost(url)
}

/** The registered domain of a host, guessed from its form: yna.co.kr for en.yna.co.kr. */
export function siteOf(host: string): string {
  const labels = host.split('.')
  const [top = '', second = ''] = labels.toReversed()
  return labels.slice(top.length === 2 && second.length <= 3 && labels.length > 2 ? -3 : -2).join('.')
}

function plainHost(url: URL): string {
  return url.hostname.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '')
}

/** Google's AMP viewer and the AMP caches carry the publisher's address in their path. */
function unwrapAmpCache(url: URL): URL {
  const match =
    /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) || url.hostname.endsWith('.cdn.ampproject.org')
      ? /^\/(?:amp|[acvi])\/(?:s\/)?(.+\..+)$/.exec(url.pathname)
      : null
  return match === null ? url : (URL.parse(`https://${match[1] ?? ''}${url.search}`) ?? url)
}
