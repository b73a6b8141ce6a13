import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'

/** Loopback feeds of 30 entries, one in fifty of which has changed from version to version: two entries came. A process of its own, so that its work is not measured. */
const ENTRIES = 30
const HOSTS = Number(process.argv[2])
const NEW = 2
const EVERY = 50
const DULL =
  'council budget harvest bridge museum ferry orchard library stadium tunnel market garden theatre railway school hospital election court strike storm exports prices'.split(
    ' ',
  )
/** Of all entries so many are on the subject: one in so many. */
const ON_SUBJECT = 300

let version = 0
/** How often a feed has changed by now. */
const changesOf = (feed: number) => Math.floor((version + (feed % EVERY)) / EVERY)

function render(feed: number): Buffer {
  const newest = changesOf(feed) * NEW
  const items = Array.from({ length: ENTRIES }, (_, place) => {
    const number = newest - place + ENTRIES
    const word = (at: number) => DULL[Math.imul(feed * 7919 + number * 104_729 + at * 31, 2654435761) >>> 27] ?? 'news'
    const link = `https://outlet-${feed}.example/news/${number}`
    const seed = feed * 131 + number
    const title =
      seed % ON_SUBJECT === 0
        ? `Pyongyang and Washington resume contacts over ${word(1)} ${word(2)} ${seed}`
        : `The ${word(1)} ${word(2)} ${word(3)} of district ${seed % 997}`
    const date = new Date(Date.UTC(2026, 0, 1) + number * 600_000).toUTCString()
    const text = Array.from({ length: 40 }, (_, at) => word(at + 4)).join(' ')
    return `<item><title>${title}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${date}</pubDate><description>${text}</description></item>`
  })
  return gzipSync(
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><description>News</description>${items.join('\n')}</channel></rss>`,
  )
}

const answer: RequestListener = (request, response) => {
  const feed = Number(request.url?.slice(1))
  const etag = `"${changesOf(feed)}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
  const headers = { 'content-type': 'application/rss+xml; charset=utf-8', 'content-encoding': 'gzip', etag }
  response.writeHead(200, headers).end(render(feed))
}

/** @returns the port */
async function listen(host: string, port: number): Promise<number> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(port, host, resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

// As many hosts as publishers have: each is asked for one feed at a time. All of 127.0.0.0/8 is this machine's own on Linux.
const port = await listen('127.0.0.1', 0)
for (let host = 2; host <= HOSTS; host += 1) await listen(`127.0.0.${host}`, port)
process.send?.({ port })
process.on('message', (message: number) => {
  version = message
  process.send?.({ version })
})
process.on('disconnect', () => process.exit())
