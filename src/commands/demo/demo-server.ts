import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Demo } from '../../config/files/demo-file.ts'
import type { Feed } from '../../feeds/feed.ts'

/** How long an entry stays in its feed, in ms. */
const SHOWN_MS = 7 * 86_400_000

export interface DemoServer {
  readonly port: number
  close(): Promise<void>
}

/** The example feeds, as if from config/feeds.yaml. */
export function demoFeeds({ outlets }: Demo, port: number): readonly Feed[] {
  return Object.entries(outlets).map(([id, { name, language, affiliation }]) => ({
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

/** Serves the example feeds on this machine, each with the entries published by `now`. */
export async function serveDemo(demo: Demo, now: () => number): Promise<DemoServer> {
  const server = createServer((request, response) => {
    const id = request.url?.slice(1).replace('.xml', '') ?? ''
    if (!Object.hasOwn(demo.outlets, id)) return response.writeHead(404).end()
    const body = feedXml(demo, id, now())
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

function feedXml({ outlets, items }: Demo, id: string, now: number): string {
  const { name = id, language = 'en' } = outlets[id] ?? {}
  const entries = items
    .flatMap(({ at, outlet, title, summary }, index) => {
      if (outlet !== id || at > now || at < now - SHOWN_MS) return []
      const link = `https://news.example/${id}/${index}`
      return [
        `<item><title>${xml(title)}</title><link>${link}</link><guid>${link}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${xml(summary)}</description></item>`,
      ]
    })
    .reverse()
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>${xml(name)}</title><link>https://news.example/</link><description>${xml(name)}</description><language>${language}</language>${entries.join('')}</channel></rss>\n`
}

function xml(text: string): string {
  return text.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`)
}
