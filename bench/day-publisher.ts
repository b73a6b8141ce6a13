import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { Chance } from '../tests/simulation/chance.ts'

/**
 * 45 loopback feeds with the cadence of real ones, over simulated days, one of which is a summit's. A process of its own, so that its work
 * is not measured. Its parent sends it the simulated time; it answers once it has it.
 * usage: fork('day-publisher.ts', [DAYS, SUMMIT_DAY, FROM_MS])
 */
const [days, summitDay, from] = process.argv.slice(2).map(Number) as [number, number, number]
const DAY = 86_400_000
const SHOWN = 30
/** Entries a day: a few wires, some papers, many that write little: some 1,400 in all, as the shipped feeds have. */
const RATES = [...Array(5).fill(120), ...Array(15).fill(35), ...Array(25).fill(11)] as readonly number[]
const SUMMIT_ITEMS = 3000
/** Of all entries, those on the subject: on a day as others, and on the summit's. */
const [CALM, BUSY] = [0.03, 0.6]
/** What happens on such a day. */
const [CALM_EVENTS, BUSY_EVENTS] = [6, 60]
const KOREAN = 9

const LIST = {
  who: ['Pyongyang', 'North Korea', 'the DPRK'],
  whom: ['Washington', 'the United States', 'the White House'],
  act: 'agree to talks on|sign an accord on|exchange letters about|hold a first meeting about|open an office for|trade accusations over|send envoys to discuss|resume contacts over|break off talks about|put off a meeting on'.split(
    '|',
  ),
  on: 'remains of soldiers|a liaison office|test sites|fuel deliveries|family visits|a border crossing|fishing rights|inspectors|frozen accounts|a rail link|missile ranges|a joint statement|flood relief|travel permits|a hotline|uranium stocks'.split(
    '|',
  ),
  place: 'Geneva|Hanoi|Stockholm|Singapore|Ulaanbaatar|Oslo|Vienna|Jakarta|Helsinki|Panmunjom|Bern|Kuala Lumpur'.split(
    '|',
  ),
}
const KO = {
  act: '회담에 합의|합의문에 서명|친서를 교환|첫 회의를 개최|연락사무소를 개설|비난을 주고받아|특사를 파견|접촉을 재개|회담을 중단|회의를 연기'.split(
    '|',
  ),
  on: '유해 송환|연락사무소|시험장|연료 공급|가족 상봉|국경 통로|어업권|사찰단|동결 자산|철도 연결|미사일 사거리|공동성명|수해 지원|여행 허가|직통전화|우라늄 재고'.split(
    '|',
  ),
}
const DULL =
  'council budget harvest bridge museum ferry orchard library stadium tunnel market garden theatre railway school hospital election court strike storm exports prices'.split(
    ' ',
  )

interface Entry {
  readonly number: number
  readonly at: number
  readonly title: string
  readonly text: string
}

const chance = new Chance(7)
const feeds: Entry[][] = RATES.map(() => [])
let made = 0

function eventsOf(count: number) {
  return Array.from({ length: count }, () => ({
    who: chance.pick(LIST.who),
    whom: chance.pick(LIST.whom),
    act: chance.whole(LIST.act.length),
    on: chance.whole(LIST.on.length),
    place: chance.pick(LIST.place),
    from: chance.next(),
  }))
}

function told(event: ReturnType<typeof eventsOf>[number], korean: boolean): string {
  const { who, whom, place } = event
  if (korean) return `북한·미국, ${KO.on[event.on]} ${KO.act[event.act]} – ${place}`
  const [act, on] = [LIST.act[event.act], LIST.on[event.on]]
  switch (chance.whole(4)) {
    case 0:
      return `${who} and ${whom} ${act} ${on} in ${place}`
    case 1:
      return `${who}, ${whom} ${act} ${on}, officials in ${place} say`
    case 2:
      return `In ${place}, ${whom} and ${who} ${act} ${on}`
    default:
      return `${place}: ${who} and ${whom} ${act} ${on} after long night`
  }
}

const dull = () => {
  const words = Array.from({ length: 5 }, () => chance.pick(DULL)).join(' ')
  return `The ${words} of district ${chance.whole(900)}`
}
const perDay = RATES.reduce((sum, rate) => sum + rate, 0)
// A first day before, so that feeds are full when they are first asked.
for (let day = -3; day < days; day += 1) {
  const summit = day === summitDay
  const events = eventsOf(summit ? BUSY_EVENTS : CALM_EVENTS)
  for (const [feed, rate] of RATES.entries()) {
    const entries = feeds[feed] ?? []
    const count = Math.round(rate * (summit ? SUMMIT_ITEMS / perDay : 0.8 + 0.4 * chance.next()))
    const today = Array.from({ length: count }, () => {
      // Twice as much by day as by night.
      const hour = chance.happens(2 / 3) ? 6 + 12 * chance.next() : (18 + 12 * chance.next()) % 24
      const at = from + day * DAY + (hour / 24) * DAY
      const begun = events.filter(event => from + (day + event.from) * DAY <= at)
      const on = chance.happens(summit ? BUSY : CALM) && begun.length > 0
      const korean = feed < KOREAN
      const title = on ? told(chance.pick(begun.slice(-8)), korean) : dull()
      made += 1
      return {
        number: made,
        at,
        title,
        text: `${title}. ${dull()}, ${dull()}. ${dull()}. ${dull()}, it was said. ${dull()}.`,
      }
    })
    entries.push(...today.sort((a, b) => a.at - b.at))
    feeds[feed] = entries
  }
}

let now = from
const next = feeds.map(() => 0)
const bodies = new Map<number, { readonly upTo: number; readonly gzip: Buffer }>()

function bodyOf(feed: number): { readonly upTo: number; readonly gzip: Buffer } {
  const entries = feeds[feed] ?? []
  let upTo = next[feed] ?? 0
  while ((entries[upTo]?.at ?? Number.POSITIVE_INFINITY) <= now) upTo += 1
  next[feed] = upTo
  const kept = bodies.get(feed)
  if (kept?.upTo === upTo) return kept
  const items = entries
    .slice(Math.max(0, upTo - SHOWN), upTo)
    .reverse()
    .map(({ number, at, title, text }) => {
      const link = `https://outlet-${feed}.example/news/${number}`
      return `<item><title>${title}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text}</description></item>`
    })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><description>News</description>${items.join('\n')}</channel></rss>`
  const body = { upTo, gzip: gzipSync(xml) }
  bodies.set(feed, body)
  return body
}

const server = createServer((request, response) => {
  const feed = Number(request.url?.slice(1))
  const { upTo, gzip } = bodyOf(feed)
  const etag = `"${upTo}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
  const headers = { 'content-type': 'application/rss+xml; charset=utf-8', 'content-encoding': 'gzip', etag }
  response.writeHead(200, headers).end(gzip)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.send?.({ port, languages: feeds.map((_, feed) => (feed < KOREAN ? 'ko' : 'en')) })
})
process.on('message', (message: number) => {
  now = message
  process.send?.('set')
})
process.on('disconnect', () => process.exit())
