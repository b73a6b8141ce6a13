import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueFeeds } from '../../../src/bot/poll/due.ts'
import type { Feed } from '../../../src/feeds/feed.ts'
import { NO_HINTS } from '../../../src/feeds/fetched.ts'
import { learn, type PollOutcome } from '../../../src/feeds/schedule/learn.ts'
import { addressOf, type PollState, validatorsOf } from '../../../src/feeds/schedule/poll-state.ts'
import { Client } from '../../../src/io/http/request/client.ts'
import { type Asked, publish, reply } from './publisher.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const start = Date.UTC(2026, 2, 23)
const INTERVAL = 10 * MINUTE

/** What a publisher does at its nth request, and how long after it it must be left alone. */
interface Step {
  readonly send: (asked: Asked, now: number) => void
  readonly rest: number
}
const body = (asked: Asked) => `<rss>${asked.path}${asked.headers.size}${Math.floor(day / 20)}</rss>`
let day = 0
const say =
  (headers: (now: number) => Record<string, string>, status = 200) =>
  (asked: Asked, now: number) => {
    const etag = `"${Math.floor(day / 20)}"`
    if (status === 200 && asked.headers.get('if-none-match') === etag) reply(asked, 304, headers(now))
    else reply(asked, status, { etag, date: new Date(now).toUTCString(), ...headers(now) }, body(asked))
  }
const date = (ms: number) => new Date(ms).toUTCString()

const plain: Step = { send: say(() => ({})), rest: 0.9 * INTERVAL }
const PUBLISHERS: Readonly<Record<string, readonly Step[]>> = {
  plain: [plain],
  'max-age': [{ send: say(() => ({ 'cache-control': 'max-age=3600' })), rest: HOUR }],
  'max-age-less-than-the-interval': [{ send: say(() => ({ 'cache-control': 'max-age=30' })), rest: 0.9 * INTERVAL }],
  expires: [{ send: say(now => ({ date: date(now), expires: date(now + 2 * HOUR) })), rest: 2 * HOUR }],
  'expires-by-a-wrong-clock': [
    { send: say(now => ({ date: date(now - DAY), expires: date(now - DAY + HOUR) })), rest: HOUR },
  ],
  ttl: [{ send: say(() => ({})), rest: 90 * MINUTE }],
  'busy-in-seconds': [plain, plain, { send: say(() => ({ 'retry-after': '7200' }), 429), rest: 2 * HOUR }],
  'busy-until-a-date': [
    plain,
    { send: say(now => ({ date: date(now), 'retry-after': date(now + 5 * HOUR) }), 503), rest: 5 * HOUR },
  ],
  'busy-for-a-week': [{ send: say(() => ({ 'retry-after': '604800' }), 429), rest: DAY }, plain],
  broken: [{ send: say(() => ({}), 500), rest: 5 * MINUTE }],
  resets: [plain, plain, plain, { send: asked => asked.socket.resetAndDestroy(), rest: 5 * MINUTE }],
  short: [
    plain,
    plain,
    { send: asked => asked.socket.end('HTTP/1.1 200 X\r\ncontent-length: 99\r\n\r\nx'), rest: 5 * MINUTE },
  ],
  gone: [plain, plain, { send: say(() => ({}), 410), rest: Number.POSITIVE_INFINITY }],
  moved: [{ send: asked => reply(asked, 301, { location: '/plain-behind-moved' }), rest: 0.9 * INTERVAL }],
  'plain-behind-moved': [plain],
}
const TTL_HINTS = { ...NO_HINTS, ttlMs: 90 * MINUTE }

test('over a week of simulated time and 50 restarts no due time is broken, and repeats are conditional', async () => {
  let now = start
  const askedAt = new Map<string, number[]>()
  const tooEarly: string[] = []
  const rests = new Map<string, number>()
  let repeats = 0
  let conditional = 0
  const served = new Set<string>()
  const server = await publish(asked => {
    const name = asked.path.slice(1)
    const times = askedAt.get(name) ?? []
    askedAt.set(name, [...times, now])
    // the move's own target is asked through the move and then instead of it
    const until = (times.at(-1) ?? Number.NEGATIVE_INFINITY) + (rests.get(name) ?? 0)
    if (now < until) tooEarly.push(`${name}: ${(until - now) / SECOND} s too early`)
    if (served.has(name)) {
      repeats++
      if (asked.headers.has('if-none-match')) conditional++
    }
    const steps = PUBLISHERS[name] ?? [plain]
    const step = steps[times.length % steps.length] ?? plain
    rests.set(name, step.rest)
    if (step.send === plain.send || step.rest < 5 * MINUTE || name === 'ttl') served.add(name)
    step.send(asked, now)
  }, '0.0.0.0')
  // Each on a host of its own: one that asks to be left alone speaks for its host.
  const names = Object.keys(PUBLISHERS).filter(name => name !== 'plain-behind-moved')
  const allowHosts = names.map((_, index) => `127.0.0.${index + 1}`)
  const feeds = names.map(
    (id, index) =>
      ({ id, url: `http://127.0.0.${index + 1}:${server.port}/${id}`, headers: {}, enabled: true }) as Feed,
  )

  let stored = '[]'
  const signal = new AbortController().signal
  for (let restart = 0; restart < 50; restart++) {
    // a new process: nothing is left but what was stored
    const client = new Client({ version: '1', contact: 'c', allowHosts, hostPauseMs: 0, now: () => now })
    const states = new Map<string, PollState>(JSON.parse(stored))
    const until = now + (7 * DAY) / 50
    for (; now < until; now += MINUTE) {
      for (const feed of dueFeeds(feeds, states, now, 0)) {
        const state = states.get(feed.id) ?? null
        const fetched = await client.fetchFeed(feed, validatorsOf(feed, state), signal, addressOf(feed, state))
        const hints = feed.id === 'ttl' ? TTL_HINTS : NO_HINTS
        const outcome: PollOutcome =
          fetched.kind === 'fresh'
            ? { kind: 'read', fetched, hints, entries: [], whole: true, hosts: [] }
            : fetched.kind === 'failed'
              ? { kind: 'failed', fetched }
              : { kind: 'unchanged', fetched }
        states.set(feed.id, learn(feed, state, outcome, now, INTERVAL))
        day++
      }
    }
    stored = JSON.stringify([...states])
    await client.close()
  }
  await server.close()

  assert.deepEqual(tooEarly, [])
  assert.ok(repeats > 2000, `${repeats} repeats`)
  assert.ok(conditional / repeats >= 0.99, `${conditional} of ${repeats} conditional`)
  const count = (name: string) => askedAt.get(name)?.length ?? 0
  assert.equal(count('gone'), 3)
  assert.equal(count('moved'), 3)
  assert.ok(count('plain') >= (7 * DAY) / (1.1 * INTERVAL + MINUTE) - 1, `plain asked ${count('plain')} times`)
  assert.ok(count('max-age') > 150 && count('max-age') <= 169, `max-age asked ${count('max-age')} times`)
  assert.ok(count('broken') >= 7 * 4, 'never given up')
})
