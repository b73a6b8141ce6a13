import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openIntake } from '../../src/bot/poll/intake.ts'
import { toSettings } from '../../src/config/schemas/settings-schema.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { DAY0 } from '../fakes/records.ts'
import { publish, reply } from '../io/http/publisher.ts'

const KEY = 'canary-key-31f7'
const PASS = 'canary-pass-88c1'
const HTML = `<html><head><title>Wrong key ${KEY}</title><link rel="alternate" type="application/rss+xml" href="/new?key=${KEY}"></head><body>x</body></html>`

const ways = [
  ['a key in its query', (port: number) => `http://127.0.0.1:${port}/old?key=${KEY}`, `/new?key=${KEY}`, false],
  [
    'an address that is a secret as a whole',
    (port: number) => `http://127.0.0.1:${port}/${KEY}/feed`,
    `/${KEY}/feed`,
    true,
  ],
] as const

for (const [what, address, moved, secret] of ways) {
  test(`of a feed with ${what}, nothing secret is in its state, its notices, its entries or the log, when it fails, is moved and is read`, async () => {
    let now = DAY0
    let bad = true
    const said: string[] = []
    const hear = (event: string, facts: unknown) => void said.push(`${event} ${JSON.stringify(facts)}`)
    const log: Log = { debug: hear, info: hear, warn: hear, error: hear }
    const second = await publish(asked => {
      const link = `http://127.0.0.1/a?id=1&amp;key=${KEY}`
      const item = `<item><title>News</title><link>${link}</link><description>by ${KEY} and ${PASS}</description></item>`
      reply(
        asked,
        200,
        { 'content-type': 'application/rss+xml' },
        `<rss version="2.0"><channel><title>t</title>${item}</channel></rss>`,
      )
    })
    const first = await publish(asked => {
      if (bad) reply(asked, 200, { 'content-type': 'text/html' }, HTML)
      else reply(asked, 301, { location: `http://127.0.0.1:${second.port}${moved}` })
    })
    const settings = toSettings({
      fetch: { allowHosts: ['127.0.0.1', `127.0.0.1:${second.port}`], hostPause: 0 },
    })
    const clock = { now: () => now, steady: () => now, sleep: async () => {} }
    const intake = openIntake({ clock, log, settings: () => settings, version: '1', spreadMs: 0 })
    const feed: Feed = {
      id: 'feed',
      name: 'Wire',
      url: address(first.port),
      homepage: null,
      language: 'en',
      country: 'US',
      kind: 'wire',
      affiliation: null,
      timeZone: 'UTC',
      headers: { Authorization: `Bearer ${PASS}` },
      secret,
      intervalMs: null,
      articles: true,
      enabled: true,
    }
    let state: PollState | null = null
    for (let poll = 0; poll < 8; poll += 1) {
      bad = poll < 3
      now += 3_600_000
      const polled = await intake.poll(feed, state, new AbortController().signal, 1)
      said.push(JSON.stringify(polled))
      state = JSON.parse(JSON.stringify(polled.state)) as PollState
    }
    assert.deepEqual(
      said.filter(line => line.includes('canary')),
      [],
    )
    assert.match(said.join(), /failed 3 times in a row/)
    assert.match(said.join(), /has moved to http:\/\/127\.0\.0\.1:\d+\/(?:new\?key=)?… for good/)
    // After three polls that agree it is asked at the new address alone, with its key.
    assert.equal(second.asked.at(-1)?.path, moved)
    assert.equal(first.asked.length, 6)
    await Promise.all([intake.close(), first.close(), second.close()])
  })
}
