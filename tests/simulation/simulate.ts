import assert from 'node:assert/strict'
import { markerIn } from '../../src/alerts/card/marker.ts'
import { render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import type { ToldStory } from '../../src/alerts/told-story.ts'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import type { Desk } from '../../src/bot/desk/desk.ts'
import { steeringIn } from '../../src/bot/steering.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Wanted } from '../../src/desk/ask.ts'
import { pausedUntil } from '../../src/desk/steering.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import type { Clock } from '../../src/io/ops/clock.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../src/io/store/store.ts'
import { makePollState } from '../fakes/records.ts'
import { Chance } from './chance.ts'
import { SimulatedDiscord } from './channel.ts'
import { Crash, Disk, memory, Process } from './memory.ts'
import { addressOf, Newsroom } from './newsroom.ts'
import { People } from './people.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 9, 24, 22)
const quiet = new AbortController().signal
/** Real time decides nothing here: a seed repeats. */
const atOnce = async () => {}
const silence: Log = { debug() {}, info() {}, warn() {}, error() {} }
const metrics = NO_METRICS

const FILES = new Map([
  ['settings.yaml', 'firstRun: since 30d\nmaxAge: 30d\n'],
  [
    'feeds.yaml',
    'feeds: [{id: a, name: A, url: "https://a.example/", language: en, country: US, kind: wire, timeZone: UTC}]\n',
  ],
  [
    'terms.yaml',
    'lists:\n  north:\n    about: The North\n    terms: [Pyongyang]\n  south:\n    about: The US\n    terms: [Washington]\n',
  ],
  ['people.yaml', 'people: []\n'],
  ['rules.yaml', 'rules:\n  - name: both\n    when: title:@north and title:@south\n    type: talks\n'],
])

export interface SimulationOptions {
  /** Whether more comes at once than a channel is to get, so that summary cards are made. */
  readonly floods?: boolean
  /** Whether people steer the bot in Discord meanwhile: mutes, quiet hours, pauses, what is not relevant. */
  readonly steered?: boolean
}

/** What a run came to. */
export interface SimulationResult {
  readonly items: number
  readonly messages: number
  /** Stories that were told as a line of a summary card. */
  readonly lines: number
  readonly crashes: number
  /** What people asked, and what of it was answered. */
  readonly asked: number
  readonly answered: number
}

function decisionsFor(room: Newsroom, floods: boolean): Decisions {
  const flood = floods ? 'flood: {messages: 3, within: 10m}\n' : 'flood: off\n'
  const read = readConfig(new Map([...FILES, ['settings.yaml', `${FILES.get('settings.yaml')}${flood}`]]), 'config')
  assert.equal(read.kind, 'valid', JSON.stringify(read))
  if (read.kind !== 'valid') throw new Error('unreachable')
  return { ...decisionsOf(read.config), feeds: room.feeds }
}

/** How the clock is set, mostly while no process runs. */
const STEPS = [-60, -5, 60].map(minutes => minutes * MINUTE)
/** Where the route leads, one time or another. */
const CHANNELS = Array.from({ length: 8 }, (_, index) => String(index + 1))

/**
 * One seeded run of the real floors and shell: three hours of faults, crashes, clock steps and routes that are led elsewhere, then calm
 * until all has settled.
 * @throws AssertionError where a story is lost, told twice or out of order
 */
export async function simulate(
  seed: number,
  { floods = false, steered = false }: SimulationOptions = {},
): Promise<SimulationResult> {
  const chance = new Chance(seed)
  let now = START + chance.whole(86_400_000)
  /** Discord's clock, which nobody sets. */
  let truth = now
  let steady = 0
  const pass = (ms: number) => {
    now += ms
    truth += ms
    steady += ms
  }
  const [stepped, moving] = [chance.happens(0.4), chance.happens(0.4)]
  const disk = new Disk()
  const discord = new SimulatedDiscord(chance, () => truth, (3 + chance.whole(5)) * MINUTE)
  const room = new Newsroom(chance, 1 + chance.whole(3))
  const people = new People(chance, () => now, room)
  let decisions = decisionsFor(room, floods)
  let [channel = '1'] = CHANNELS
  const move = () => {
    const left = channel
    // A channel that is no more never comes back.
    channel = chance.pick(CHANNELS.filter(one => !discord.lost.has(one)))
    if (left !== channel && chance.happens(0.3)) discord.lost.add(left)
    const routes = {
      default: {
        channel,
        webhook: null,
        threadName: null,
        threads: false,
        crosspost: false,
        events: null,
        types: [],
        language: null,
        quiet: null,
        pingRole: null,
        alert: null,
      },
    }
    decisions = { ...decisions, settings: { ...decisions.settings, routes } }
  }
  const clock: Clock = { now: () => now, steady: () => steady, sleep: async ms => pass(ms) }
  let crashes = 0
  let jumped = false
  disk.fate = write => {
    if (!discord.faults) return null
    if (chance.happens(write ? 0.02 : 0.005)) return chance.pick(['crash-before', 'crash-after'] as const)
    return chance.happens(0.01) ? chance.pick(['fail-before', 'fail-after'] as const) : null
  }

  const held: { running: Running | null } = { running: null }
  const start = async () => {
    const process = new Process()
    const store = await openOver(memory(disk, process), { breathe: atOnce })
    const poll = async (feed: { readonly id: string }, before: PollState | null) => {
      const guids = before?.guids
      const times = { polledAt: now, dueAt: now + 9 * MINUTE, read: true }
      const state: PollState = { ...EMPTY_POLL, feedId: feed.id, ...times, ...(guids === undefined ? {} : { guids }) }
      if (discord.faults && chance.happens(0.1))
        return { kind: 'failed' as const, what: 'no answer', state: { ...state, read: false }, notices: [] }
      return {
        kind: 'read' as const,
        items: room.items(feed.id, now, guids !== 'unusable'),
        problems: [],
        state,
        notices: [],
      }
    }
    const parts = {
      // Of a process that is no more nothing goes on.
      clock: { ...clock, sleep: (ms: number) => (process.crashed ? new Promise<void>(() => {}) : clock.sleep(ms)) },
      breathe: atOnce,
      log: silence,
      store,
      sender: discord.sender(process),
      defaultChannel: '1',
      metrics,
      decisions: () => decisions,
    }
    const bot = assemble({ ...parts, poll, article: async () => null, summarise: async () => null })
    const desk = people.desk(bot, process, probability => discord.faulty(probability))
    held.running = { bot, store, process, desk }
    if (steered) await Promise.race([desk.lead(true), process.ended])
  }
  /** Somebody asks something, by a card that stands or without one. */
  const ask = ({ desk, process }: Running, wants?: Wanted) => {
    const posts = discord.posted.filter(one => !one.deleted).map(one => one.nonce)
    return people.ask(desk, process, wants ?? people.wish(posts))
  }
  /** As the bot does it while it leads: nothing is sent while people have paused it. */
  const send = async ({ bot, store }: Running, known: boolean) => {
    if (pausedUntil(await steeringIn(store), now) !== null) return
    const before = discord.taken
    const paused = known && people.paused
    await bot.outbox.drain(quiet)
    if (paused && people.paused) assert.equal(discord.taken, before, 'sent although it is paused')
  }
  const step = async () => {
    try {
      if (held.running === null) await start()
      const { running } = held
      if (running === null) return
      // People ask at any moment of the other work.
      const asks = steered && discord.faults && chance.happens(0.5) ? ask(running) : null
      const look = async () => {
        await running.bot.watch.look(quiet, () => {})
        await send(running, asks === null)
      }
      await Promise.all([look(), asks])
    } catch (error) {
      if (!(error instanceof StoreError) && !(error instanceof Crash)) throw error
    }
    if (held.running?.process.crashed !== true) return
    crashes += 1
    held.running = null
  }

  for (let minute = 0; minute < 180; minute += 3) {
    if (chance.happens(0.3)) room.publish(now)
    if (floods && chance.happens(0.15)) for (let more = 3 + chance.whole(8); more > 0; more -= 1) room.publish(now)
    if (chance.happens(0.05)) discord.permitted = !discord.permitted
    if (chance.happens(0.05)) discord.deleteOne()
    if (moving && chance.happens(0.08)) move()
    if (chance.happens(0.03)) held.running = null
    if (stepped && chance.happens(held.running === null ? 0.3 : 0.01)) {
      now += chance.pick(STEPS)
      jumped = true
    }
    await step()
    pass((1 + chance.whole(5)) * MINUTE)
  }
  discord.faults = false
  discord.permitted = true
  await step()
  if (steered && held.running !== null) await ask(held.running, { kind: 'command', name: 'resume', options: {} })
  for (let minute = 0; minute < 40; minute += 1) {
    await step()
    pass(10 * MINUTE)
    if (minute > 3 && (await held.running?.store.openDeliveries())?.length === 0) break
  }
  const { places, lines } = await check(disk, discord, room, people, jumped)
  // A clock that was set changes what "earlier" means, and with it the order of what waits; so does a channel that goes with what it held.
  if (!jumped && discord.lost.size === 0) {
    for (const here of Map.groupBy(places, one => one.channelId).values()) {
      const order = here.map(one => one.place)
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
        'out of order',
      )
    }
  }
  const items = [...room.entries.values()].flat().filter(entry => entry.matches).length
  const { asked, answered } = people
  return { items, messages: discord.posted.length, lines, crashes, asked, answered: answered.size }
}

