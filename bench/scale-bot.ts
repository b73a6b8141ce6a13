import { setTimeout as delay } from 'node:timers/promises'
import { lead } from '../src/bot/lead.ts'
import { openWholeBot } from './whole-bot.ts'

/**
 * The whole bot over so many feeds of scale-publisher.ts, in a process of its own; it does each simulated minute when it is told to.
 * usage: fork('scale-bot.ts', [PORT, FEEDS, HOSTS, STORE, NAME]) – STORE: where processes that share the fetching meet, '' for a store and a
 * process alone; NAME: what this one is called there. The first one leads.
 */
const [port, count, hosts] = process.argv.slice(2).map(Number) as [number, number, number]
const [storeUrl = '', name = ''] = process.argv.slice(5)
const never = new AbortController().signal
let now = Date.UTC(2026, 0, 2)
// Leases and signs of life run by the real clock, whatever is simulated.
const sleep = (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal, ref: false }).catch(() => {})
const clock =
  storeUrl === ''
    ? { now: () => now, steady: () => now, sleep: async () => {} }
    : { now: () => now, steady: () => performance.now(), sleep }
let sent = 0
const feeds = Array.from({ length: count }, (_, feed) => ({
  url: `http://127.0.0.${1 + (feed % hosts)}:${port}/${feed}`,
  language: 'en',
}))
const shared = storeUrl === '' ? '' : 'replicas: { fetch: shared }\n'
const whole = await openWholeBot(feeds, `runDeadline: 60m\n${shared}`, {
  clock,
  sender: {
    mode: 'bot',
    async send({ edits, nonce, channelId }) {
      sent += 1
      return { kind: 'sent', messageId: edits ?? nonce, channelId }
    },
    recent: async () => ({ kind: 'read', messages: [] }),
    reaches: () => true,
    async close() {},
  },
  polled: () => {
    asked += 1
  },
  ...(storeUrl === '' ? {} : { shared: { storeUrl, name } }),
})
const { bot } = whole
const leads = storeUrl === '' || name === 'one'
if (storeUrl !== '') {
  const deps = { store: bot.world.store, steady: () => performance.now(), sleep, onState: () => {} }
  if (leads) await lead(deps, never)
  if (bot.replica !== null) bot.replica.leads = leads
  void bot.replica?.keepSigning(never)
}

/** What some minutes came to in one process, as it is sent to the parent. */
export interface Looked {
  readonly cpuMs: number
  readonly rssMb: number
  readonly peakMb: number
  readonly storeMb: number
  readonly asked: number
  readonly fresh: number
  readonly failed: number
  readonly sent: number
}

/** What the parent tells a process to do: its share of the minute, what others have handed over and the end of the minute, or to say what came of it. */
export type Told = 'minute' | 'take' | 'tell' | 'end'

let [asked, fresh, failed] = [0, 0, 0]
let before = process.cpuUsage()
const report = (one: { readonly outcome: string; readonly ingested: { readonly fresh: number } }) => {
  fresh += one.ingested.fresh
  if (one.outcome === 'failed') failed += 1
}

const WORK: Readonly<Record<Told, () => Promise<unknown>>> = {
  async minute() {
    if (leads) await bot.watch.look(never, report)
    else await bot.fetcher?.round(never)
  },
  async take() {
    if (leads) {
      if (storeUrl !== '') await bot.watch.takeHanded(never, report)
      await bot.outbox.drain(never)
    }
    now += 60_000
  },
  async tell() {
    const { user, system } = process.cpuUsage(before)
    const looked: Looked = {
      cpuMs: (user + system) / 1000,
      rssMb: process.memoryUsage.rss() / 1e6,
      peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
      storeMb: whole.storeBytes() / 1e6,
      asked,
      fresh,
      failed,
      sent,
    }
    before = process.cpuUsage()
    asked = fresh = failed = sent = 0
    return looked
  },
  async end() {
    await whole.close()
    process.disconnect?.()
    process.exit()
  },
}

process.on('message', async (told: Told) => {
  const answer = await WORK[told]()
  process.send?.(answer ?? 'done')
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
