import { idOf } from '../text/id.ts'
import type { FeedKind } from './feed.ts'

/** Longest id that feeds.yaml accepts. */
const LONGEST_ID = 64
/** Length of the hash of the whole address that keeps ids distinct. */
const MARK = 5
/** Addresses whose host and path words say everything except how they are separated. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?:\/[a-z0-9._-]*)*$/

/** Country-code domains that are sold as words and say nothing of a country. */
const WORDS_NOT_COUNTRIES = new Set('ac ai am as cc cd co eu fm gg io is la me ms nu sh st to tv ws'.split(' '))

/**
 * The id of a feed that is given none: the words of its host, without "www", and of its path, in lower case. If the address has more
 * to it (a query, a port, a capital letter) or is too long, a five-character hash of the whole address follows.
 * The same address always has the same id, since a feed's stored state is found by it.
 * @param secret whether its path is a secret: then only the hash contains it
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

/** An id with the hash of an address appended, for an id that another feed already has. */
export function markedId(id: string, address: string): string {
  const room = id.slice(0, LONGEST_ID - MARK - 1).replace(/-+$/, '')
  return `${room === '' ? 'feed' : room}-${idOf(['feed', address], MARK)}`
}

/** The host without "www", as a name of last resort. */
export function hostName(address: string): string {
  return URL.parse(address)?.hostname.replace(/^www\d?\./, '') ?? address
}

/** An outlet's kind as far as its host shows it; otherwise newspaper, which no rule treats specially. */
export function kindFromUrl(address: string): FeedKind {
  const url = URL.parse(address)
  const host = url?.hostname ?? ''
  if (/^news\.google\./.test(host) || (/(?:^|\.)bing\.com$/.test(host) && url?.pathname.startsWith('/news') === true))
    return 'aggregator'
  if (/\.kp$/.test(host)) return 'state-media'
  if (/\.(?:gov|mil|int)$|\.(?:gov|gob|gouv|go|mil)\.[a-z]{2}$/.test(host)) return 'government'
  return 'newspaper'
}

/** The country (ISO 3166) of a host's top-level domain; null if it has none. */
export function countryFromUrl(address: string): string | null {
  const end = /\.([a-z]{2})$/.exec(URL.parse(address)?.hostname ?? '')?.[1] ?? ''
  if (end === '' || WORDS_NOT_COUNTRIES.has(end))
    return /\.(?:gov|mil)$/.test(URL.parse(address)?.hostname ?? '') ? 'US' : null
  return end === 'uk' ? 'GB' : end.toUpperCase()
}

/** The IANA zone of a country that has only one; otherwise UTC. Source: Unicode's CLDR, through Intl. */
export function zoneOfCountry(country: string | null): string {
  if (country === null) return 'UTC'
  // CLDR also lists Urumqi, whose time is local usage: China has one legal time.
  if (country === 'CN') return 'Asia/Shanghai'
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?(): readonly string[] | undefined
    readonly timeZones?: readonly string[]
  }
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  return zones.length === 1 ? (zones[0] ?? 'UTC') : 'UTC'
}

/** The country of a language that has only one: Korean and Japanese. */
export function countryOfLanguage(language: string): string | null {
  return language === 'ko' || language === 'ja' ? (new Intl.Locale(language).maximize().region ?? null) : null
}

/**
 * A feed's address in the form in which it is compared: scheme, "www", a trailing slash and a fragment do not distinguish feeds.
 * For comparison only; never fetch it.
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