interface Running {
  readonly bot: Bot
  readonly store: Store
  readonly process: Process
  readonly desk: Desk
}

/** Fields of a poll state that the simulation does not use. */
const EMPTY_POLL = makePollState('', 0)

/**
 * Every matching entry stands in a story that was told; every post and reply is in the channel once, or set aside with a reason.
 * @returns what was said where and at which place in all that was, in the order in which it was decided
 */
async function check(
  disk: Disk,
  discord: SimulatedDiscord,
  room: Newsroom,
  people: People,
  jumped: boolean,
): Promise<{
  readonly places: readonly { readonly channelId: string; readonly place: number }[]
  readonly lines: number
}> {
  disk.fate = () => null
  const store = await openOver(memory(disk, new Process()))
  assert.deepEqual(
    (await store.openDeliveries()).map(one => one.state),
    [],
    'something is still open',
  )
  const told = new Set<string>()
  const deliveries: Delivery[] = []
  const order: { readonly at: number; readonly order: number; readonly channelId: string; readonly place: number }[] =
    []
  for await (const { namespace, value } of store.export()) {
    if (namespace === 'story') await checkStory(value as ToldStory, store, discord, told)
    if (namespace !== 'delivery') continue
    const delivery = value as Delivery
    if (delivery.action.kind === 'edit') continue
    deliveries.push(delivery)
    const copies = discord.posted.filter(one => one.nonce === delivery.nonce)
    // By its marker, since a channel that went away takes the nonce with it; what it held stands nowhere.
    const standing = discord.posted.filter(
      one => markerIn(one.message.embeds) === delivery.marker && !one.deleted && !discord.lost.has(one.channelId),
    )
    if (delivery.state.at === 'sent' || copies.length > 0) {
      assert.ok(copies.length >= 1, `${delivery.id} counts as sent and was never made`)
      assert.ok(standing.length <= 1, `${delivery.id} stands ${standing.length} times`)
      const place = discord.posted.findIndex(one => one.nonce === delivery.nonce)
      const channelId = copies[0]?.channelId ?? ''
      // A summary is said after what was due with it, by itself.
      if (delivery.gathers === undefined)
        order.push({ at: delivery.createdAt, order: delivery.order, channelId, place })
    } else {
      assert.match(delivery.state.at, /set-aside|abandoned/, delivery.id)
      assert.ok('why' in delivery.state && delivery.state.why !== '')
    }
  }
  const muted = await people.check(store, deliveries, jumped)
  for (const entries of room.entries.values())
    for (const { guid, title, matches } of entries)
      if (matches) assert.ok(told.has(addressOf(guid)) || muted.has(addressOf(guid)), `lost: ${title}`)
  order.sort((a, b) => a.at - b.at || a.order - b.order)
  return { places: order, lines: checkLines(deliveries, discord) }
}

