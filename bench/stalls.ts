import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeDiscord } from '../tests/fakes/discord.ts'
import { type Hostile, hostileInputs } from './hostile.ts'
import { startFlags } from './start-flags.ts'

/**
 * The real program over loopback servers, one hostile input after the other: the longest time for which its main thread did nothing else.
 * Each input is read by a first start, and what it left behind by a second one.
 * usage: npm run bench:stalls -- [PART OF A NAME [SECONDS]]
 */
const [only = '', seconds = '60'] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')
const CHANNEL = '200000000000000001'

const TAKEN = /"feed":"hostile","outcome":"(?:read|failed)"/

interface Stall {
  /** ms by the wall clock, and of the thread's own work. */
  readonly wall: number
  readonly own: number
  readonly missed: number
}

const sleep = (ms: number) => new Promise<void>(go => setTimeout(go, ms))
let serving: Hostile | null = null
const server = createServer((request, response) => {
  const path = request.url ?? ''
  const answer = (type: string, body: string | Buffer) => response.writeHead(200, { 'content-type': type }).end(body)
  if (serving === null) response.writeHead(404).end()
  else if (path.startsWith('/hostile')) answer(serving.type, serving.body)
  else if (path === '/robots.txt' && serving.robots !== undefined) answer('text/plain', serving.robots)
  else if (path.startsWith('/small')) answer('application/rss+xml', small())
  else response.writeHead(404).end()
})
await new Promise<void>(go => server.listen(0, '127.0.0.1', go))
const address = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`

function small(): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Small</title><item><title>Kim Yo Jong rejects Rubio's offer of talks</title><link>${base}/small/1</link><pubDate>${new Date().toUTCString()}</pubDate></item></channel></rss>`
}

console.log(
  'longest stall in ms by the wall clock (of it the thread’s own work); aim: 100 at most, no renewal of the lease missed\n',
)
console.log(
  `${'input'.padEnd(44)} ${'first start'.padStart(16)} ${'second start'.padStart(16)}  missed  taken in  small feed  messages`,
)
let worst = 0
for (const [name, make] of Object.entries(hostileInputs(base, Date.now() - 60_000))) {
  if (!name.includes(only)) continue
  serving = make()
  const home = mkdtempSync(join(tmpdir(), 'backchannel-stalls-'))
  writeConfig(home, serving)
  const discord = await FakeDiscord.start()
  const first = await run(home, discord, serving, Number(seconds))
  // A feed with another address is due at once.
  writeConfig(home, serving, '?again')
  const second = await run(home, discord, serving, 10)
  worst = Math.max(worst, first.stall.own, second.stall.own)
  const figures = [
    name.padEnd(44),
    show(first.stall).padStart(16),
    show(second.stall).padStart(16),
    String(first.stall.missed + second.stall.missed + first.lost + second.lost).padStart(7),
    first.taken.padStart(9),
    first.small.padStart(11),
    String(discord.messages(CHANNEL).length).padStart(9),
  ]
  console.log(figures.join(' '))
  await discord.close()
  rmSync(home, { recursive: true })
}
console.log(`\nlongest of its own work: ${worst.toFixed(0)} ms`)
server.closeAllConnections()
server.close()

function show({ wall, own }: Stall): string {
  return `${wall.toFixed(0)} (${own.toFixed(0)})`
}

function writeConfig(home: string, { articles = false, path }: Hostile, tail = ''): void {
  cpSync(join(root, 'config'), join(home, 'config'), { recursive: true })
  const fetch = `fetch: { contact: "x@example.org", allowHosts: [127.0.0.1], hostPause: 0s, articles: ${articles} }`
  writeFileSync(
    join(home, 'config/settings.yaml'),
    `wake: "*/3 * * * * *"\ninterval: 1m\nfirstRun: since 6h\n${fetch}\n`,
  )
  const feed = (id: string, url: string) =>
    `  - { id: ${id}, name: ${id}, url: "${url}${tail}", language: en, country: US, kind: wire, timeZone: UTC, interval: 1m }\n`
  writeFileSync(
    join(home, 'config/feeds.yaml'),
    `feeds:\n${feed('hostile', `${base}/hostile/${path}`)}${feed('small', `${base}/small`)}`,
  )
}

/** Starts the program, waits until it has begun, and measures from then on. */
async function run(home: string, discord: FakeDiscord, hostile: Hostile, most: number) {
  const watch = join(import.meta.dirname, 'stall-watch.ts')
  const args = [
    ...startFlags(),
    '--import',
    watch,
    join(root, 'src/launch.mjs'),
    'run',
    '--config',
    join(home, 'config'),
    '--state',
    join(home, 'state'),
  ]
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_CHANNEL_ID: CHANNEL,
  }
  const child = spawn(process.execPath, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const exited = new Promise(go => child.once('exit', go))
  const lines: { at: number; text: string }[] = []
  let rest = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    const parts = (rest + bytes.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const text of parts) lines.push({ at: performance.now(), text })
  })
  const has = (pattern: RegExp) => lines.find(line => pattern.test(line.text))?.at
  const until = async (holds: () => boolean, ms: number) => {
    for (let waited = 0; waited < ms && child.exitCode === null && !holds(); waited += 20) await sleep(20)
  }
  await until(() => has(/"leading"/) !== undefined, 30_000)
  const began = performance.now()
  await ask(child)
  if (hostile.feedsYaml !== undefined) {
    await sleep(2500)
    writeFileSync(join(home, 'config/feeds.yaml'), hostile.feedsYaml)
    await until(() => has(/config_refused/) !== undefined, most * 1000)
    await sleep(1000)
  } else {
    await until(() => has(TAKEN) !== undefined, most * 1000)
    const messages = () => discord.messages(CHANNEL).length
    for (let before = -1; before !== messages() && performance.now() - began < most * 1000; ) {
      before = messages()
      await sleep(1500)
    }
  }
  const stall = await ask(child)
  child.kill('SIGTERM')
  await exited
  const since = (at: number | undefined) => (at === undefined ? '-' : `${((at - began) / 1000).toFixed(1)} s`)
  return {
    stall,
    lost: lines.filter(line => /"state":"lost"/.test(line.text)).length,
    taken: since(has(TAKEN)),
    small: since(has(/"feed":"small","outcome":"read"/)),
  }
}

async function ask(child: ChildProcess): Promise<Stall> {
  if (child.exitCode !== null) return { wall: Number.NaN, own: Number.NaN, missed: 0 }
  return new Promise(resolve => {
    child.once('message', message => resolve(message as Stall))
    child.send('reset')
  })
}
