import { z } from 'zod'
import { countryFromUrl, hostName, idFromUrl, kindFromUrl, zoneOfCountry } from '../../feeds/defaults.ts'
import { FEED_KINDS, type Feed } from '../../feeds/feed.ts'
import { duration, httpUrl, language, timeZone } from './fields.ts'

const MINUTE = 60_000

/** What an HTTP header can carry: Latin-1 on one line (RFC 9110, 5.5). */
const headerValue = z
  .string()
  .max(1000)
  .regex(/^[^\r\n]*$/, 'a header’s value has a line break – write it on one line, and with "|-" instead of "|"')
  .regex(
    /^[\t\x20-\x7e\x80-\xff\r\n]*$/,
    'a header’s value has a character that HTTP cannot carry – write it in letters of ASCII, the rest percent-encoded',
  )

/** One entry of feeds.yaml: only `url` is required. */
export const feedEntry = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'not an id – lower-case letters, digits and hyphens, at most 64')
    .optional()
    .meta({
      description:
        'Names the feed for ever: a new id is a new feed. Default: made of host and path, so that a new address is a new feed.',
    }),
  name: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The outlet as a reader knows it; default: the title of the feed.' }),
  url: httpUrl('Address of the RSS, Atom, RDF or JSON feed.'),
  homepage: httpUrl('Address of the outlet; default: the site of the feed.').optional(),
  language: language('Language of the entries: en, ko, ja, zh …; default: as the feed and each entry say.').optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, {
      error: ({ input }) =>
        `not a country – ${/^[a-z]{2}$/.test(String(input)) ? `write ${String(input).toUpperCase()}` : 'a code of two capitals: US, KR, JP'}`,
    })
    .optional()
    .meta({ description: 'Country of the outlet, ISO 3166; default: that of the host, where it names one.' }),
  kind: z.enum(FEED_KINDS).optional().meta({
    description: 'What the outlet is; rules ask for it as outlet-kind: – default: as the host says, else newspaper',
  }),
  affiliation: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'Who is behind it, in the words that alerts show: "state media of X".' }),
  timeZone: timeZone(
    'Zone of dates that name none; default: that of the country where it has one, else UTC.',
  ).optional(),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'not a header name – letters, digits and hyphens'), headerValue)
    .optional()
    .meta({ description: 'Extra request headers.' }),
  interval: duration(
    'How often to ask, whatever ttl and max-age say; default: that of settings.yaml, or longer where the feed asks for it.',
    MINUTE,
    24 * 60 * MINUTE,
  ).optional(),
  articles: z
    .boolean()
    .optional()
    .meta({ description: 'Whether linked pages may be read for summaries; default true.' }),
  secret: z.boolean().optional().meta({
    description:
      'true: the address is a secret – only its host is ever shown or stored. Values under key, token and like names are anyway.',
  }),
  enabled: z.boolean().optional().meta({ description: 'false keeps the entry without polling it.' }),
})

export const feedsSchema = z
  .strictObject({ feeds: z.array(feedEntry).min(1, 'no feed is listed – add at least one') })
  .meta({ title: 'Backchannel feeds' })

/** Fills in the defaults that follow from the address; what only the feed can say is left until it is read. */
export function toFeed(raw: z.output<typeof feedEntry>): Feed {
  const country = raw.country ?? countryFromUrl(raw.url)
  return {
    id: raw.id ?? idFromUrl(raw.url, raw.secret),
    ...(raw.name === undefined ? { name: hostName(raw.url), nameFromFeed: true } : { name: raw.name }),
    url: raw.url,
    homepage: raw.homepage ?? `${new URL(raw.url).origin}/`,
    language: raw.language ?? '',
    country,
    kind: raw.kind ?? kindFromUrl(raw.url),
    affiliation: raw.affiliation ?? null,
    timeZone: raw.timeZone ?? zoneOfCountry(country),
    headers: raw.headers ?? {},
    secret: raw.secret ?? false,
    intervalMs: raw.interval ?? null,
    articles: raw.articles ?? true,
    enabled: raw.enabled ?? true,
  }
}
