import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { Calendar } from '../../src/bot/errands/calendar.ts'
import type { World } from '../../src/bot/world.ts'
import { settingsSchema, toSettings } from '../../src/config/schemas/settings-schema.ts'
import type { StoredEvent } from '../../src/io/store/store.ts'
import { DAY, DAY0, HOUR, makeCard, makeCommit, makeDelivery, makeStory } from '../fakes/records.ts'
import { CHANNEL, NEVER, Rig } from './rig.ts'

let rig: Rig
let events: 'meetings' | 'all' | undefined
let told: string[]
let calendar: Calendar

beforeEach(async () => {
  rig = await Rig.open()
  told = []
  events = 'meetings'
  start()
})
afterEach(() => rig.close())

/** A process begins. */
function start() {
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const settings = () => toSettings(settingsSchema.parse({ routes: { default: { channel: CHANNEL, events } } }))
  const world = { store: rig.store, clock: { now: () => rig.now }, log, decisions: () => ({ settings: settings() }) }
  calendar = new Calendar({
    world: world as unknown as World,
    sender: rig.sender,
    channelOf: () => CHANNEL,
    notices: { say: async ({ text }) => void told.push(text) },
    heed: async () => {},
  })
}

/** A story of a thread tells that something comes. */
async function tells(
  name: string,
  over: Partial<StoredEvent> & { type?: 'summit' | 'military'; thread?: string } = {},
) {
  const { type = 'summit', thread = 'story-a', ...rest } = over
  const brief = { summary: [], people: [], where: ['Singapore'], coming: [] }
  const card = { ...makeCard(name), type, brief }
  const telling = { route: 'default', postId: makeDelivery(name).id, card, toldAt: DAY0 }
  const event: StoredEvent = {
    what: 'Trump-Kim meeting',
    date: '2026-03-20',
    at: DAY0 + 10 * DAY,
    storyId: `story-${name}`,
    title: `Title of *${name}* @everyone`,
    url: `https://example.org/${name}`,
    ...rest,
  }
  await rig.store.commit(makeCommit({ stories: [{ ...makeStory(name), telling, thread }], events: [event] }))
}
const withdraw = (name: string) => rig.store.commit(makeCommit({ withdrawn: [`story-${name}`] }))
const run = () => calendar.run(NEVER)
const standing = () =>
  rig.discord.events.standing.map(one => `${one.name} ${one.scheduled_start_time.slice(0, 16)}`).sort()
const writes = () => rig.count(/^(?:POST|PATCH) .*scheduled-events/)

test('a coming meeting is among the server’s events, once, with its place, its report and a day’s length', async () => {
  await tells('a')
  await tells('b')
  await run()
  await run()
  assert.deepEqual([standing(), writes()], [['Trump-Kim meeting 2026-03-20T00:00'], 1])
  const [event] = rig.discord.events.standing
  assert.equal(event?.scheduled_end_time, '2026-03-21T00:00:00.000Z')
  assert.equal(event?.entity_metadata.location, 'Singapore')
  assert.match(
    event?.description ?? '',
    /^Title of .*\nhttps:\/\/example\.org\/[ab]\nThe day is known, the hour is not\.\n\n\w{8}$/,
  )
})

test('what has no day, is past or is no meeting is not there, unless all events are wanted', async () => {
  await tells('month', { date: '2026-04', thread: 'm' })
  await tells('today', { date: '2026-03-10', at: DAY0 - HOUR, thread: 'p' })
  await tells('drill', {
    type: 'military',
    thread: 'd',
    what: 'Drill',
    at: DAY0 + DAY,
    date: '2026-03-11',
    time: 'instant',
  })
  await run()
  assert.deepEqual(standing(), [])
  events = 'all'
  await run()
  assert.deepEqual(standing(), ['Drill 2026-03-11T00:00'])
  assert.equal(rig.discord.events.standing[0]?.scheduled_end_time, '2026-03-11T01:00:00.000Z')
})

test('one that is put off moves, one that is called off is cancelled, one that is switched off too', async () => {
  await tells('a')
  await run()
  await withdraw('a')
  await tells('b', { date: '2026-03-25', at: DAY0 + 15 * DAY })
  await run()
  assert.deepEqual([standing(), rig.discord.events.events.length], [['Trump-Kim meeting 2026-03-25T00:00'], 1])
  await withdraw('b')
  await run()
  await run()
  assert.deepEqual([standing(), writes()], [[], 3])
  await tells('c', { date: '2026-03-28', at: DAY0 + 18 * DAY })
  await run()
  events = undefined
  await run()
  assert.deepEqual([standing(), await rig.store.fact('scheduled-events')], [[], []])
})

for (const change of ['nothing', 'its description is rewritten'] as const) {
  test(`one that was made by a process that ended before it was recorded is found again, also if ${change} since`, async () => {
    await tells('a')
    rig.discord.events.lost = 1
    await run()
    assert.equal(await rig.store.fact('scheduled-events'), null)
    if (change !== 'nothing')
      rig.discord.events.events = rig.discord.events.events.map(one => ({ ...one, description: 'See you there' }))
    rig.pass(2 * 60_000)
    start()
    await run()
    await run()
    assert.deepEqual([standing().length, rig.discord.events.events.length, writes()], [1, 1, 1])
  })
}

test('one that somebody deleted is not made again; it is when it moves', async () => {
  await tells('a')
  await run()
  rig.discord.events.events = []
  await tells('a', { what: 'Trump-Kim summit' })
  await run()
  await run()
  assert.deepEqual(standing(), [])
  await withdraw('a')
  await tells('b', { date: '2026-03-25', at: DAY0 + 15 * DAY })
  await run()
  assert.deepEqual(standing(), ['Trump-Kim meeting 2026-03-25T00:00'])
})

test('one that is over is left as it is, and forgotten', async () => {
  await tells('a')
  await run()
  rig.pass(12 * DAY)
  await run()
  assert.deepEqual([standing().length, writes(), await rig.store.fact('scheduled-events')], [1, 1, []])
})

test('where the bot may not, operators are told the link that lets it; it is tried again in an hour', async () => {
  rig.discord.events.forbidden = true
  await tells('a')
  await run()
  await run()
  assert.match(
    told.join(),
    /lacks Create Events: open https:\/\/discord\.com\/oauth2\/authorize\?client_id=1\d+&.*&permissions=\d+ /,
  )
  assert.equal(BigInt(/permissions=(\d+)/.exec(told.join())?.[1] ?? 0) >> 44n, 1n)
  assert.equal(writes(), 1)
  rig.discord.events.forbidden = false
  rig.pass(HOUR)
  await run()
  assert.equal(standing().length, 1)
})

test('a server with a hundred events is said to be full', async () => {
  rig.discord.events.others = 100
  await tells('a')
  await run()
  assert.match(told.join(), /as many events as Discord allows \(100\)/)
})
