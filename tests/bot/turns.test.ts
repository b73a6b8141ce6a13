import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { PART } from '../../src/bot/tell/ingest.ts'
import { firstReadFact } from '../../src/bot/tell/new-items.ts'
import type { Decisions, Polled } from '../../src/bot/world.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Item } from '../../src/feeds/item.ts'
import { PreviewSender } from '../../src/io/discord/preview.ts'
import { type Clock, systemClock } from '../../src/io/ops/clock.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { makeItem, makePollState } from '../fakes/records.ts'

const shipped = join(import.meta.dirname, '../../config')
const NEVER = new AbortController().signal
const directory = mkdtempSync(join(tmpdir(), 'backchannel-turns-'))
after(() => rmSync(directory, { recursive: true }))

const made = new Map<string, Decisions>()

/** By the shipped rules, which take a second to read: once for all bots of a kind. */
function decisionsWith(firstRun: string): Decisions {
  const known = made.get(firstRun)
  if (known !== undefined) return known
  const files = new Map(
    readdirSync(shipped)
      .filter(name => name.endsWith('.yaml'))
      .map(name => [name, readFileSync(join(shipped, name), 'utf8')]),
  )
  files.set('settings.yaml', `firstRun: ${firstRun}\n`)
  const feed = (id: string) =>
    `  - { id: ${id}, name: ${id}, url: "https://${id}.example/", language: en, country: US, kind: wire, timeZone: UTC }\n`
  files.set('feeds.yaml', `feeds:\n${feed('many')}${feed('one')}`)
  const read = readConfig(files, 'config')
  assert.equal(read.kind, 'valid')
  const decisions = read.kind === 'valid' ? decisionsOf(read.config) : assert.fail()
  made.set(firstRun, decisions)
  return decisions
}

const LETTERS = 'bcdfglmnprstvz'
const word = (seed: number) =>
  [1, 14, 196].map(by => `${LETTERS[Math.floor(seed / by) % 14]}${'aeiou'[(seed * by) % 5]}`).join('')

/** Entries that each tell a story of their own, the oldest first. */
function entries(feedId: string, count: number, from = 0): readonly Item[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, index) => {
    const about = [3, 5, 7, 11].map(by => word((from + index) * by + by)).join(' ')
    const at = now - (count - index) * 1000
    const name = `${feedId}-${index}`
    const title = `Washington and Pyongyang agree to talks on ${about}`
    return makeItem(name, {
      keys: [`guid:${feedId}:${name}`],
      feedId,
      title,
      summary: about,
      publishedAt: at,
      firstSeenAt: now,
    })
  })
}

const read = (feedId: string, items: readonly Item[]): Polled => ({
  kind: 'read',
  items,
  problems: [],
  state: { ...makePollState(feedId, 0), configuredUrl: `https://${feedId}.example/` },
  notices: [],
})

const quiet: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (event, facts) => assert.fail(`${event} ${JSON.stringify(facts)}`),
}

function botOver(
  store: Store,
  firstRun: string,
  poll: (feedId: string) => Promise<Polled>,
  log = quiet,
  clock: Clock = systemClock,
): Bot {
  const decisions = decisionsWith(firstRun)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  return assemble({
    clock,
    log,
    store,
    sender: new PreviewSender(nowhere, { colour: false, columns: 80, timeZone: 'UTC' }),
    defaultChannel: 'preview',
    metrics: NO_METRICS,
    decisions: () => decisions,
    summarise: async () => null,
    poll: feed => poll(feed.id),
    article: async () => null,
  })
}

test('one feed’s thousands are taken in by parts: the lease is renewed between them, and another feed’s one comes before the second part’s next', async () => {
  const store = await openStore(`sqlite:${join(directory, 'lease.db')}`)
  const begun = Promise.withResolvers<void>()
  /** Feeds of the items that were told, in the order in which they were. */
  const told: string[] = []
  const log: Log = {
    ...quiet,
    info(event, facts) {
      if (event !== 'item') return
      told.push(String(facts?.feed))
      begun.resolve()
    },
  }
  const bot = botOver(
    store,
    'since 30d',
    async feedId => {
      if (feedId === 'many') return read('many', entries('many', 1000))
      await begun.promise
      return read('one', entries('one', 1, 5000))
    },
    log,
  )
  let renewals = 0
  const ended = new AbortController()
  const renew = async () => {
    while (!ended.signal.aborted) {
      assert.equal(await store.hold(), true)
      renewals += 1
      await sleep(1)
    }
  }
  const renewing = renew()
  const taken: string[] = []
  await bot.watch.look(NEVER, one => taken.push(`${one.feed.id} ${one.outcome} ${one.ingested.fresh}`))
  ended.abort()
  await renewing
  assert.deepEqual(taken, ['one read 1', 'many read 1000'])
  assert.ok(told.indexOf('one') <= 2 * PART, `behind ${told.indexOf('one')} of the other feed`)
  assert.ok(renewals >= 10, `${renewals} renewals while 1,000 entries were taken in`)
  await store.close()
})

