import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** An entry of a loopback feed. */
export interface Entry {
  readonly guid: string
  readonly title: string
  readonly description?: string
  readonly published?: Date
}

/** A loopback publisher of one RSS feed that answers conditional requests and counts what it is asked. */
export class Publisher {
  entries: Entry[] = []
  readonly requests: { readonly conditional: boolean }[] = []
  readonly #server: Server
  readonly #host: string

  private constructor(server: Server, host: string) {
    this.#server = server
    this.#host = host
    server.on('request', (request, response) => {
      const body = feedOf(this.entries)
      const etag = `"${Buffer.from(body).toString('base64').length}-${this.entries.length}"`
      this.requests.push({ conditional: request.headers['if-none-match'] !== undefined })
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
      else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body)
    })
  }

  /** @param host all of 127.0.0.0/8 is this machine's own on Linux */
  static async start(host = '127.0.0.1'): Promise<Publisher> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, host, resolve))
    return new Publisher(server, host)
  }

  get url(): string {
    const address = this.#server.address()
    return `http://${this.#host}:${typeof address === 'object' && address !== null ? address.port : 0}/feed.xml`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }
}

function feedOf(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ guid, title, description = '', published }) =>
      `<item><guid isPermaLink="false">${guid}</guid><link>https://news.example/${guid}</link><title>${title}</title><description>${description}</description>${published === undefined ? '' : `<pubDate>${published.toUTCString()}</pubDate>`}</item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><link>https://news.example/</link><description>x</description>${items.join('')}</channel></rss>`
}

/** One rule and what it needs: a program that judges by it starts with a third less work than one that judges by the shipped rules. */
const ONE_RULE = {
  'terms.yaml': 'lists: { places: { about: Places, terms: [{ term: North Korea }] } }\n',
  'rules.yaml': 'rules: [{ name: place, when: "title:@places", type: talks }]\n',
  'people.yaml': 'people: []\n',
}

/**
 * A directory with a whole configuration and the publisher as the only feed.
 * @param rules one: for tests in which it does not matter why something is told
 */
export async function makeHome(
  publisher: { readonly url: string },
  settings = '',
  rules: 'shipped' | 'one' = 'shipped',
): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'backchannel-test-'))
  if (rules === 'shipped') {
    await cp(join(root, 'config'), join(home, 'config'), { recursive: true })
  } else {
    await mkdir(join(home, 'config'))
    for (const [name, text] of Object.entries(ONE_RULE)) await writeFile(join(home, 'config', name), text)
  }
  const fetch = 'fetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }'
  const firstStart = /^firstStart/m.test(settings) ? '' : 'firstStart: off\n'
  await writeFile(join(home, 'config/settings.yaml'), `firstRun: since 30d\n${firstStart}${fetch}\n${settings}`)
  const feed = `feeds:\n  - { id: wire, name: Example Wire, url: "${publisher.url}", language: en, country: US, kind: wire, timeZone: UTC }\n`
  await writeFile(join(home, 'config/feeds.yaml'), feed)
  return home
}

export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** A test that fails in the middle leaves its program running; nothing may outlive the file. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** The real program in a process of its own. */
export class Program {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  output = ''

  constructor(command: string, home: string, env: Readonly<Record<string, string>>, extra: readonly string[] = []) {
    const args = [
      join(root, 'src/main.ts'),
      command,
      '--config',
      join(home, 'config'),
      '--state',
      join(home, 'state'),
      ...extra,
    ]
    // As `npm start` does: compiled code, and a configuration that was read before, are kept between starts.
    const kept = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'backchannel-test-code') }
    const clean = { PATH: process.env.PATH ?? '', HOME: home, ...kept, ...env }
    this.child = spawn(process.execPath, args, { cwd: home, env: clean, stdio: ['ignore', 'pipe', 'pipe'] })
    const collect = (bytes: Buffer) => {
      this.output += bytes.toString()
    }
    this.child.stdout?.on('data', collect)
    this.child.stderr?.on('data', collect)
    running.add(this.child)
    this.child.once('close', () => running.delete(this.child))
    this.ended = new Promise(resolve => this.child.once('close', code => resolve({ code, output: this.output })))
  }
}

/** Waits for something to come true. @throws after so long, in ms */
export async function until(what: string, holds: () => boolean, ms = 40_000): Promise<void> {
  for (let tries = 0; tries < ms / 25; tries += 1) {
    if (holds()) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`still not: ${what}`)
}
