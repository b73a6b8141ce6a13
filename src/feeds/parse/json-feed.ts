import { isRecord } from '../../text/record.ts'
import { newest } from '../dates/newest.ts'
import { mendJson } from '../repair/mend-json.ts'
import { type RawFeed, type RawField, rawField } from './raw-feed.ts'

/**
 * Reads JSON Feed 1.x, tolerating publishers' mistakes: numbers as ids, null as text, no version if there are items,
 * slightly broken JSON. `dropped` counts the entries left out as older than the newest 5,000.
 * @returns null for anything that is no JSON Feed
 */
export function readJsonFeed(text: string): (RawFeed & { readonly dropped: number }) | null {
  const parsed = parse(text) ?? parse(mendJson(text))
  if (!isRecord(parsed) || !Array.isArray(parsed.items)) return null
  const versioned = typeof parsed.version === 'string' && /jsonfeed\.org/i.test(parsed.version)
  if (
    !versioned &&
    !parsed.items.some(item => isRecord(item) && ('content_html' in item || 'content_text' in item || 'url' in item))
  )
    return null
  const items = parsed.items.filter(isRecord).map(item => ({ item, date: dateOf(item) }))
  const read = newest(items)
  return {
    dropped: items.length - read.length,
    feed: {
      title: texts(parsed.title),
      link: links(parsed.home_page_url),
      language: texts(parsed.language),
    },
    entries: read.map(({ item }) => ({
      id: texts(item.id),
      title: texts(item.title),
      link: [...links(item.url), ...links(item.external_url)],
      summary: texts(item.summary),
      content: [...texts(item.content_text), ...texts(item.content_html, true)],
      published: texts(item.date_published),
      updated: texts(item.date_modified),
      language: texts(item.language),
    })),
  }
}

/** The date as written; '' for none. */
function dateOf({ date_published, date_modified }: Readonly<Record<string, unknown>>): string {
  const date = date_published ?? date_modified
  return typeof date === 'string' || typeof date === 'number' ? String(date) : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function texts(value: unknown, html = false): readonly RawField[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [rawField(String(value))]
  return typeof value === 'string' && value !== '' ? [rawField(value, html)] : []
}

function links(value: unknown): readonly RawField[] {
  return texts(value).map(field => rawField('', false, { rel: 'alternate', href: field.text }))
}
