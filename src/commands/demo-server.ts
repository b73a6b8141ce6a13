import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Feed } from '../feeds/feed.ts'
import { DEMO_FEEDS, DEMO_ITEMS, type DemoFeedId } from './demo-items.ts'

/** How long an entry stays in its feed. */
const SHOWN_MS = 7 * 86_400_000

export interface DemoServer {
  readonly port: number
  close(): Promise<void>
}

/** The example feeds as config/feeds.yaml would describe them. */
export function demoFeeds(port: number): readonly Feed[] {
  return Object.entries(DEMO_FEEDS).map(([id, { name, language, affiliation }]) => ({
    id,
    name,
    url: `http://127.0.0.1:${port}/${id}.xml`,
    homepage: null,
    language,
    country: 'US',
    kind: 'wire',
    affiliation,
    timeZone: 'UTC',
    headers: {},
    intervalMs: null,
    articles: false,
    enabled: true,
  }))
}

/** Serves the example feeds on this machine, each with what is published by `now`. */
export async function serveDemo(now: () => number): Promise<DemoServer> {
  const server = createServer((request, response) => {
    const id = request.url?.slice(1).replace('.xml', '') ?? ''
    if (!isFeed(id)) return response.writeHead(404).end()
    const body = feedXml(id, now())
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function isFeed(id: string): id is DemoFeedId {
  return Object.hasOwn(DEMO_FEEDS, id)
}

function feedXml(id: DemoFeedId, now: number): string {
  const { name, language } = DEMO_FEEDS[id]
  const items = DEMO_ITEMS.flatMap(([at, feed, title, summary], index) => {
    const published = Date.parse(`${at}Z`)
    if (feed !== id || published > now || published < now - SHOWN_MS) return []
    const link = `https://news.example/${id}/${index}`
    return [
      `<item><title>${xml(title)}</title><link>${link}</link><guid>${link}</guid><pubDate>${new Date(published).toUTCString()}</pubDate><description>${xml(summary)}</description></item>`,
    ]
  }).reverse()
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>${xml(name)}</title><link>https://news.example/</link><description>${xml(name)}</description><language>${language}</language>${items.join('')}</channel></rss>\n`
}

function xml(text: string): string {
  return text.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`)
}
