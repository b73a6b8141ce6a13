import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'

const ENTRIES = 30
/** Entries of a feed that are new in each version. */
const NEW = 2
/** So many feeds bring one entry on the subject in each version. */
const ON_SUBJECT = 6
/** Versions at most. */
const VERSIONS = 40
const DULL = 'harvest bridge museum ferry orchard library stadium tunnel market garden theatre railway'.split(' ')
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')

/** Loopback feeds in versions: with each, every feed drops two entries and brings two, and six of the feeds one that must be told. */
export class Newsroom {
  readonly count: number
  readonly #server: Server
  readonly #bodies = new Map<string, { readonly plain: Buffer; readonly gzip: Buffer }>()
  #version = 0
  #times = [Date.now()]

  private constructor(server: Server, count: number) {
    this.#server = server
    this.count = count
    server.on('request', (request, response) => {
      const feed = Number(/^\/feed\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN)
      if (!(feed < this.count)) return void response.writeHead(404).end()
      const etag = `"${feed}-${this.#version}"`
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
      const { plain, gzip } = this.#bodyOf(feed)
      const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      response.writeHead(200, {
        'content-type': 'application/rss+xml; charset=utf-8',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
        etag,
      })
      response.end(zipped ? gzip : plain)
    })
  }

  /** @param feeds how many there are */
  static async start(feeds: number): Promise<Newsroom> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new Newsroom(server, feeds)
  }

  get urls(): readonly string[] {
    const address = this.#server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return Array.from({ length: this.count }, (_, feed) => `http://127.0.0.1:${port}/feed/${feed}`)
  }

  publish(): void {
    this.#version += 1
    if (this.#version >= VERSIONS) throw new Error('no words are left for more versions')
    this.#times.push(Date.now())
    this.#bodies.clear()
  }

  /** The addresses of all that must have been told by now. */
  get wanted(): readonly string[] {
    return this.#times.flatMap((_, version) =>
      Array.from({ length: ON_SUBJECT }, (_, feed) => addressOf(feed, version * NEW)),
    )
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #bodyOf(feed: number) {
    const key = `${feed} ${this.#version}`
    const plain = Buffer.from(this.#render(feed))
    const body = this.#bodies.get(key) ?? { plain, gzip: gzipSync(plain) }
    this.#bodies.set(key, body)
    return body
  }

  /** Newest first. Numbers below zero were there before the first version. */
  #render(feed: number): string {
    const items = Array.from({ length: ENTRIES }, (_, place) => {
      const number = this.#version * NEW - place
      const version = Math.ceil(number / NEW)
      const told = number >= 0 && number % NEW === 0 && feed < ON_SUBJECT
      const at = (this.#times[Math.max(0, version)] ?? 0) + (number < 0 ? number * 600_000 : -60_000)
      const title = told
        ? headlineOf(feed, number)
        : `The ${DULL[(feed * 7 + number * 3 + 300) % DULL.length]} of ${words(`title ${feed} ${number}`)}`
      const link = addressOf(feed, number)
      return `<item><title>${title}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description><![CDATA[<p>${words(`text ${feed} ${number}`)} ${`${words(`more ${feed} ${number}`)} `.repeat(8)}</p>]]></description></item>`
    })
    return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><description>News</description>${items.join('\n')}</channel></rss>`
  }
}

/** Made-up words alone, so that no two entries to tell are one event to anybody. */
function headlineOf(feed: number, number: number): string {
  return words(`told ${feed} ${number}`)
}

/** The words that are looked for: the first of each entry to tell, in small letters. */
export const SUBJECTS: readonly string[] = Array.from({ length: VERSIONS * ON_SUBJECT }, (_, index) => {
  const [first = ''] = headlineOf(index % ON_SUBJECT, Math.floor(index / ON_SUBJECT) * NEW).split(' ')
  return first
})

function addressOf(feed: number, number: number): string {
  return `https://outlet-${feed}.example/news/${number + 1000}`
}

/** Five made-up words, the same for one seed and hardly shared by two. */
function words(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest()
  const syllable = (at: number) => SYLLABLES[(bytes[at] ?? 0) % SYLLABLES.length] ?? ''
  return [0, 6, 12, 18, 24].map(from => [0, 1, 2, 3, 4, 5].map(at => syllable(from + at)).join('')).join(' ')
}