/** Every story that was due is a message or a line of one summary card, never both. @returns how many are lines */
function checkLines(deliveries: readonly Delivery[], discord: SimulatedDiscord): number {
  const byId = new Map(deliveries.map(one => [one.id, one]))
  const standing = ({ marker }: Delivery) =>
    discord.posted.filter(
      one => markerIn(one.message.embeds) === marker && !one.deleted && !discord.lost.has(one.channelId),
    )
  const listed = new Map<string, string[]>()
  for (const summary of deliveries) {
    if (summary.gathers === undefined) continue
    for (const message of standing(summary)) {
      const lines = message.message.embeds?.[0]?.description?.split('\n') ?? []
      assert.equal(lines.length, summary.gathers.length, `lines of ${summary.id}`)
      for (const id of summary.gathers) listed.set(id, [...(listed.get(id) ?? []), summary.id])
    }
  }
  for (const [id, cards] of listed) {
    const member = byId.get(id)
    assert.ok(member !== undefined, `${id} is listed and not stored`)
    assert.deepEqual(cards.slice(1), [], `${id} is listed more than once`)
    assert.equal(standing(member).length, 0, `${id} is a line and a message`)
    assert.equal(member.state.at, 'abandoned', `${id} is a line and ${member.state.at}`)
  }
  for (const [story, tellings] of Map.groupBy(deliveries, one => one.storyId)) {
    const told = tellings.filter(one => listed.has(one.id) || (one.state.at === 'sent' && standing(one).length > 0))
    if (told.some(one => listed.has(one.id))) assert.equal(told.length, 1, `${story} is a line and told again`)
  }
  for (const { id, state } of deliveries) {
    const by = state.at === 'abandoned' ? /^told in the summary card (.+)$/.exec(state.why)?.[1] : undefined
    if (by === undefined || listed.has(id)) continue
    const summary = byId.get(by)
    assert.ok(summary?.gathers?.includes(id) === true, `${id} is told in ${by}, which does not tell it`)
    // Once sent, it may have been deleted, or gone with its channel.
    assert.equal(standing(summary).length, 0)
    const made = discord.posted.some(one => markerIn(one.message.embeds) === summary.marker)
    assert.ok(made || summary.state.at === 'set-aside', `lost: ${id} in ${by}`)
  }
  return listed.size
}

/** What a story's message says in the end is what its card says: no edit is lost. */
async function checkStory(story: ToldStory, store: Store, discord: SimulatedDiscord, told: Set<string>): Promise<void> {
  for (const item of story.items) told.add(item.url ?? '')
  if (story.telling === null) return
  const post = await store.delivery(story.telling.postId)
  const message = discord.posted.find(
    one => one.nonce === post?.nonce && !one.deleted && !discord.lost.has(one.channelId),
  )
  if (post === null || post.state.at !== 'sent' || message === undefined) return
  const expected = render({ ...post, card: story.telling.card }, { pingRole: null, replyTo: null })
  assert.deepEqual(message.message.embeds, expected.embeds, `an edit of ${story.id} is lost`)
}
