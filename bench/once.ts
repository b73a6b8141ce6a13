import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeDiscord } from '../tests/fakes/discord.ts'
import { writeBotHome } from './peers/bot-home.ts'
import { Newsroom, SUBJECTS } from './peers/newsroom.ts'
import { machine } from './proc.ts'
import { startFlags } from './start-flags.ts'

/**
 * The whole `once` over 41 loopback feeds, as a process, against the script that a user would write (bench/peers/script.mjs): processor
 * time and memory of the first run, which knows nothing, and of a later one, for which two of each feed's thirty entries are new.
 * usage: npm run bench:once -- [ROUNDS]
 */
const ROUNDS = Number(process.argv[2] ?? 3)
const FEEDS = 41
const CHANNEL = '200000000000000001'
const root = join(import.meta.dirname, '..')
const directory = mkdtempSync(join(tmpdir(), 'backchannel-once-'))
const figuresFile = join(directory, 'figures.json')

interface Cost {
  readonly cpuMs: number
  readonly peakMb: number
  readonly wallMs: number
}

async function costOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Cost> {
  const start = performance.now()
  const measured = [`--import=${join(import.meta.dirname, 'measure-exit.mjs')}`, ...args]
  const child = spawn(process.execPath, measured, {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: directory, MEASURE_FILE: figuresFile, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', bytes => {
      output += String(bytes)
    })
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${output.slice(-2000)}`)
  return { ...JSON.parse(readFileSync(figuresFile, 'utf8')), wallMs: performance.now() - start }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const costs = new Map<string, Cost[]>()
const told: string[] = []

/** A first and a later run of both, on feeds and channels of their own. */
async function round(name: string): Promise<void> {
  const newsroom = await Newsroom.start(FEEDS)
  const [ours, theirs] = [await FakeDiscord.start(), await FakeDiscord.start()]
  const home = join(directory, name)
  mkdirSync(home)
  writeBotHome(home, newsroom.urls)
  const job = {
    feeds: newsroom.urls,
    words: WORDS,
    webhook: `${theirs.webhookUrl(CHANNEL)}?wait=true`,
    seen: join(home, 'seen.json'),
  }
  writeFileSync(join(home, 'script.json'), JSON.stringify(job))
  const places = ['--config', join(home, 'config'), '--state', join(home, 'state')]
  const bot = [...startFlags('backchannel'), 'src/launch.mjs', 'once', ...places]
  const script = [join(import.meta.dirname, 'peers/script.mjs'), join(home, 'script.json'), 'once']
  for (const run of ['first', 'later']) {
    const env = { DISCORD_WEBHOOK_URL: ours.webhookUrl(CHANNEL), DISCORD_API_URL: ours.url }
    const cost = [await costOf(bot, env), await costOf(script, {})] as const
    for (const [index, who] of ['once', 'script'].entries()) {
      const key = `${who} ${run}`
      const one = cost[index]
      if (name !== 'warm' && one !== undefined) costs.set(key, [...(costs.get(key) ?? []), one])
    }
    newsroom.publish()
  }
  told.push(`${ours.messages(CHANNEL).length} and ${theirs.messages(CHANNEL).length}`)
  await Promise.all([newsroom.close(), ours.close(), theirs.close()])
}

const WORDS = ['north korea', 'pyongyang', 'kim jong un', '북한', '北朝鮮', '朝鲜', ...SUBJECTS]
// Compiled code is kept between starts: the first of all is not counted.
await round('warm')
for (let index = 0; index < ROUNDS; index += 1) await round(`round-${index}`)
rmSync(directory, { recursive: true })

const of = (key: string, figure: keyof Cost) => median((costs.get(key) ?? []).map(one => one[figure]))
console.log(`${machine()}\n\n${FEEDS} feeds of 30 entries, whole processes, median of ${ROUNDS}\n`)
console.log(`${''.padEnd(16)}${['CPU s', 'clock s', 'peak MB'].map(one => one.padStart(9)).join('')}`)
for (const run of ['first', 'later']) {
  for (const who of ['once', 'script']) {
    const key = `${who} ${run}`
    const figures = [
      (of(key, 'cpuMs') / 1000).toFixed(2),
      (of(key, 'wallMs') / 1000).toFixed(2),
      of(key, 'peakMb').toFixed(0),
    ]
    console.log(`${`${run}, ${who}`.padEnd(16)}${figures.map(one => one.padStart(9)).join('')}`)
  }
}
const ratio = (run: string) => (of(`once ${run}`, 'cpuMs') / of(`script ${run}`, 'cpuMs')).toFixed(1)
console.log(`\nmessages of once and of the script, a round: ${told.join(', ')}`)
console.log(
  `processor time, once against the script: first ${ratio('first')} (aim: 4 at most), later ${ratio('later')} (aim: 2.5 at most)`,
)
