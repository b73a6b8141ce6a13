import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeDiscord } from '../tests/fakes/discord.ts'
import { makeHome, Publisher } from '../tests/program/newsroom.ts'
import { startFlags, startVariables } from './start-flags.ts'

/**
 * How soon the program answers, and what it takes: a table of commands over the shipped configuration, then the bot over a store of
 * 100,000 seen items, as a preview and as a bot, from its start to the first request that a feed sees, and its memory after that poll.
 */
const COUNT = Number(process.argv[2] ?? 100_000)
const ROUNDS = 3
/** After this long the first poll is over. */
const POLLED_MS = 3000
const root = join(import.meta.dirname, '..')
const compiled = mkdtempSync(join(tmpdir(), 'backchannel-compiled-'))
const surroundings = { NODE_COMPILE_CACHE: compiled }
const LAUNCH = 'src/launch.mjs'

const publisher = await Publisher.start()
const discord = await FakeDiscord.start()
const home = await makeHome(publisher)
mkdirSync(join(home, 'state'), { mode: 0o700 })
const url = `sqlite:${join(home, 'state/backchannel.db')}`
execFileSync(process.execPath, [join(import.meta.dirname, 'store.ts'), String(COUNT), url, 'fill'], {
  stdio: 'inherit',
})

const COMMANDS = [
  ['explain', 'North Korea and US resume talks'],
  ['check'],
  ['status', '--state', join(home, 'state')],
  ['--version'],
]
const row = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)
row('command', 'first time: wall, processor', 'later: wall, processor')
row('---', '---', '---')
for (const [name = '', ...words] of COMMANDS) {
  // Nothing of it is kept from the commands before.
  rmSync(compiled, { recursive: true })
  mkdirSync(compiled)
  const [first, ...later] = Array.from({ length: ROUNDS + 1 }, () => timed(name, words))
  row(name, first ?? '', later.sort()[Math.floor(ROUNDS / 2)] ?? '')
}

for (const [mode, env] of [
  ['as a preview', {}],
  [
    'as a bot',
    { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: '123456789012345678', DISCORD_API_URL: discord.url },
  ],
] as const)
  for (let round = 0; round < ROUNDS; round += 1) {
    // A feed with another address is due at once.
    const feeds = join(home, 'config/feeds.yaml')
    const mark = `${mode.slice(-3)}${round}`
    writeFileSync(feeds, readFileSync(feeds, 'utf8').replace(/feed\.xml[^"]*/, `feed.xml?round=${mark}`))
    // Who has changed a file checks it: what that reads is kept for the start. The first start reads by itself.
    if (round > 0) timed('check', ['--config', join(home, 'config')])
    await started(round > 0 ? mode : `${mode}, after a change`, env)
  }
await publisher.close()
await discord.close()
rmSync(home, { recursive: true })
rmSync(compiled, { recursive: true })

/** Wall clock and processor time of one command, in ms. */
function timed(name: string, words: readonly string[]): string {
  const start = performance.now()
  const [shell, script] = ['/bin/sh', '"$@" >/dev/null 2>&1; times']
  const told = execFileSync(
    shell,
    ['-c', script, shell, process.execPath, ...startFlags('backchannel'), LAUNCH, name, ...words],
    {
      cwd: root,
      env: { ...process.env, ...surroundings },
      encoding: 'utf8',
    },
  )
  const wall = performance.now() - start
  const [user = 0, system = 0] = (told.split('\n')[1] ?? '').split(' ').map(secondsOf)
  return `${wall.toFixed(0).padStart(5)} ms, ${((user + system) * 1000).toFixed(0).padStart(5)} ms`
}

/** Seconds of "0m1.250s". */
function secondsOf(text: string): number {
  const [minutes = 0, seconds = 0] = text.replace('s', '').split('m').map(Number)
  return minutes * 60 + seconds
}

async function started(mode: string, env: Readonly<Record<string, string>>): Promise<void> {
  const before = publisher.requests.length
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [...startFlags(), LAUNCH, 'run', '--config', join(home, 'config'), '--state', join(home, 'state')],
    { cwd: root, env: { ...process.env, ...surroundings, ...startVariables(), ...env }, stdio: 'ignore' },
  )
  const ended = new Promise(resolve => child.once('exit', resolve))
  while (publisher.requests.length === before && child.exitCode === null) await new Promise(go => setTimeout(go, 5))
  const ms = performance.now() - start
  await new Promise(go => setTimeout(go, POLLED_MS))
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ')
  const cpu = (Number(stat[13]) + Number(stat[14])) / 100
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  console.log(
    `${mode}: first request after ${(ms / 1000).toFixed(1)} s (aim: 2 at most), ${cpu.toFixed(1)} s of processor time, ${of('VmRSS').toFixed(0)} MB, ${of('VmHWM').toFixed(0)} MB at most (aim: 150)`,
  )
  child.kill('SIGTERM')
  await ended
}
