import { idOf } from '../text/id.ts'
import type { FeedKind } from './feed.ts'

/** Longest id that feeds.yaml takes. */
const LONGEST_ID = 64
/** Letters of the whole address that tell ids apart. */
const MARK = 5
/** Addresses of which the words of host and path say all but how they are separated. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?:\/[a-z0-9._-]*)*$/

/** Two letters at a host's end that are sold as words and tell no country. */
const WORDS_NOT_COUNTRIES = new Set('ac ai am as cc cd co eu fm gg io is la me ms nu sh st to tv ws'.split(' '))

/**
 * The id of a feed that is given none: the words of its host, without "www", and of its path, in small letters. Where the address has more
 * to it (a query, a port, a capital letter) or is too long, five letters made of the whole address stand behind.
 * The same address always has the same id: what is stored of a feed hangs on it.
 * @param secret whether its path is a secret: then it goes into the five letters alone
 */
export function idFromUrl(address: string, secret = false): string {
  const url = URL.parse(address)
  if (url === null) return markedId('feed', address)
  const host = url.hostname.replace(/^www\d?\./, '')
  const words = `${host}${secret ? '' : decoded(url.pathname)}`.replace(
    /\.(?:xml|rss|atom|rdf|json|php|html?|aspx?)$/,
    '',
  )
  const id = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return !secret && PLAIN.test(url.href) && id.length <= LONGEST_ID ? id : markedId(id, address)
}

/** An id with the mark of an address behind it, for one that another feed has. */
export function markedId(id: string, address: string): string {
  const room = id.slice(0, LONGEST_ID - MARK - 1).replace(/-+$/, '')
  return `${room === '' ? 'feed' : room}-${idOf(['feed', address], MARK)}`
}

/** The host as a name of last resort: without "www". */
export function hostName(address: string): string {
  return URL.parse(address)?.hostname.replace(/^www\d?\./, '') ?? address
}

/** What an outlet is, as far as its host tells; a newspaper where it does not, which no rule treats apart. */
export function kindFromUrl(address: string): FeedKind {
  const url = URL.parse(address)
  const host = url?.hostname ?? ''
  if (/^news\.google\./.test(host) || (/(?:^|\.)bing\.com$/.test(host) && url?.pathname.startsWith('/news') === true))
    return 'aggregator'
  if (/\.kp$/.test(host)) return 'state-media'
  if (/\.(?:gov|mil|int)$|\.(?:gov|gob|gouv|go|mil)\.[a-z]{2}$/.test(host)) return 'government'
  return 'newspaper'
}

/** The country that a host's end names, ISO 3166; null where it names none. */
export function countryFromUrl(address: string): string | null {
  const end = /\.([a-z]{2})$/.exec(URL.parse(address)?.hostname ?? '')?.[1] ?? ''
  if (end === '' || WORDS_NOT_COUNTRIES.has(end))
    return /\.(?:gov|mil)$/.test(URL.parse(address)?.hostname ?? '') ? 'US' : null
  return end === 'uk' ? 'GB' : end.toUpperCase()
}

/** The zone of a country that has one; UTC for one that has several, and for none. Source: Unicode's CLDR, through Intl. */
export function zoneOfCountry(country: string | null): string {
  if (country === null) return 'UTC'
  // Urumqi's is local use: China's law knows one time.
  if (country === 'CN') return 'Asia/Shanghai'
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?(): readonly string[] | undefined
    readonly timeZones?: readonly string[]
  }
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  return zones.length === 1 ? (zones[0] ?? 'UTC') : 'UTC'
}

/** The country in which a language is at home, where it is one alone: that of Korean and Japanese. */
export function countryOfLanguage(language: string): string | null {
  return language === 'ko' || language === 'ja' ? (new Intl.Locale(language).maximize().region ?? null) : null
}

/**
 * A feed's address as it is compared with others: http and https, "www" or not, a slash at the end and a fragment make no other feed.
 * To compare, never to fetch.
 */
export function feedAddress(address: string): string {
  const url = URL.parse(address.trim())
  if (url === null) return address.trim()
  const port = url.port === '' ? '' : `:${url.port}`
  return `${url.hostname.replace(/^www\d?\./, '').replace(/\.$/, '')}${port}${url.pathname.replace(/\/+$/, '')}${url.search}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
