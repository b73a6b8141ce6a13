import type { Feed } from '../src/feeds/feed.ts'
import type { PollState } from '../src/feeds/schedule/poll-state.ts'

/** One way to poll feeds, in a process of its own: `ours`, `loop` (what one would write first) or `bare` (conditional fetch, nothing read). */
const [, , name = '', port = '', count = ''] = process.argv
const HOSTS = 50
const SIDE_BY_SIDE = 8

const feeds = Array.from({ length: Number(count) }, (_, index) => ({
  id: `feed-${index}`,
  url: `http://127.0.0.${1 + (index % HOSTS)}:${port}/feed/${index}`,
  headers: {},
  language: 'en',
  timeZone: 'UTC',
  name: `Outlet ${index}`,
  kind: 'wire',
})) as unknown as readonly Feed[]

/** @returns how many entries were read, or answers of 304 came */
type Poll = (feed: Feed) => Promise<number>

function bare(): Poll {
  const etags = new Map<string, string>()
  return async feed => {
    const etag = etags.get(feed.id)
    const answer = await fetch(feed.url, { headers: etag === undefined ? {} : { 'if-none-match': etag } })
    await answer.arrayBuffer()
    etags.set(feed.id, answer.headers.get('etag') ?? '')
    return answer.status === 304 ? 1 : 0
  }
}

async function loop(): Promise<Poll> {
  const { default: Parser } = await import('rss-parser')
  const parser = new Parser()
  return async feed => {
    const answer = await fetch(feed.url)
    return (await parser.parseString(await answer.text())).items.length
  }
}

const SILENCE = { debug() {}, info() {}, warn() {}, error() {} }

/** The bot's own way in, all of it: fetch, guard, worker, items, what is learnt for the next poll. */
async function ours(): Promise<Poll> {
  const { openIntake } = await import('../src/bot/poll/intake.ts')
  const { readSettings } = await import('../src/config/files/settings-file.ts')
  const { systemClock } = await import('../src/io/ops/clock.ts')
  const hosts = Array.from({ length: HOSTS }, (_, index) => `127.0.0.${index + 1}`)
  const { settings } = readSettings('settings.yaml', `fetch: { allowHosts: [${hosts.join(', ')}], hostPause: 0s }`)
  if (settings === null) throw new Error('the settings have problems')
  const intake = openIntake({ clock: systemClock, log: SILENCE, settings: () => settings, version: '0', spreadMs: 0 })
  const signal = new AbortController().signal
  const states = new Map<string, PollState>()
  return async feed => {
    const polled = await intake.poll(feed, states.get(feed.id) ?? null, signal, 1)
    if (polled.kind === 'failed') throw new Error(polled.what)
    states.set(feed.id, polled.state)
    return polled.kind === 'read' ? polled.items.length : 1
  }
}

const poll = name === 'ours' ? await ours() : name === 'loop' ? await loop() : bare()

async function cycle(): Promise<{
  readonly ms: number
  readonly cpuMs: number
  readonly sum: number
  readonly peakMb: number
}> {
  const start = performance.now()
  const before = process.cpuUsage()
  const left = [...feeds]
  let sum = 0
  const work = async () => {
    for (let feed = left.shift(); feed !== undefined; feed = left.shift()) {
      const got = await poll(feed)
      sum += got
    }
  }
  if (name === 'ours')
    await Promise.all(
      left.splice(0).map(async feed => {
        const got = await poll(feed)
        sum += got
      }),
    )
  else await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  const { user, system } = process.cpuUsage(before)
  return {
    ms: performance.now() - start,
    cpuMs: (user + system) / 1000,
    sum,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }
}

process.on('message', async () => process.send?.(await cycle()))
process.on('disconnect', () => process.exit())
process.send?.('ready')
