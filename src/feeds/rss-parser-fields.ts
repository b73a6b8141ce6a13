import { isRecord } from '../text/record.ts'
import { CASED, ENTRY_FIELDS, FEED_FIELDS } from './field-names.ts'
import { BODIES } from './field-text.ts'
import { type RawFeed, type RawField, type RawFields, rawField } from './raw-feed.ts'

type CustomField = [string, string, { keepArray: true }]

/** Before the names under which all values of a field are kept. */
const ALL = 'all:'

const cased = (name: string) => CASED[name] ?? name

/**
 * Names under which rss-parser would do what it must not: strip tags in quadratic time, throw on a date, read dates that we read anew.
 * Under these it copies the element and does nothing else.
 */
const RENAMED: Readonly<Record<string, string>> = Object.fromEntries(
  ['description', 'content', 'content:encoded', 'published', 'updated', 'pubDate'].map(name => [
    name,
    `untouched:${name}`,
  ]),
)

function customFields(names: ReadonlySet<string>): CustomField[] {
  return [...names].map(name => [RENAMED[cased(name)] ?? cased(name), ALL + name, { keepArray: true }])
}

/** rss-parser's options, with which it gives every field of the repaired feed whole: each value, and its attributes. */
export const RSS_PARSER_OPTIONS = {
  customFields: { feed: customFields(FEED_FIELDS), item: customFields(ENTRY_FIELDS) },
  xml2js: { tagNameProcessors: [(name: string) => RENAMED[name] ?? name] },
}

/** What rss-parser's parseString gave, as raw fields. */
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

/** By the name under which all values of a field are kept: the field. */
function keptAs(names: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...names].map(name => [ALL + name, name]))
}
const OF_FEED = keptAs(FEED_FIELDS)
const OF_ENTRY = keptAs(ENTRY_FIELDS)

function fieldsOf(record: Record<string, unknown>, names: ReadonlyMap<string, string>): RawFields {
  const fields: Record<string, readonly RawField[]> = {}
  // An entry has few of the fields that there are: those it has are gone through.
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
