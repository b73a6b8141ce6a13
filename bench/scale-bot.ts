import { openWholeBot } from './whole-bot.ts'

/** The whole bot over so many feeds of scale-publisher.ts, in a process of its own; it looks each of so many simulated minutes when it is told to. usage: fork('scale-bot.ts', [PORT, FEEDS, HOSTS]) */
const [port, count, hosts] = process.argv.slice(2).map(Number) as [number, number, number]
let now = Date.UTC(2026, 0, 2)
const clock = { now: () => now, steady: () => now, sleep: async () => {} }
let sent = 0
const feeds = Array.from({ length: count }, (_, feed) => ({
  url: `http://127.0.0.${1 + (feed % hosts)}:${port}/${feed}`,
  language: 'en',
}))
const whole = await openWholeBot(feeds, 'runDeadline: 60m\n', {
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
  polled() {},
})

/** What the looks of some minutes came to, as it is sent to the parent. */
export interface Looked {
  readonly cpuMs: number
  readonly wallMs: number
  readonly rssMb: number
  readonly peakMb: number
  readonly storeMb: number
  readonly asked: number
  readonly fresh: number
  readonly failed: number
  readonly sent: number
}

async function look(minutes: number): Promise<Looked> {
  const never = new AbortController().signal
  const start = performance.now()
  const before = process.cpuUsage()
  let [asked, fresh, failed] = [0, 0, 0]
  sent = 0
  for (let minute = 0; minute < minutes; minute += 1) {
    await whole.bot.watch.look(never, one => {
      asked += 1
      fresh += one.ingested.fresh
      if (one.outcome === 'failed') failed += 1
    })
    await whole.bot.outbox.drain(never)
    now += 60_000
  }
  const { user, system } = process.cpuUsage(before)
  return {
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - start,
    rssMb: process.memoryUsage.rss() / 1e6,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
    storeMb: whole.storeBytes() / 1e6,
    asked,
    fresh,
    failed,
    sent,
  }
}

process.on('message', async (message: number) => {
  if (message > 0) process.send?.(await look(message))
  else {
    await whole.close()
    process.disconnect?.()
  }
})
process.send?.('ready')
