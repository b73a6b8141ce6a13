import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { Replica } from '../../src/bot/poll/replica.ts'
import { Watch } from '../../src/bot/poll/watch.ts'
import { LostCards } from '../../src/bot/tell/lost-cards.ts'
import type { World } from '../../src/bot/world.ts'
import { readConfig } from '../../src/config/config.ts'
import { type Answer, nameOfState } from '../../src/feeds/schedule/answer.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import { ownerOf } from '../../src/feeds/schedule/share.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { MemoryCrew, openMemory } from '../../src/io/store/adapters/memory-adapter.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import { DAY0, makeItem, makePollState } from '../fakes/records.ts'

const never = new AbortController().signal
const log: Log = { debug() {}, info() {}, warn() {}, error() {} }
const read = readConfig(
  new Map([
    ['settings.yaml', 'firstRun: since 30d\nreplicas: { fetch: shared }\n'],
    [
      'feeds.yaml',
      `feeds:\n${['a', 'b'].map(id => `  - { id: ${id}, name: ${id}, url: "https://${id}.example/", language: en, country: US, kind: wire, timeZone: UTC }`).join('\n')}\n`,
    ],
    ['terms.yaml', 'lists: {}\n'],
    ['people.yaml', 'people: []\n'],
    ['rules.yaml', 'rules: [{ name: all, when: "title:title", type: talks, weigh: false }]\n'],
  ]),
  'config',
)
if (read.kind !== 'valid') throw new Error(JSON.stringify(read))
const decisions = decisionsOf(read.config)

/** A bot that leads over a store in memory; whatever it asks itself is unchanged. */
async function leader() {
  const { adapter, lease, where } = openMemory()
  const crew = new MemoryCrew(adapter)
  const store = await openOver({ adapter, lease, where, crew })
  const asked: string[] = []
  const reports: string[] = []
  const time = { steady: 0 }
  const clock = { now: () => DAY0, steady: () => time.steady, sleep: async () => {} }
  const world: World = {
    clock,
    log,
    store,
    decisions: () => decisions,
    async poll(feed) {
      asked.push(feed.id)
      return { kind: 'unchanged', state: stateOf(feed.id, 5), notices: [] }
    },
    article: async () => null,
    summarise: async () => null,
    propose: async () => null,
    notice: () => {},
    delivered: () => {},
    breathe: async () => {},
  }
  const replica = new Replica({ name: 'leader', store, clock, log, shares: () => true })
  const watch = new Watch(world, new LostCards(store, () => true), replica)
  const { answers } = store
  if (answers === null) assert.fail('no queue')
  return {
    crew,
    replica,
    time,
    answers,
    asked,
    reports,
    look: () =>
      watch.look(never, one => reports.push(`${one.feed.id} by ${one.by ?? 'itself'}: ${one.ingested.fresh}`)),
    /** Titles of what was taken in and of what is to be sent. */
    async told() {
      const titles: string[] = []
      for await (const { item } of store.archived(0)) titles.push(item.title)
      return titles.sort()
    },
    sent: async () => (await store.openDeliveries()).length,
    async stateOf(id: string) {
      return (await store.pollStates([id])).get(id)?.polledAt ?? null
    },
  }
}

function stateOf(feedId: string, polledAt: number): PollState {
  return { ...makePollState(feedId, DAY0 + 600_000), feedId, polledAt }
}

function answerOf(feedId: string, asked: PollState | null, polledAt: number, ...names: readonly string[]): Answer {
  const items = names.map(name => makeItem(name, { feedId, title: `Title ${name}`, publishedAt: DAY0 - 1000 }))
  const of = { feedId, askedWith: nameOfState(asked), by: 'other', state: stateOf(feedId, polledAt), notices: [] }
  return { ...of, kind: 'read', items, problems: [], standing: 0 }
}

test('an answer is taken in instead of asking its feed, with its state, and leaves the queue; other feeds are asked', async () => {
  const { answers, asked, reports, look, told, stateOf } = await leader()
  await answers.hand(answerOf('a', null, 1, 'salmon'))
  await look()
  assert.deepEqual([asked, await told(), await stateOf('a')], [['b'], ['Title salmon'], 1])
  assert.deepEqual(reports, ['a by other: 1', 'b by itself: 0'])
  assert.deepEqual(await answers.waiting(), [])
})

test('an answer that was not asked with the present state brings its items, which the feed may have dropped, and not its state', async () => {
  const { answers, look, told, stateOf } = await leader()
  await answers.hand(answerOf('a', null, 1, 'salmon'))
  await answers.hand(answerOf('a', null, 2, 'heron'))
  await look()
  assert.deepEqual(await told(), ['Title salmon'], 'of each feed one at a time')
  await look()
  assert.deepEqual([await told(), await stateOf('a')], [['Title heron', 'Title salmon'], 1])
  assert.deepEqual(await answers.waiting(), [])
})

test('so does one of a process that has another address for the feed', async () => {
  const { answers, look, told, stateOf } = await leader()
  const { state, ...rest } = answerOf('a', null, 1, 'salmon')
  await answers.hand({ ...rest, state: { ...state, configuredUrl: 'https://elsewhere.example/' } } as Answer)
  await look()
  assert.deepEqual([await told(), await stateOf('a')], [['Title salmon'], null])
})

test('where the process ends between taking in and dropping, nothing is told again and the queue is emptied by the next', async () => {
  const { crew, answers, look, told, sent, reports } = await leader()
  const drop = crew.drop.bind(crew)
  crew.drop = async () => {
    throw new Error('the process has ended')
  }
  await answers.hand(answerOf('a', null, 1, 'salmon'))
  assert.equal(await look(), false)
  assert.equal((await answers.waiting()).length, 1)
  crew.drop = drop
  reports.length = 0
  await look()
  assert.deepEqual([await told(), await sent(), await answers.waiting()], [['Title salmon'], 1, []])
  assert.deepEqual(
    reports.filter(one => one.includes('by other')),
    [],
  )
})

test('an answer of a feed that is asked here no more is dropped', async () => {
  const { answers, look, told } = await leader()
  await answers.hand(answerOf('gone', null, 1, 'salmon'))
  await look()
  assert.deepEqual([await told(), await answers.waiting()], [[], []])
})

test('feeds of another process that is alive are left to it; what it does not answer for five minutes is asked here', async () => {
  const { crew, replica, time, asked, look } = await leader()
  const names = Array.from({ length: 50 }, (_, index) => `ghost-${index}`)
  const ghost = names.find(name => {
    return ownerOf('a.example', ['leader', name]) === name && ownerOf('b.example', ['leader', name]) === 'leader'
  })
  await crew.sign(ghost ?? assert.fail('none of them'), JSON.stringify({ leads: false, feeds: 1 }))
  await replica.sign()
  await look()
  assert.deepEqual(asked, ['b'])
  time.steady = 299_000
  await look()
  assert.deepEqual(asked, ['b'])
  time.steady = 300_000
  await look()
  assert.deepEqual(asked, ['b', 'a'])
})
