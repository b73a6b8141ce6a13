import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assemble } from '../../src/bot/bot.ts'
import type { Decisions } from '../../src/bot/world.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import { NO_HINTS } from '../../src/feeds/fetched.ts'
import { nextPoll } from '../../src/feeds/schedule/next-poll.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import { makePollState } from '../fakes/records.ts'
import { Chance } from '../simulation/chance.ts'
import { Disk, memory, Process } from '../simulation/memory.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const INTERVAL = 10 * MINUTE
/** The interval with its jitter of a tenth, and the minute until the next look. */
const LONGEST_GAP = INTERVAL * 1.1 + MINUTE
const silence = { debug() {}, info() {}, warn() {}, error() {} }
const feeds = Array.from(
  { length: 12 },
  (_, index) => ({ id: `feed-${index}`, url: `https://${index}.example/`, enabled: true, articles: false }) as Feed,
)

interface Polls {
  readonly gaps: readonly number[]
  /** Most polls of one feed within one interval. */
  readonly densest: number
}

/** Plays days of looks, a minute apart, with what `disturb` does to the wall clock; gaps are those of a clock that is never set. */
async function play(
  days: number,
  disturb: (minute: number) => number,
  restart: (minute: number) => boolean = () => false,
): Promise<Polls> {
  let wall = Date.UTC(2026, 9, 24, 12)
  let steady = 0
  const polls = new Map(feeds.map(feed => [feed.id, [] as number[]]))
  const disk = new Disk()
  const decisions = {
    feeds,
    placer: () => () => assert.fail('nothing is placed'),
    settings: { runDeadlineMs: HOUR, stories: { quietMs: HOUR }, keep: { seenMs: 1e12, archiveMs: 1e12 } },
  } as unknown as Decisions
  const start = async () =>
    assemble({
      clock: { now: () => wall, steady: () => steady, sleep: async () => {} },
      log: silence,
      store: await openOver(memory(disk, new Process())),
      sender: {
        mode: 'bot',
        send: async () => assert.fail('nothing is sent'),
        recent: async () => ({ kind: 'read' as const, messages: [] }),
        reaches: () => true,
        close: async () => {},
      },
      defaultChannel: '1',
      metrics: NO_METRICS,
      decisions: () => decisions,
      poll: async feed => {
        polls.get(feed.id)?.push(steady)
        const dueAt = nextPoll(feed.id, { ms: INTERVAL, by: 'settings.yaml' }, NO_HINTS, wall)
        return {
          kind: 'unchanged',
          state: { ...makePollState(feed.id, dueAt), polledAt: wall, configuredUrl: feed.url },
          notices: [],
        }
      },
      article: async () => null,
      summarise: async () => null,
    })
  let bot = await start()
  for (let minute = 0; minute < days * 24 * 60; minute += 1) {
    wall += disturb(minute)
    if (restart(minute)) bot = await start()
    await bot.watch.look(new AbortController().signal, () => {})
    wall += MINUTE
    steady += MINUTE
  }
  const all = [...polls.values()]
  const gaps = all.flatMap(times => times.slice(1).map((time, index) => time - (times[index] ?? 0)))
  const densest = Math.max(
    ...all.flatMap(times =>
      times.map((time, index) => times.slice(index).filter(other => other < time + INTERVAL * 0.85).length),
    ),
  )
  return { gaps, densest }
}

test('for two days every feed is asked once an interval: never later, never more often', async () => {
  const { gaps, densest } = await play(2, () => 0)
  assert.ok(Math.max(...gaps) <= LONGEST_GAP, `${Math.max(...gaps) / MINUTE} min`)
  assert.equal(densest, 1)
})

test('summer time does not matter: the clock that is kept is UTC', async () => {
  const before = process.env.TZ
  process.env.TZ = 'Europe/Berlin'
  const { gaps } = await play(1, () => 0)
  process.env.TZ = before
  assert.ok(Math.max(...gaps) <= LONGEST_GAP)
})

test('a clock that is set an hour forward or back, again and again, leaves no gap and makes no burst', async () => {
  const chance = new Chance(7)
  const { gaps, densest } = await play(3, minute => (minute % 97 === 50 ? chance.pick([-HOUR, HOUR]) : 0))
  assert.ok(Math.max(...gaps) <= LONGEST_GAP, `${Math.max(...gaps) / MINUTE} min`)
  assert.ok(densest <= 2, `${densest} polls of one feed within one interval`)
})

test('restarted after the clock was set back, a feed waits no longer than its interval', async () => {
  const { gaps } = await play(
    1,
    minute => (minute === 300 ? -HOUR : 0),
    minute => minute === 300,
  )
  assert.ok(Math.max(...gaps) <= LONGEST_GAP, `${Math.max(...gaps) / MINUTE} min`)
})

test('after the machine slept for hours, every feed is asked once, at the first look', async () => {
  const { gaps, densest } = await play(1, minute => (minute === 300 ? 5 * HOUR : 0))
  assert.ok(Math.max(...gaps) <= LONGEST_GAP)
  assert.ok(densest <= 2)
})
