import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { assemble } from '../src/bot/bot.ts'
import { decisionsOf } from '../src/bot/decisions.ts'
import { openIntake } from '../src/bot/poll/intake.ts'
import { readConfig } from '../src/config/config.ts'
import { PreviewSender } from '../src/io/discord/preview.ts'
import type { Log } from '../src/io/ops/log.ts'
import { NO_METRICS } from '../src/io/ops/measure/metrics.ts'
import { openStore } from '../src/io/store/open-store.ts'

/**
 * The whole bot in one process, over loopback feeds and a clock that runs ahead: does its memory grow with time?
 * usage: npm run soak -- [HOURS [FEEDS]]     simulated hours of four looks; stories close after twelve hours, so that many do within a run
 */
const HOURS = Number(process.argv[2] ?? 240)
const FEEDS = Number(process.argv[3] ?? 12)
const ENTRIES = 30
const LOOKS_AN_HOUR = 4
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')

let now = Date.UTC(2026, 0, 1)
let look = 0

/** Made-up words that are the same for one number. */
const word = (seed: number) =>
  [0, 1, 2]
    .map(place => SYLLABLES[Math.imul(seed * 3 + place + 1, 2654435761) >>> (27 % SYLLABLES.length)] ?? 'za')
    .join('')
const words = (seed: number) => Array.from({ length: 6 }, (_, place) => word(seed * 6 + place)).join(' ')

/** One new entry a look in every feed; one in ten is told, and by three feeds. */
function feedOf(feed: number): string {
  const items = Array.from({ length: ENTRIES }, (_, place) => {
    const number = look - place
    const about =
      number % 10 === 0
        ? `Pyongyang and Washington agree to talks on ${words(number + (feed % 4))}`
        : words(number * FEEDS + feed)
    const date = new Date(now - (place + 1) * (3_600_000 / LOOKS_AN_HOUR)).toUTCString()
    return `<item><guid isPermaLink="false">${feed}-${number}</guid><link>https://news.example/${feed}/${number}</link><title>${about}</title><description>${words(number).repeat(5)}</description><pubDate>${date}</pubDate></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire ${feed}</title>${items.join('')}</channel></rss>`
}

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feedOf(Number(request.url?.slice(1))))
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const port = typeof address === 'object' && address !== null ? address.port : 0

const shipped = join(import.meta.dirname, '../config')
const files = new Map(
  readdirSync(shipped)
    .filter(name => name.endsWith('.yaml'))
    .map(name => [name, readFileSync(join(shipped, name), 'utf8')]),
)
files.set(
  'settings.yaml',
  'fetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }\nstories: { quiet: 12h }\n',
)
const feedLine = (index: number) =>
  `  - { id: wire-${index}, name: Wire ${index}, url: "http://127.0.0.1:${port}/${index}", language: en, country: US, kind: wire, timeZone: UTC }`
files.set('feeds.yaml', `feeds:\n${Array.from({ length: FEEDS }, (_, index) => feedLine(index)).join('\n')}\n`)
const read = readConfig(files, 'config')
if (read.kind !== 'valid') throw new Error(JSON.stringify(read.problems))
const { config } = read
const decisions = decisionsOf(config)

const directory = mkdtempSync(join(tmpdir(), 'backchannel-soak-'))
const store = await openStore(`sqlite:${join(directory, 'state.db')}`)
const clock = { now: () => now, steady: () => now, sleep: async () => {} }
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
const log: Log = { debug() {}, info() {}, warn() {}, error: (event, facts) => console.error(event, facts) }
const intake = openIntake({ clock, log, settings: () => config.settings, version: '0', spreadMs: 0 })
const bot = assemble({
  clock,
  log,
  store,
  sender: new PreviewSender(nowhere, { colour: false, columns: 80, timeZone: 'UTC' }),
  defaultChannel: 'preview',
  metrics: NO_METRICS,
  decisions: () => decisions,
  summarise: async () => null,
  poll: intake.poll,
  article: async () => null,
})

const never = new AbortController().signal
const looks = HOURS * LOOKS_AN_HOUR
const points = [0.1, 0.25, 0.5, 0.75, 1].map(share => Math.max(1, Math.round(looks * share)))
let [items, sent] = [0, 0]
console.log(`${FEEDS} feeds, ${HOURS} simulated hours, ${looks} looks\n`)
console.log('  hours     items  messages   RSS MB  heap MB  other MB')
for (look = 1; look <= looks; look += 1) {
  now += 3_600_000 / LOOKS_AN_HOUR
  await bot.watch.look(never, one => {
    items += one.ingested.fresh
  })
  const drained = await bot.outbox.drain(never)
  sent += drained.sent
  if (points.includes(look)) {
    globalThis.gc?.()
    const { rss, heapUsed, external } = process.memoryUsage()
    const figures = [
      look / LOOKS_AN_HOUR,
      items,
      sent,
      ...[rss, heapUsed, external].map(bytes => (bytes / 1e6).toFixed(0)),
    ]
    const widths = [7, 10, 10, 9, 9, 10]
    console.log(figures.map((one, index) => String(one).padStart(widths[index] ?? 0)).join(''))
  }
}
await intake.close()
await store.close()
server.closeAllConnections()
server.close()
rmSync(directory, { recursive: true })
