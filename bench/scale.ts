import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeMarkdown } from './markdown.ts'
import { machine } from './proc.ts'
import { removeStore } from './remove-store.ts'
import type { Looked, Told } from './scale-bot.ts'
import { startFlags } from './start-flags.ts'

/**
 * How the whole bot's cost grows with the number of feeds, of which 2 % have changed since each was asked last: processor time, memory
 * and time on the clock of ten simulated minutes, the default interval, and how many feeds one process could ask within as many real ones.
 * With --replicas so many processes share the fetching over a Redis or PostgreSQL, of which the first leads and takes all in.
 * usage: npm run bench:scale -- [--feeds 100,1000,10000] [--rounds 3] [--short] [--replicas 1,2 --store redis://127.0.0.1:6379/9] [--table FILE]
 * --short: 50, 100 and 200 feeds, two rounds; --table: also writes what it measured as a Markdown table, after each line
 */
const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
    replicas: { type: 'string' },
    store: { type: 'string', default: 'redis://127.0.0.1:6379/9' },
    table: { type: 'string' },
  },
})
const SIZES = (values.short ? '50,100,200' : values.feeds).split(',').map(Number)
const ROUNDS = values.short ? 2 : Number(values.rounds)
/** How many processes; 0: one with a store of its own on disk. */
const REPLICAS = (values.replicas ?? '0').split(',').map(Number)
/** The default interval, in s: what is due must be taken in before it is due again. */
const INTERVAL_S = 600
/** Each is asked for one feed at a time. */
const HOSTS = 50

/** Compiled code is kept as src/launch.mjs keeps it. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }

const next = <T>(child: ChildProcess) =>
  new Promise<T>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', message => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

console.log(
  `${machine()}\n\nfeeds of 30 entries; 2 % have changed since they were asked last, 2 of 30 entries new; first: all are new; then ten simulated minutes, in which each is asked about once (median of ${ROUNDS})\n`,
)
const heads = [
  'feeds',
  'processes',
  'first CPU s',
  'of leader',
  'first s',
  'CPU s',
  'of leader',
  'a feed ms',
  'clock s',
  'RSS MB',
  'peak MB',
  'store MB',
  'asked',
  'new',
  'failed',
]
console.log(heads.map(head => head.padStart(13)).join(''))
const rows: (readonly string[])[] = []
let [lastMs, most] = [0, 0]
for (const size of SIZES) for (const replicas of REPLICAS) await measure(size, replicas)
console.log(`\n${verdict()}`)

function verdict(): string {
  return `where one process ends: at the last line's pace ten minutes would not do for more than ${most} feeds on the clock of this machine, as busy as it was, nor for more than ${Math.floor((INTERVAL_S * 1000) / lastMs)} by processor time alone`
}

async function measure(size: number, replicas: number): Promise<void> {
  const publisher = fork(join(import.meta.dirname, 'scale-publisher.ts'), [String(HOSTS)])
  const { port } = await next<{ readonly port: number }>(publisher)
  const prefix = `scale-${process.pid}-${size}-${replicas}`
  const storeUrl = replicas === 0 ? '' : `${values.store}?prefix=${prefix}`
  const bots: ChildProcess[] = []
  for (const name of ['one', 'two', 'three', 'four'].slice(0, Math.max(1, replicas))) {
    const args = [port, size, HOSTS, storeUrl, name].map(String)
    const bot = fork(join(import.meta.dirname, 'scale-bot.ts'), args, { execArgv: [...startFlags()], env })
    await next(bot)
    bots.push(bot)
  }
  // Newcomers leave to others for five seconds what is to be theirs.
  if (replicas > 1) await new Promise(resolve => setTimeout(resolve, 8000))
  const tell = <T>(told: Told) =>
    Promise.all(
      bots.map(bot => {
        const answer = next<T>(bot)
        bot.send(told)
        return answer
      }),
    )
  const look = async (minutes: number) => {
    const start = performance.now()
    for (let minute = 0; minute < minutes; minute += 1) {
      await tell('minute')
      await tell('take')
    }
    const wallMs = performance.now() - start
    const looked = await tell<Looked>('tell')
    const sum = (of: (one: Looked) => number) => looked.reduce((total, one) => total + of(one), 0)
    return {
      wallMs,
      cpuMs: sum(one => one.cpuMs),
      leaderMs: looked[0]?.cpuMs ?? 0,
      rssMb: looked.map(one => one.rssMb.toFixed(0)).join('+'),
      peakMb: looked.map(one => one.peakMb.toFixed(0)).join('+'),
      storeMb: looked[0]?.storeMb ?? 0,
      asked: sum(one => one.asked),
      fresh: sum(one => one.fresh),
      failed: sum(one => one.failed),
    }
  }
  const first = await look(1)
  // From now on they are due in different minutes, as the bot has it.
  await look(INTERVAL_S / 60)
  const looks: Awaited<ReturnType<typeof look>>[] = []
  for (let version = 1; version <= ROUNDS; version += 1) {
    publisher.send(version)
    await next(publisher)
    looks.push(await look(INTERVAL_S / 60))
  }
  const last = looks.at(-1) ?? first
  const cpuMs = median(looks.map(one => one.cpuMs))
  const asked = median(looks.map(one => one.asked))
  const wallMs = median(looks.map(one => one.wallMs))
  lastMs = cpuMs / asked
  most = Math.floor((INTERVAL_S * 1000) / (wallMs / asked))
  const figures = [
    String(size),
    String(Math.max(1, replicas)),
    (first.cpuMs / 1000).toFixed(1),
    (first.leaderMs / 1000).toFixed(1),
    (first.wallMs / 1000).toFixed(1),
    (cpuMs / 1000).toFixed(2),
    (median(looks.map(one => one.leaderMs)) / 1000).toFixed(2),
    lastMs.toFixed(2),
    (wallMs / 1000).toFixed(1),
    last.rssMb,
    last.peakMb,
    replicas === 0 ? last.storeMb.toFixed(0) : '–',
    String(asked),
    String(last.fresh),
    String(first.failed + looks.reduce((sum, one) => sum + one.failed, 0)),
  ]
  console.log(figures.map(figure => figure.padStart(13)).join(''))
  rows.push(figures)
  if (values.table !== undefined)
    writeMarkdown(values.table, 'How the cost grows with the feeds', heads, rows, [verdict()])
  const ended = bots.map(bot => new Promise(resolve => bot.once('exit', resolve)))
  for (const bot of bots) bot.send('end')
  await Promise.all(ended)
  publisher.disconnect()
  if (storeUrl !== '') await removeStore(storeUrl)
}
