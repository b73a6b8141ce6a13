import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'

/** Serves FEEDS feeds of ENTRIES entries over loopback; runs as a process of its own, so that its work is not measured. */
const ENTRIES = 30
const WORDS =
  'talks envoy summit border region ministry statement reported officials week meeting plan said new capital visit trade council'.split(
    ' ',
  )

/** What is published: `newest` is the number of the newest entry, and goes up by as many as are new; `edition` changes the body alone. */
interface Published {
  readonly newest: number
  readonly edition: number
}

function render(feed: number, { newest, edition }: Published): string {
  const items = Array.from({ length: ENTRIES }, (_, index) => {
    const number = newest + ENTRIES - index
    const text = (seed: number, count: number) =>
      Array.from({ length: count }, (_, word) => WORDS[(seed * 7 + word * word + word * 3) % WORDS.length]).join(' ')
    const date = new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toUTCString()
    const link = `https://outlet-${feed}.example/news/${number}`
    return `<item><title>${text(feed + number, 9)} &amp; ${number}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${date}</pubDate><category>World</category><description><![CDATA[<p>${text(number, 60)}</p>]]></description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><description>News</description><lastBuildDate>${new Date(Date.UTC(2026, 0, 1) + edition * 60_000).toUTCString()}</lastBuildDate>${items.join('\n')}</channel></rss>`
}

let version: Published = { newest: 0, edition: 0 }
const bodies = new Map<string, Buffer>()

const server = createServer((request, response) => {
  const feed = Number(/^\/feed\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN)
  if (Number.isNaN(feed)) {
    response.writeHead(404).end()
    return
  }
  const etag = `"${feed}-${version.edition}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  const key = `${feed} ${version.edition}`
  const body = bodies.get(key) ?? gzipSync(render(feed, version))
  bodies.set(key, body)
  response.writeHead(200, {
    'content-type': 'application/rss+xml; charset=utf-8',
    'content-encoding': 'gzip',
    'content-length': body.length,
    etag,
  })
  response.end(body)
})
server.listen(0, '0.0.0.0', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
process.on('message', (message: Published) => {
  version = message
  for (const key of bodies.keys()) if (!key.endsWith(` ${version.edition}`)) bodies.delete(key)
  process.send?.({ edition: version.edition })
})
process.on('disconnect', () => process.exit())
