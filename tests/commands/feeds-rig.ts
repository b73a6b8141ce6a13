import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { command } from '../../src/commands/feeds/feeds.ts'

const RULES = join(import.meta.dirname, '../rules/config')

/** A loopback site: texts by path, everything else is 404. */
export class Site {
  readonly asked: string[] = []
  readonly pages = new Map<string, { readonly type: string; readonly body: string }>()
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      this.asked.push(request.url ?? '')
      const page = this.pages.get(request.url ?? '')
      if (page === undefined) response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': page.type }).end(page.body)
    })
  }

  static async start(): Promise<Site> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new Site(server)
  }

  at(path: string): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}${path}`
  }

  feed(path: string, title: string, ...titles: readonly string[]): void {
    const items = titles.map(
      (one, index) => `<item><guid>${index}</guid><title>${one}</title><link>https://d.example/${index}</link></item>`,
    )
    const body = `<rss version="2.0"><channel><title>${title}</title>${items.join('')}</channel></rss>`
    this.pages.set(path, { type: 'application/rss+xml', body })
  }

  page(path: string, ...links: readonly string[]): void {
    const head = links.map(href => `<link rel="alternate" type="application/rss+xml" href="${href}">`).join('')
    this.pages.set(path, {
      type: 'text/html',
      body: `<!doctype html><html><head><title>Site</title>${head}</head></html>`,
    })
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }
}

/** A home directory with a small configuration of two feeds, one of them paused. */
export class Home {
  readonly directory: string

  private constructor(directory: string) {
    this.directory = directory
  }

  static async make(settings = 'fetch: { allowHosts: [127.0.0.1], hostPause: 0s }\n'): Promise<Home> {
    const home = new Home(await mkdtemp(join(tmpdir(), 'backchannel-feeds-')))
    const config = home.path('config')
    await mkdir(config)
    await cp(RULES, config, { recursive: true })
    await writeFile(join(config, 'people.yaml'), 'people: []\n')
    await writeFile(join(config, 'settings.yaml'), settings)
    await writeFile(
      join(config, 'feeds.yaml'),
      'feeds:\n  - { id: wire, name: Example Wire, url: "https://wire.example/rss?key=abcdef123456", language: en, kind: wire }\n  - { id: daily, name: Example Daily, url: "https://www.daily.example/feed/", enabled: false }\n',
    )
    return home
  }

  path(...names: readonly string[]): string {
    return join(this.directory, ...names)
  }

  /** The file of changes; '' where there is none. */
  changes(): Promise<string> {
    return readFile(this.path('config/local/feeds.yaml'), 'utf8').catch(() => '')
  }

  /** Runs `feeds` as main does, with what is typed behind it. */
  async feeds(
    words: readonly string[],
    input = '',
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const args = [...words, '--config', this.path('config')]
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true })
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
    stdin.end(input)
    const texts = Promise.all([text(stdout), text(stderr)])
    const state = { state: this.path('state') }
    const code = await command.run({
      values: { ...values, ...state },
      positionals,
      stdin,
      stdout,
      stderr,
      env: {},
      signal: new AbortController().signal,
    })
    stdout.end()
    stderr.end()
    const [out, err] = await texts
    return { code, out, err }
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true })
  }
}
