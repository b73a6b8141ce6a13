import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { Watch } from '../../src/bot/poll/watch.ts'
import { LostCards } from '../../src/bot/tell/lost-cards.ts'
import type { Decisions, World } from '../../src/bot/world.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Item } from '../../src/feeds/item.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { DAY0, HOUR, makeItem, makePollState } from '../fakes/records.ts'

const MINUTE = 60_000
const never = new AbortController().signal

/** A configuration whose rules are given by what they ask for. */
function decisions(firstRun: string, ...rules: readonly string[]): Decisions {
  const texts = new Map([
    ['settings.yaml', `firstRun: ${firstRun}\nfetch: { articles: false }\n`],
    [
      'feeds.yaml',
      'feeds:\n  - { id: feed, name: Wire, url: "https://example.org/f", language: en, country: US, kind: wire, timeZone: UTC }\n',
    ],
    ['terms.yaml', 'lists:\n  birds: { about: birds, terms: [heron] }\n  fish: { about: fish, terms: [salmon] }\n'],
    [
      'rules.yaml',
      `rules:\n${rules.map((when, at) => `  - { name: r${at}, when: "${when}", type: talks }\n`).join('')}`,
    ],
    ['people.yaml', 'people: []\n'],
  ])
  const read = readConfig(texts, 'config')
  assert.equal(read.kind, 'valid', JSON.stringify(read))
  return decisionsOf((read as Extract<typeof read, { kind: 'valid' }>).config)
}

const FIRST_HALF = decisions('since 6h', 'title:@birds')
const WHOLE = decisions('since 6h', 'title:@birds', 'title:@fish')
const OLD_IS_OLD = decisions('none', 'title:@birds', 'title:@fish')

/** A bot over a real store, whose only feed holds what is put into it; `start` makes another process over the same store. */
async function newsroom() {
  const store = await openStore('sqlite::memory:')
  const log: Log = { debug() {}, info() {}, warn() {}, error() {} }
  const feed: Item[] = []
  let now = DAY0
  let current = FIRST_HALF
  const world: World = {
    clock: { now: () => now, steady: () => now, sleep: async () => {} },
    log,
    store,
    decisions: () => current,
    poll: async () => ({
      kind: 'read',
      items: feed,
      problems: [],
      state: { ...makePollState('feed', now), configuredUrl: 'https://example.org/f', read: true, dueAt: now },
      notices: [],
    }),
    article: async () => null,
    summarise: async () => null,
    notice: () => {},
    delivered: () => {},
    breathe: async () => {},
    propose: async () => null,
  }
  const titles = async () => (await store.openDeliveries()).map(delivery => delivery.card.title)
  return {
    titles,
    publish: (name: string) => void feed.push(makeItem(name, { title: name, firstSeenAt: now, publishedAt: now })),
    pass: (ms: number) => {
      now += ms
    },
    start: () => new Watch(world, new LostCards(store, () => true)),
    /** Takes a configuration and looks, as a look of the program does. */
    async look(watch: Watch, mark: string, taken: Decisions, stop: AbortSignal = never) {
      current = taken
      await watch.judgeAgain(mark, stop, () => {})
      await watch.look(stop, () => {})
    },
    close: () => store.close(),
  }
}

test('what no rule matched between a change and its successor is judged again, and told', async () => {
  const room = await newsroom()
  const watch = room.start()
  room.publish('A salmon swims up the river')
  room.publish('A heron lands at the lake')
  room.publish('Nothing of the kind')
  await room.look(watch, 'half', FIRST_HALF)
  assert.deepEqual(await room.titles(), ['A heron lands at the lake'])
  room.pass(MINUTE)
  await room.look(watch, 'whole', WHOLE)
  assert.deepEqual(await room.titles(), ['A heron lands at the lake', 'A salmon swims up the river'])
  room.pass(MINUTE)
  await room.look(watch, 'whole', WHOLE)
  assert.equal((await room.titles()).length, 2, 'nothing is told twice')
  await room.close()
})

test('also over a restart, and over several pieces that followed one another', async () => {
  const room = await newsroom()
  room.publish('A salmon swims up the river')
  await room.look(room.start(), 'first piece', FIRST_HALF)
  for (const mark of ['second piece', 'third piece']) {
    room.pass(MINUTE)
    await room.look(room.start(), mark, FIRST_HALF)
  }
  room.pass(MINUTE)
  await room.look(room.start(), 'whole', WHOLE)
  assert.deepEqual(await room.titles(), ['A salmon swims up the river'])
  await room.close()
})

test('a change that came hours after the one before asks for nothing of the past', async () => {
  const room = await newsroom()
  const watch = room.start()
  room.publish('A salmon swims up the river')
  await room.look(watch, 'before', FIRST_HALF)
  room.pass(HOUR)
  await room.look(watch, 'after', WHOLE)
  assert.deepEqual(await room.titles(), [])
  await room.close()
})

test('what a feed held at its first read is not news, whichever configuration judged it', async () => {
  const room = await newsroom()
  const watch = room.start()
  room.publish('A salmon swims up the river')
  await room.look(watch, 'half', FIRST_HALF)
  room.pass(MINUTE)
  await room.look(watch, 'whole', OLD_IS_OLD)
  assert.deepEqual(await room.titles(), [])
  await room.close()
})

test('stopped in the middle of it, it is done after the next start', async () => {
  const room = await newsroom()
  const watch = room.start()
  room.publish('A salmon swims up the river')
  await room.look(watch, 'half', FIRST_HALF)
  room.pass(MINUTE)
  await room.look(watch, 'whole', WHOLE, AbortSignal.abort())
  assert.deepEqual(await room.titles(), [])
  await room.look(room.start(), 'whole', WHOLE)
  assert.deepEqual(await room.titles(), ['A salmon swims up the river'])
  await room.close()
})
