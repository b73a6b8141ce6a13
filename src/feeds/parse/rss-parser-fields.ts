import { isRecord } from '../../text/record.ts'
import { ENTRY_FIELDS, FEED_FIELDS, SHORT } from '../repair/field-names.ts'
import { BODIES } from '../repair/field-text.ts'
import { type RawFeed, type RawField, type RawFields, rawField } from './raw-feed.ts'

type CustomField = [string, string, { keepArray: true }]

/** Prefix of the names under which all values of a field are kept. */
const ALL = 'all:'

/**
 * Options that make rss-parser give the named fields of a feed with short names complete: each value with its attributes.
 * Under their usual names it would strip tags in quadratic time, throw on dates, and read dates that we read ourselves.
 * @param fields those that occur in the feed: it looks for each in every entry
 */
export function rssParserOptions(fields: ReadonlySet<string>): object {
  const of = (known: ReadonlySet<string>): CustomField[] =>
    [...fields].filter(name => known.has(name)).map(name => [SHORT.get(name) ?? name, ALL + name, { keepArray: true }])
  return { customFields: { feed: of(FEED_FIELDS), item: of(ENTRY_FIELDS) } }
}

/** The output of rss-parser's parseString as raw fields. */
export function fromRssParser(output: unknown): RawFeed {
  const feed = isRecord(output) ? output : {}
  const items = Array.isArray(feed.items) ? feed.items : []
  return {
    feed: fieldsOf(feed, OF_FEED),
    entries: items.map((item: unknown) => {
      const record = isRecord(item) ? item : {}
      const about = record['rdf:about']
      const fields = fieldsOf(record, OF_ENTRY)
      return typeof about === 'string' ? { ...fields, 'rdf:about': [rawField(about)] } : fields
    }),
  }
}

/** Fields by the names under which all their values are kept. */
function keptAs(names: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...names].map(name => [ALL + name, name]))
}
const OF_FEED = keptAs(FEED_FIELDS)
const OF_ENTRY = keptAs(ENTRY_FIELDS)

function fieldsOf(record: Record<string, unknown>, names: ReadonlyMap<string, string>): RawFields {
  const fields: Record<string, readonly RawField[]> = {}
  // An entry has few of the possible fields, so the loop is over those it has.
  for (const key in record) {
    const name = names.get(key)
    const values = name === undefined ? null : record[key]
    if (name !== undefined && Array.isArray(values))
      fields[name] = values.map(value => fieldOf(value, BODIES.has(name)))
  }
  return fields
}

/** xml2js gives an element without attributes as its text, others as { _: text, $: attributes }. */
function fieldOf(value: unknown, body: boolean): RawField {
  if (!isRecord(value)) return rawField(typeof value === 'string' ? value : '', body)
  const attributes: Record<string, string> = {}
  if (isRecord(value.$)) {
    for (const [name, text] of Object.entries(value.$)) if (typeof text === 'string') attributes[name] = text
  }
  return rawField(
    typeof value._ === 'string' ? value._ : '',
    (attributes.type ?? (body ? 'html' : '')) === 'html',
    attributes,
  )
}
