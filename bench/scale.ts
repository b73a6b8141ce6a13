import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine } from './proc.ts'
import type { Looked } from './scale-bot.ts'
import { startFlags } from './start-flags.ts'

/**
 * How the whole bot's cost grows with the number of feeds, of which 2 % have changed since each was asked last: processor time, memory
 * and time on the clock of ten simulated minutes, the default interval, and how many feeds one process could ask within as many real ones.
 * usage: npm run bench:scale -- [--feeds 100,1000,10000] [--rounds 3] [--short]     --short: 50, 100 and 200 feeds, two rounds
 */
const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
  },
})
const SIZES = (values.short ? '50,100,200' : values.feeds).split(',').map(Number)
const ROUNDS = values.short ? 2 : Number(values.rounds)
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
  'first CPU s',
  'CPU s',
  'a feed ms',
  'clock s',
  'RSS MB',
  'peak MB',
  'store MB',
  'asked',
  'new',
  'failed',
]
console.log(heads.map(head => head.padStart(12)).join(''))
let [lastMs, most] = [0, 0]
for (const size of SIZES) {
  const publisher = fork(join(import.meta.dirname, 'scale-publisher.ts'), [String(HOSTS)])
  const { port } = await next<{ readonly port: number }>(publisher)
  const bot = fork(join(import.meta.dirname, 'scale-bot.ts'), [port, size, HOSTS].map(String), {
    execArgv: [...startFlags()],
    env,
  })
  await next(bot)
  const look = async (minutes: number) => {
    bot.send(minutes)
    return await next<Looked>(bot)
  }
  const first = await look(1)
  // From now on they are due in different minutes, as the bot has it.
  await look(INTERVAL_S / 60)
  const looks: Looked[] = []
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
    (first.cpuMs / 1000).toFixed(1),
    (cpuMs / 1000).toFixed(2),
    lastMs.toFixed(2),
    (wallMs / 1000).toFixed(1),
    last.rssMb.toFixed(0),
    last.peakMb.toFixed(0),
    last.storeMb.toFixed(0),
    String(asked),
    String(last.fresh),
    String(first.failed + looks.reduce((sum, one) => sum + one.failed, 0)),
  ]
  console.log(figures.map(figure => figure.padStart(12)).join(''))
  const ended = new Promise(resolve => bot.once('exit', resolve))
  bot.send(0)
  await ended
  publisher.disconnect()
}
console.log(
  `\nwhere one process ends: at the last line's pace ten minutes would not do for more than ${most} feeds on the clock of this machine, as busy as it was, nor for more than ${Math.floor((INTERVAL_S * 1000) / lastMs)} by processor time alone`,
)
