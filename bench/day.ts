import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Outgoing, Recent, Sender, SendOutcome } from '../src/io/discord/sender.ts'
import { writeMarkdown } from './markdown.ts'
import { machine } from './proc.ts'
import { Turns } from './turns.ts'
import { openWholeBot } from './whole-bot.ts'

/**
 * The whole bot over 45 loopback feeds and a simulated month of real cadence, with one summit day of 3,000 entries, 60 % of them on the
 * subject: processor time, store, longest turn of the main thread, and how long an alert takes from the moment its entry was read.
 * usage: npm run bench:day -- [--days 30] [--summit 20] [--short] [--table FILE]
 * --short: six hours of the summit's day; --table: also writes what it measured as a Markdown table, after each day
 */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    summit: { type: 'string', default: '20' },
    short: { type: 'boolean', default: false },
    table: { type: 'string' },
  },
})
const SHORT = values.short
const DAYS = SHORT ? 1 : Number(values.days)
const SUMMIT = SHORT ? 0 : Number(values.summit)
const [MINUTE, DAY] = [60_000, 86_400_000]
const DAY_0 = Date.UTC(2026, 0, 1)
const [FROM, END] = SHORT ? [DAY_0 + 0.25 * DAY, DAY_0 + 0.5 * DAY] : [DAY_0, DAY_0 + DAYS * DAY]
/** A channel takes five new messages in five seconds, as Discord does. */
const [BUCKET, BUCKET_MS] = [5, 5000]

let now = FROM
const clock = { now: () => now, steady: () => now, sleep: async () => {} }
const next = <T>(child: ChildProcess) =>
  new Promise<T>(resolve => child.once('message', message => resolve(message as T)))

/** When each entry that is new was read, by its address: simulated, and of the real clock. */
const seen = new Map<string, { readonly at: number; readonly real: number }>()
let delays: { readonly queued: number; readonly worked: number }[] = []
const told = new Set<string>()
let [messages, edits, turnedAway] = [0, 0, 0]
const lately: number[] = []

/** Takes everything, at the pace that Discord allows. */
const sender: Sender = {
  mode: 'bot',
  async send({ message, edits: edited, channelId, nonce }: Outgoing): Promise<SendOutcome> {
    while ((lately[0] ?? Number.POSITIVE_INFINITY) <= now - BUCKET_MS) lately.shift()
    if (lately.length >= BUCKET) {
      turnedAway += 1
      const afterMs = Math.max(1, (lately[0] ?? now) + BUCKET_MS - now)
      return { kind: 'retry', afterMs, scope: 'channel', status: 429, why: 'rate limit' }
    }
    lately.push(now)
    if (edited === null) messages += 1
    else edits += 1
    for (const [url] of JSON.stringify(message).matchAll(/https:\/\/outlet-\d+\.example\/news\/\d+/g)) {
      const read = seen.get(url)
      if (read === undefined || told.has(url)) continue
      told.add(url)
      delays.push({ queued: now - read.at, worked: performance.now() - read.real })
    }
    return { kind: 'sent', messageId: edited ?? nonce, channelId }
  },
  recent: async (): Promise<Recent> => ({ kind: 'read', messages: [] }),
  reaches: () => true,
  async close() {},
}

const publisher = fork(join(import.meta.dirname, 'day-publisher.ts'), [DAYS, SUMMIT, DAY_0].map(String))
const { port, languages } = await next<{ readonly port: number; readonly languages: readonly string[] }>(publisher)
const feeds = languages.map((language, feed) => ({ url: `http://127.0.0.1:${port}/${feed}`, language }))
let [polls, read, items] = [0, 0, 0]
const whole = await openWholeBot(feeds, '', {
  clock,
  sender,
  polled(one) {
    polls += 1
    if (one.kind !== 'read') return
    read += 1
    for (const { url } of one.items) {
      if (url !== null && !seen.has(url)) seen.set(url, { at: now, real: performance.now() })
    }
  },
})
const { bot } = whole
const never = new AbortController().signal
const turns = new Turns()

