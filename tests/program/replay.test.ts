import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { assemble } from '../../src/bot/bot.ts'
import { readConfigDirectory } from '../../src/bot/config-directory.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Item } from '../../src/feeds/item.ts'
import type { SendOutcome } from '../../src/io/discord/sender.ts'
import { openMetrics } from '../../src/io/ops/metrics.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import type { ArchivedItem } from '../../src/io/store/store.ts'
import { makePollState } from '../fakes/records.ts'
import { Disk, memory, Process } from '../simulation/memory.ts'

const file = join(import.meta.dirname, '../../../shared/stories/may2018.jsonl')
const skip = existsSync(file) ? false : 'no ../shared'

interface Labelled {
  readonly id: string
  readonly date: string
  readonly source: string
  readonly title: string
  readonly summary: string
  readonly url: string
  readonly story: string
}

/** Plays labelled items through the whole bot, one poll an item, and tells what the channel got. */
async function replay(labelled: readonly Labelled[]) {
  const read = await readConfigDirectory(join(import.meta.dirname, '../../config'))
  if (read.kind !== 'valid') throw new Error('the shipped configuration is not valid')
  let now = Date.parse(labelled[0]?.date ?? '')
  let current: Item | null = null
  const store = await openOver(memory(new Disk(), new Process()))
  const feed = {
    id: 'replay',
    name: 'Replay',
    kind: 'wire',
    language: 'en',
    timeZone: 'UTC',
    affiliation: null,
    enabled: true,
    articles: false,
  } as Feed
  const settings = { ...read.config.settings, firstRun: { kind: 'since' as const, ms: 1e12 }, maxAgeMs: 1e12 }
  const decisions = { ...decisionsOf({ ...read.config, settings }), feeds: [feed] }
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const sender = {
    mode: 'bot' as const,
    send: async ({
      nonce,
      edits,
      channelId,
    }: {
      nonce: string
      edits: string | null
      channelId: string
    }): Promise<SendOutcome> => ({ kind: 'sent', messageId: edits ?? nonce, channelId }),
    recent: async () => ({ kind: 'read' as const, messages: [] }),
    reaches: () => true,
    close: async () => {},
  }
  const bot = assemble({
    clock: { now: () => now, steady: () => now, sleep: async () => {} },
    log,
    store,
    sender,
    defaultChannel: '1',
    metrics: openMetrics(),
    decisions: () => decisions,
    poll: async () => ({
      kind: 'read',
      items: current === null ? [] : [current],
      problems: [],
      state: makePollState('replay', 0),
      notices: [],
    }),
    article: async () => null,

    summarise: async () => null,
  })
  const quiet = new AbortController().signal
  for (const one of labelled) {
    now = Math.max(now + 60_000, Date.parse(one.date))
    current = {
      id: one.id,
      keys: [`guid:${one.id}`],
      feedId: 'replay',
      outlet: one.source,
      url: one.url,
      title: one.title,
      summary: one.summary,
      publishedAt: now,
      firstSeenAt: now,
      language: 'en',
    }
    await bot.watch.look(quiet, () => {}, 'all')
    await bot.outbox.drain(quiet)
  }
  const deliveries: Delivery[] = []
  const told = new Set<string>()
  // Items whose verdict alerts: one that names one side only and is listed on a card is not counted.
  const alerted = new Set<string>()
  for await (const { namespace, value } of store.export()) {
    if (namespace === 'delivery') deliveries.push(value as Delivery)
    if (namespace !== 'archive') continue
    for (const { item, verdict } of value as ArchivedItem[]) if (verdict.alert) alerted.add(item.id)
  }
  for (const delivery of deliveries) for (const id of delivery.itemIds) told.add(id)
  return { alerted, posted: deliveries.filter(one => one.action.kind !== 'edit'), told }
}

test('a real week: at most 45 messages for 100 alerted items, and no labelled story is missing', { skip }, async t => {
  const labelled = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Labelled)
  const { alerted, posted, told } = await replay(labelled)
  const storiesOf = (ids: ReadonlySet<string>) => new Set(labelled.filter(one => ids.has(one.id)).map(one => one.story))
  const led = storiesOf(new Set(posted.map(one => one.itemIds[0] ?? '')))
  const share = posted.length / alerted.size
  t.diagnostic(`${alerted.size} of ${labelled.length} items alerted, ${posted.length} messages: ${share.toFixed(3)}`)
  t.diagnostic(
    `${storiesOf(alerted).size} labelled stories alerted, ${led.size} with a message of their own, the others on a card`,
  )
  assert.ok(alerted.size > 100, `${alerted.size} alerted`)
  assert.ok(share <= 0.45, `${posted.length} messages for ${alerted.size} alerted items`)
  const missing = [...storiesOf(alerted)].filter(story => !storiesOf(told).has(story))
  assert.deepEqual(missing, [])
})
