import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { judgedOf as judgedOfItem } from '../../bot/tell/second-look.ts'
import { readFeeds } from '../../config/files/feeds-file.ts'
import type { FeedKind } from '../../feeds/feed.ts'
import type { Store } from '../../io/store/store.ts'
import type { Judged } from '../../rules/verdict.ts'
import { readJsonLines } from '../json-lines.ts'
import { readSource } from '../source-file.ts'
import { judgedOf } from './judged-lines.ts'

/** A past item as rules see it. */
export interface PastItem {
  readonly id: string
  readonly judged: Judged
}

/** Reads items from a file of JSON lines. */
export function itemsOfFile(file: string): AsyncGenerator<PastItem> {
  return itemsOfLines(createReadStream(file, 'utf8'))
}

/** Reads items from JSON lines. */
export async function* itemsOfLines(input: NodeJS.ReadableStream): AsyncGenerator<PastItem> {
  for await (const line of readJsonLines(input)) {
    const { id, judged } = judgedOf(line)
    yield { id: String(id ?? ''), judged }
  }
}

/** Archived items first seen at or after a time (ms since 1970), with their outlets' kinds as in today's feeds.yaml. */
export async function* itemsOfStore(store: Store, since: number, directory: string): AsyncGenerator<PastItem> {
  const read = await readSource(join(directory, 'feeds.yaml'))
  const feeds = 'text' in read ? readFeeds(read.file, read.text, read.over).feeds : []
  const kinds = new Map<string, FeedKind>(feeds.map(feed => [feed.id, feed.kind]))
  for await (const { item } of store.archived(since)) {
    const kind = kinds.get(item.feedId) ?? 'newspaper'
    yield { id: item.id, judged: judgedOfItem(item, { id: item.feedId, kind }) }
  }
}
