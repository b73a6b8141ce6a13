/** Query parameters that say where a reader came from, never what is read. */
const TRACKING =
  /^(?:utm_|at_|mc_|pk_|mtm_|hsa_|fb_|ga_|oc_|_hs)|^(?:fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ref|ref_src|ref_url|referrer|cmpid|cmp|icid|ito|ocid|ncid|ftag|xtor|smid|sr_share|spm|traffic_source|campaign_id|emc|guccounter|amp)$/i
/** Values that say so whatever the parameter is called: input=rss, from=feed. */
const TRACKING_VALUE = /^(?:rss|feed|atom|amp)$/i
const LONGEST = 4096
/** An address that is written as URL would write it: most are, and reading them as URL takes longer than reading the rest of an entry. */
const WHOLE = /^https?:\/\/(?:[a-z][a-z\d-]{0,62}\.){1,8}[a-z][a-z\d-]{0,62}\/[\w\-./~%+=&?,:;@!$*]*$/

/**
 * The absolute http(s) address of a link as a feed gives it; null for what is none (mailto:, javascript:, nonsense, longer than 4096).
 * @param base the address of the document, or null where it is unknown
 */
export function absoluteUrl(href: string, base: string | null): string | null {
  // "&amp;" in an address was escaped twice.
  const trimmed = href
    .trim()
    .replace(/[\t\n\r]/g, '')
    .replaceAll('&amp;', '&')
  if (trimmed === '' || trimmed.length > LONGEST) return null
  if (WHOLE.test(trimmed) && !/\/\.|%2e|\bxn--/i.test(trimmed)) return trimmed
  const url = URL.parse(trimmed) ?? (base === null ? null : URL.parse(trimmed, base))
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  return url.href
}

/**
 * One form for the addresses under which a publisher gives the same page, to compare and never to fetch: no scheme, no www. or mobile
 * host, no AMP path, no fragment, no tracking parameters, parameters in order, no slash at the end.
 */
export function canonicalUrl(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address.trim()
  const direct = unwrapAmpCache(url)
  const host = direct.hostname.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '')
  const port = direct.port === '' ? '' : `:${direct.port}`
  const path =
    direct.pathname
      .replace(/\/amp(?=\/|$)|\.amp(?=\.html?$|$)/gi, '')
      .replace(/\/{2,}/g, '/')
      .replace(/\/(?:index\.(?:html?|php))?$/i, '') || '/'
  const kept = [...direct.searchParams]
    .filter(([name, value]) => !TRACKING.test(name) && !TRACKING_VALUE.test(value))
    .map(pair => pair.join('='))
  return `${host}${port}${path}${kept.length === 0 ? '' : `?${kept.sort().join('&')}`}`
}

/** Google's AMP viewer and the AMP caches carry the publisher's address in their path. */
function unwrapAmpCache(url: URL): URL {
  const match =
    /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) || url.hostname.endsWith('.cdn.ampproject.org')
      ? /^\/(?:amp|[acvi])\/(?:s\/)?(.+\..+)$/.exec(url.pathname)
      : null
  return match === null ? url : (URL.parse(`https://${match[1] ?? ''}${url.search}`) ?? url)
}
