import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './read.ts'

/** What is known of a feed and its first entry. */
export interface Expected {
  readonly feedTitle?: string
  readonly count?: number
  readonly title?: string
  readonly url?: string | null
  readonly id?: string | null
  readonly summary?: string
  /** As ISO 8601 in whole seconds; null: none. */
  readonly published?: string | null
}
export type Form = readonly [sentence: string, text: string, expected: Expected]

export const NS = {
  atom: 'http://www.w3.org/2005/Atom',
  dc: 'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  media: 'xmlns:media="http://search.yahoo.com/mrss/"',
  content: 'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  itunes: 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  rdf: 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
}

/** An Atom feed of one entry. */
export function atom(entry: string, attributes = '', entryAttributes = ''): string {
  return `<feed xmlns="${NS.atom}" ${attributes}><title>Desk</title><entry ${entryAttributes}>${entry}</entry></feed>`
}

/** An Atom 0.3 feed of one entry. */
export function atom03(entry: string): string {
  return `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Desk</title><entry>${entry}</entry></feed>`
}

/** An RSS feed of one item. */
export function item(content: string, attributes = ''): string {
  return `<rss version="2.0" ${attributes}><channel><title>Desk</title><item>${content}</item></channel></rss>`
}

/** A test for each form. */
export function readEach(forms: readonly Form[]): void {
  for (const [sentence, text, expected] of forms) {
    test(sentence, async () => {
      const reading = await read(text)
      assert.ok(reading.ok, reading.ok ? '' : reading.error)
      const { title: feedTitle, items } = reading.feed
      const [first] = items
      const published = typeof first?.published === 'number' ? iso(first.published) : null
      const found = { feedTitle, count: items.length, ...first, id: first?.guid, published }
      const asked = Object.entries(found).filter(([name]) => name in expected)
      assert.deepEqual(Object.fromEntries(asked), expected)
    })
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