test('a first read of the newest forty that is stopped between two parts and begun again posts forty in all', async () => {
  const store = await openStore(`sqlite:${join(directory, 'stopped.db')}`)
  const items = entries('many', 4 * PART)
  const stop = new AbortController()
  let told = 0
  const log: Log = {
    ...quiet,
    info(event) {
      if (event !== 'item') return
      told += 1
      // In the middle of the third part, when some of the newest have been told.
      if (told === 2 * PART + 20) stop.abort()
    },
  }
  const poll = async (feedId: string) => read(feedId, feedId === 'many' ? items : [])
  await botOver(store, 'newest 40', poll, log).watch.look(stop.signal, () => {})
  const states = await store.pollStates(['many'])
  assert.equal(states.size, 0, 'the feed counts as read only when all of it is')
  assert.equal((await store.unseen(items)).length, PART, 'the part that was begun is recorded as a whole')
  const before = (await store.openDeliveries()).length
  assert.ok(before > 0 && before < 40)
  await botOver(store, 'newest 40', poll).watch.look(NEVER, () => {})
  // Some of the forty tell one event: what was told is a message or on the card of one.
  const told40: string[] = []
  for await (const { item, outcome } of store.archived(0))
    if (!outcome.includes('read for the first time')) told40.push(item.id)
  assert.deepEqual(new Set(told40), new Set(items.slice(-40).map(item => item.id)))
  assert.equal((await store.unseen(items)).length, 0)
  await store.close()
})

for (const parts of [1, 2])
  test(`a first read of which nothing is to be told, stopped when ${parts} of four parts are left and begun again, tells nothing`, async () => {
    const store = await openStore(`sqlite:${join(directory, `nothing-${parts}.db`)}`)
    const items = entries('many', 4 * PART)
    const stop = new AbortController()
    let looked = 0
    const log: Log = {
      ...quiet,
      info(event) {
        if (event === 'item') looked += 1
        if (looked === (3 - parts) * PART + 5) stop.abort()
      },
    }
    const poll = async (feedId: string) => read(feedId, feedId === 'many' ? items : [])
    await botOver(store, 'none', poll, log).watch.look(stop.signal, () => {})
    assert.equal((await store.unseen(items)).length, parts * PART)
    await botOver(store, 'none', poll).watch.look(NEVER, () => {})
    assert.equal((await store.unseen(items)).length, 0)
    assert.deepEqual(await store.openDeliveries(), [])
    assert.equal((await store.fact(firstReadFact('many'))) ?? null, null, 'the first read is over')
    await store.close()
  })

test('what two feeds of one cycle list is told once, though their parts come in turns', async () => {
  const store = await openStore(`sqlite:${join(directory, 'both.db')}`)
  const items = entries('many', 3 * PART)
  const poll = async (feedId: string) => read(feedId, items)
  await botOver(store, 'since 30d', poll).watch.look(NEVER, () => {})
  const told = (await store.openDeliveries()).filter(one => one.action.kind !== 'edit')
  const stories = told.map(one => one.storyId)
  assert.ok(stories.length > 20)
  assert.equal(new Set(stories).size, stories.length, 'a story was told twice')
  assert.equal((await store.unseen(items)).length, 0)
  await store.close()
})

test('what takes too long is put off, and the next look goes on with it', async () => {
  const store = await openStore(`sqlite:${join(directory, 'long.db')}`)
  const items = entries('many', 4 * PART)
  const poll = async (feedId: string) => read(feedId, feedId === 'many' ? items : [])
  const said: string[] = []
  let steady = 0
  const clock = { ...systemClock, steady: () => steady }
  const log: Log = {
    ...quiet,
    info(event) {
      // A second an entry.
      if (event === 'item') steady += 1000
    },
    warn(event, facts) {
      if (event === 'put_off') said.push(`${facts?.feed} ${facts?.new}`)
    },
  }
  const taken: number[] = []
  const bot = botOver(store, 'since 30d', poll, log, clock)
  for (let looks = 0; looks < 2; looks += 1) {
    await bot.watch.look(NEVER, one => one.feed.id === 'many' && taken.push(one.ingested.fresh))
  }
  assert.deepEqual(taken, [3 * PART, PART])
  assert.deepEqual(said, [`many ${3 * PART}`])
  assert.equal((await store.pollStates(['many'])).size, 1)
  await store.close()
})