const heads = [
  'day',
  'CPU s',
  'polls',
  'read',
  'new',
  'messages',
  'edits',
  'store MB',
  'RSS MB',
  'turn ms',
  'delay s',
  '99 %',
  'work ms',
  '99 %',
]
const widths = [9, 8, 8, 8, 8, 10, 8, 10, 8, 9, 9, 8, 9, 8]
const line = (cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 8)).join(''))
const share = (sorted: readonly number[], part: number) =>
  sorted.length === 0 ? Number.NaN : (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
const shown = (value: number, digits: number) => (Number.isNaN(value) ? '–' : value.toFixed(digits))

console.log(`${machine()}\n`)
console.log(
  `${feeds.length} feeds, ${SHORT ? '6 hours' : `${DAYS} days`}, 1,400 entries a day, 3,000 on the summit's\n`,
)
line(heads)
let from = { cpu: process.cpuUsage(), polls, read, items, messages, edits }
const rows: (readonly (string | number)[])[] = []
function write(after: readonly string[]): void {
  if (values.table !== undefined) writeMarkdown(values.table, 'A summit day, and a month', heads, rows, after)
}

function day(name: string): { readonly cpu: number; readonly own: number } {
  const { user, system } = process.cpuUsage(from.cpu)
  const cpu = (user + system) / 1e6
  const queued = delays.map(one => one.queued / 1000).sort((a, b) => a - b)
  const worked = delays.map(one => one.worked).sort((a, b) => a - b)
  const { own } = turns.longest
  const row = [
    name,
    cpu.toFixed(1),
    polls - from.polls,
    read - from.read,
    items - from.items,
    messages - from.messages,
    edits - from.edits,
    (whole.storeBytes() / 1e6).toFixed(0),
    (process.memoryUsage.rss() / 1e6).toFixed(0),
    own.toFixed(0),
    shown(share(queued, 0.5), 0),
    shown(share(queued, 0.99), 0),
    shown(share(worked, 0.5), 0),
    shown(share(worked, 0.99), 0),
  ]
  line(row)
  rows.push(row)
  write([])
  from = { cpu: process.cpuUsage(), polls, read, items, messages, edits }
  delays = []
  turns.reset()
  return { cpu, own }
}

/** What is stored is sent while the look goes on, as the running bot does it. */
async function keepSending(): Promise<never> {
  for (;;) {
    await bot.somethingToSend()
    await bot.outbox.drain(never)
  }
}
void keepSending()

const calm: number[] = []
let busy = 0
let [longest, today] = [0, 0]
while (now < END) {
  publisher.send(now)
  await next(publisher)
  await bot.watch.look(never, one => {
    items += one.ingested.fresh
  })
  const minute = now
  // What Discord puts off within this minute is sent when it may be.
  for (;;) {
    const { nextAt } = await bot.outbox.drain(never)
    if (nextAt === null || nextAt >= minute + MINUTE) break
    now = Math.max(now + 1, nextAt)
  }
  now = minute + MINUTE
  const over = Math.floor((now - DAY_0) / DAY)
  if (over > today || now >= END) {
    const { cpu, own } = day(today === SUMMIT ? `${today + 1} summit` : String(today + 1))
    if (today === SUMMIT) busy = cpu
    else calm.push(cpu)
    longest = Math.max(longest, own)
    today = over
  }
}
turns.end()
const mean = calm.reduce((sum, one) => sum + one, 0) / calm.length
const sums = `CPU a day: ${shown(mean, 1)} s, on the summit's ${busy.toFixed(1)} s; longest turn ${longest.toFixed(0)} ms; ${told.size} entries told in ${messages} messages and ${edits} edits; ${turnedAway} times Discord asked to wait`
const meaning =
  'delay: simulated time from the poll that read an entry to the message that tells it; work: real time between the two'
console.log(`\n${sums}\n${meaning}`)
write([sums, '', meaning])
await whole.close()
publisher.disconnect()
