import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { DAY0, HOUR, makeCard, makeDelivery } from '../fakes/records.ts'
import { CHANNEL, NEVER, Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await Rig.open()
  rig.published.add('default')
  rig.discord.places.news.add(CHANNEL)
})
afterEach(() => rig.close())

const post = makeDelivery('a')

async function say(...deliveries: readonly ReturnType<typeof makeDelivery>[]) {
  await rig.put(...deliveries)
  await rig.drainAll()
}
const publish = () => rig.publishing.run(NEVER)
const queue = async () => ((await rig.store.fact('crossposts')) as { queue: readonly object[] } | null)?.queue ?? []
/** Titles of what is published. */
const published = () =>
  rig.discord.places.published.map(id => rig.discord.messages(CHANNEL).find(one => one.id === id)?.embeds?.[0]?.title)

test('a message is published once it stands; an edit is not, nor what goes to a route that publishes nothing', async () => {
  await say(post, makeDelivery('b', { route: 'other' }))
  await say(makeDelivery('e', { action: { kind: 'edit', of: post.id }, createdAt: DAY0 + 1 }))
  assert.deepEqual(published(), [])
  await publish()
  await publish()
  assert.deepEqual([published(), await queue()], [['Title of e'], []])
})

for (const fault of ['accept-reset', 'reset', 'status'] as const) {
  test(`after ${fault} it is published later, by another process too, and the message is never sent again`, async () => {
    await say(post)
    rig.discord.faults.push(fault === 'status' ? { kind: fault, status: 500 } : { kind: fault })
    await publish()
    assert.equal((await queue()).length, 1)
    rig.restart()
    rig.pass(2 * 60_000)
    await publish()
    assert.deepEqual([published(), rig.titles(), await queue()], [['Title of a'], ['Title of a'], []])
  })
}

test('a process that ends between a message and its publishing leaves it to the next', async () => {
  await rig.put(post)
  rig.discord.faults.push({ kind: 'accept-reset' })
  await rig.outbox.drain(NEVER)
  await publish()
  assert.deepEqual(published(), [])
  rig.restart()
  await rig.drainAll()
  await publish()
  assert.deepEqual(published(), ['Title of a'])
})

test('ten an hour are published, those of priority high first, and the others when their hour has come', async () => {
  const many = Array.from({ length: 12 }, (_, at) => makeDelivery(`m${at}`, { createdAt: DAY0 + at }))
  const high = makeDelivery('high', { createdAt: DAY0 + 50, card: { ...makeCard('high'), priority: 'high' } })
  await say(...many, high)
  await publish()
  await publish()
  assert.deepEqual([published()[0], published().length, rig.count(/crosspost 429/)], ['Title of high', 10, 0])
  rig.pass(HOUR)
  await publish()
  assert.deepEqual([published().length, new Set(published()).size], [13, 13])
})

test('where another program has used the hour up, Discord says when to go on', async () => {
  for (const name of ['x', 'y']) await say(makeDelivery(name))
  await publish()
  await say(post)
  rig.discord.faults.push({ kind: 'rate-limit', retryAfter: 1800 })
  await publish()
  rig.pass(10 * 60_000)
  await publish()
  assert.deepEqual([published().length, rig.count(/crosspost/)], [2, 3])
  rig.restart()
  await rig.reach(null)
  rig.pass(HOUR / 2)
  await publish()
  assert.equal(published().length, 3)
})

test('a channel that is none for announcements is said to be none; its messages stand there', async () => {
  rig.discord.places.news.clear()
  await say(post)
  await publish()
  assert.match(
    rig.told.join(),
    /Messages of channel \d+ are not published: .*`crosspost` is for an announcement channel/,
  )
  assert.deepEqual([await queue(), rig.titles()], [[], ['Title of a']])
})

test('what could not be published for half a day is left out, and said so', async () => {
  await say(post)
  rig.pass(13 * HOUR)
  await publish()
  assert.deepEqual([published(), await queue(), rig.told.length], [[], [], 1])
})
