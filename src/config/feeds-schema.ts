import { z } from 'zod'
import { FEED_KINDS, type Feed } from '../feeds/feed.ts'
import { duration, httpUrl, language, timeZone } from './fields.ts'

const MINUTE = 60_000

/** What HTTP carries in a header: Latin-1 on one line (RFC 9110, 5.5). */
const headerValue = z
  .string()
  .max(1000)
  .regex(/^[^\r\n]*$/, 'a header’s value has a line break – write it on one line, and with "|-" instead of "|"')
  .regex(
    /^[\t\x20-\x7e\x80-\xff\r\n]*$/,
    'a header’s value has a character that HTTP cannot carry – write it in letters of ASCII, the rest percent-encoded',
  )

const feed = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'not an id – lower-case letters, digits and hyphens, at most 64')
    .meta({ description: 'Names the feed for ever: a new id is a new feed.' }),
  name: z.string().min(1).max(100).meta({ description: 'The outlet as a reader knows it.' }),
  url: httpUrl('Address of the RSS, Atom, RDF or JSON feed.'),
  homepage: httpUrl('Address of the outlet.').optional(),
  language: language('Language of the entries: en, ko, ja, zh …'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, {
      error: ({ input }) =>
        `not a country – ${/^[a-z]{2}$/.test(String(input)) ? `write ${String(input).toUpperCase()}` : 'a code of two capitals: US, KR, JP'}`,
    })
    .meta({ description: 'Country of the outlet, ISO 3166.' }),
  kind: z.enum(FEED_KINDS).meta({ description: 'What the outlet is; rules ask for it as outlet-kind:' }),
  affiliation: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'Who stands behind it, in the words that alerts show: "DPRK state media".' }),
  timeZone: timeZone('Zone of dates that name none.'),
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
  .strictObject({ feeds: z.array(feed).min(1, 'no feed is listed – add at least one') })
  .meta({ title: 'Backchannel feeds' })

/** Fills in the defaults. */
export function toFeed(raw: z.output<typeof feed>): Feed {
  return {
    id: raw.id,
    name: raw.name,
    url: raw.url,
    homepage: raw.homepage ?? null,
    language: raw.language,
    country: raw.country,
    kind: raw.kind,
    affiliation: raw.affiliation ?? null,
    timeZone: raw.timeZone,
    headers: raw.headers ?? {},
    secret: raw.secret ?? false,
    intervalMs: raw.interval ?? null,
    articles: raw.articles ?? true,
    enabled: raw.enabled ?? true,
  }
}
