import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDelayMs } from '../../src/feeds/schedule/next-poll.ts'
import { makeHome, Program } from './newsroom.ts'

/** As `run` spreads them. */
const SPREAD_MS = 10_000
const PAUSE_MS = 1000

interface Request {
  readonly path: string
  readonly host: string
  readonly userAgent: string
  readonly from: number
  until: number
}

async function listen(host: string, requests: Request[]): Promise<Server> {
  const server = createServer((asked, answer) => {
    const request = {
      path: asked.url ?? '',
      host,
      userAgent: asked.headers['user-agent'] ?? '',
      from: performance.now(),
    }
    const entry = { ...request, until: Number.POSITIVE_INFINITY }
    requests.push(entry)
    setTimeout(() => {
      entry.until = performance.now()
      answer.end('<rss version="2.0"><channel><title>Desk</title></channel></rss>')
    }, 100)
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  return server
}

test('run asks each feed at its own moment, one at a time of a host with a pause between, and says who asks', async () => {
  const requests: Request[] = []
  const hosts = ['127.0.0.1', '127.0.0.2']
  const servers = await Promise.all(hosts.map(host => listen(host, requests)))
  const feeds = Array.from({ length: 12 }, (_, index) => {
    const address = servers[index % 2]?.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { id: `desk-${index}`, url: `http://${hosts[index % 2]}:${port}/desk-${index}` }
  })
  const home = await makeHome({ url: 'http://127.0.0.1:1/' }, '', 'one')
  const lines = feeds.map(
    ({ id, url }) =>
      `  - { id: ${id}, name: ${id}, url: "${url}", language: en, country: US, kind: wire, timeZone: UTC }\n`,
  )
  await writeFile(join(home, 'config/feeds.yaml'), `feeds:\n${lines.join('')}`)
  await writeFile(
    join(home, 'config/settings.yaml'),
    `wake: "* * * * * *"\nfetch: { allowHosts: [${hosts}], hostPause: ${PAUSE_MS / 1000}s, contact: "https://ops.example/bot", articles: false }\n`,
  )
  const started = performance.now()
  const run = new Program('run', home, {})
  while (requests.length < feeds.length && performance.now() - started < 25_000) await sleep(50)
  // Looks go on every second: none may ask a feed again before it is due.
  await sleep(3000)
  run.child.kill('SIGTERM')
  await run.ended
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  await rm(home, { recursive: true })
  assert.deepEqual(requests.map(({ path }) => path.slice(1)).sort(), feeds.map(({ id }) => id).sort(), run.output)
  for (const { path, userAgent, from } of requests) {
    assert.match(userAgent, /^Backchannel\/\d\S* \(\+https:\/\/ops\.example\/bot\)$/)
    const delay = startDelayMs(path.slice(1), SPREAD_MS)
    assert.ok(from - started >= delay, `${path} came ${delay - (from - started)} ms before its moment`)
  }
  for (const host of hosts) {
    const own = requests.filter(request => request.host === host)
    own.slice(1).forEach((request, index) => {
      const pause = request.from - (own[index]?.until ?? 0)
      assert.ok(pause >= PAUSE_MS - 5, `${host} had a pause of ${pause} ms`)
    })
  }
})
