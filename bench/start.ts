import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeHome, Publisher } from '../tests/program/newsroom.ts'
import { startFlags } from './start-flags.ts'

/** The bot over a store of 100,000 seen items: from its start to the first request that a feed sees, with the shipped rules, and its memory after that poll. */
const COUNT = Number(process.argv[2] ?? 100_000)
const ROUNDS = 4
/** After this long the first poll is over. */
const POLLED_MS = 3000
const root = join(import.meta.dirname, '..')
const publisher = await Publisher.start()
const home = await makeHome(publisher)
mkdirSync(join(home, 'state'), { mode: 0o700 })
const url = `sqlite:${join(home, 'state/backchannel.db')}`
execFileSync(process.execPath, [join(import.meta.dirname, 'store.ts'), String(COUNT), url, 'fill'], {
  stdio: 'inherit',
})

const surroundings = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), MALLOC_ARENA_MAX: '2' }
for (let round = 0; round < ROUNDS; round += 1) {
  // A feed with another address is due at once.
  const feeds = join(home, 'config/feeds.yaml')
  writeFileSync(feeds, readFileSync(feeds, 'utf8').replace(/feed\.xml[^"]*/, `feed.xml?round=${round}`))
  const before = publisher.requests.length
  const start = performance.now()
  const args = [
    ...startFlags(),
    'src/launch.mjs',
    'run',
    '--config',
    join(home, 'config'),
    '--state',
    join(home, 'state'),
  ]
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...surroundings }, stdio: 'ignore' })
  const ended = new Promise(resolve => child.once('exit', resolve))
  while (publisher.requests.length === before && child.exitCode === null) await new Promise(go => setTimeout(go, 5))
  const ms = performance.now() - start
  await new Promise(go => setTimeout(go, POLLED_MS))
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ')
  const cpu = (Number(stat[13]) + Number(stat[14])) / 100
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  console.log(
    `first request after ${(ms / 1000).toFixed(1)} s (aim: 5 at most), ${cpu.toFixed(1)} s of processor time, ${of('VmRSS').toFixed(0)} MB, ${of('VmHWM').toFixed(0)} MB at most (aim: 150)`,
  )
  child.kill('SIGTERM')
  await ended
}
await publisher.close()
rmSync(home, { recursive: true })
