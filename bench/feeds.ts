import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine } from './proc.ts'
import { startFlags, startVariables } from './start-flags.ts'

const FEEDS = 500
const ENTRIES = 30
const ROUNDS = 5
/** Rounds before those that count: a bot runs for months, and code that runs for the first time is slow in all three. */
const WARM = 3
const CONTENDERS = ['ours', 'loop', 'bare'] as const
type Contender = (typeof CONTENDERS)[number]
/** What a poll finds: how many of a feed's entries are new; null: nothing was published since. */
const PHASES = { 'not changed': null, 'none new': 0, '2 new': 2, 'all new': ENTRIES } as const
interface Cycle {
  readonly ms: number
  readonly cpuMs: number
  readonly sum: number
  readonly peakMb: number
}

/** Compiled code is kept as src/launch.mjs keeps it; ours is given the flags and variables of npm start. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
const start = (file: string, args: readonly string[] = []) =>
  fork(join(import.meta.dirname, file), args, {
    env: args[0] === 'ours' ? { ...env, ...startVariables() } : env,
    execArgv: args[0] === 'ours' ? [...startFlags()] : [],
  })
const next = <T>(child: ChildProcess) =>
  new Promise<T>(resolve => child.once('message', message => resolve(message as T)))
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const publisher = start('publisher.ts')
const { port } = await next<{ readonly port: number }>(publisher)
const cycles = new Map<string, Cycle[]>()
const peaks = new Map<Contender, number>()
let edition = 0
let newest = 0

async function publish(fresh: number): Promise<void> {
  edition++
  newest += fresh
  publisher.send({ newest, edition })
  await next(publisher)
}

const children = new Map<Contender, ChildProcess>()
for (const name of CONTENDERS) {
  const child = start('feeds-contender.ts', [name, String(port), String(FEEDS)])
  await next(child)
  children.set(name, child)
}
/** One after the other, so that whatever else the machine does meets all alike. */
async function run(phase: string, counts = true): Promise<void> {
  for (const [name, child] of children) {
    child.send('cycle')
    const cycle = await next<Cycle>(child)
    if (counts) cycles.set(`${name} ${phase}`, [...(cycles.get(`${name} ${phase}`) ?? []), cycle])
    peaks.set(name, cycle.peakMb)
  }
}
await publish(ENTRIES)
await run('first')
for (let round = -WARM; round < ROUNDS; round++) {
  for (const [phase, fresh] of Object.entries(PHASES)) {
    if (fresh !== null) await publish(fresh)
    await run(phase, round >= 0)
  }
}
for (const child of children.values()) child.disconnect()
publisher.disconnect()

const cpu = (name: Contender, phase: string) => median((cycles.get(`${name} ${phase}`) ?? []).map(one => one.cpuMs))
const columns = ['first', ...Object.keys(PHASES)]
const row = (cells: readonly string[]) => cells.map(cell => cell.padStart(12)).join('')
console.log(machine())
console.log(`${FEEDS} feeds of ${ENTRIES} entries, CPU ms a cycle (median of ${ROUNDS} after ${WARM}; first: one)\n`)
console.log(`${''.padEnd(8)}${row([...columns, 'peak MB'])}`)
for (const name of CONTENDERS)
  console.log(
    `${name.padEnd(8)}${row([...columns.map(phase => cpu(name, phase).toFixed(0)), (peaks.get(name) ?? 0).toFixed(0)])}`,
  )
const sums = [...cycles].map(([key, all]) => `${key}: ${all.map(one => one.sum).join(' ')}`)
console.log(`\nentries that were taken for new, or answers of 304: ${sums.join(', ')}\n`)
const AIMS = [
  ['2 new', 'loop', 0.7],
  ['all new', 'loop', 1.6],
  ['none new', 'loop', 0.4],
  ['not changed', 'bare', 0.5],
] as const
for (const [phase, other, aim] of AIMS) {
  const theirs = cycles.get(`${other} ${phase}`) ?? []
  const ratio = median((cycles.get(`ours ${phase}`) ?? []).map((one, round) => one.cpuMs / (theirs[round]?.cpuMs ?? 1)))
  const what = `${phase}, against ${other === 'loop' ? 'the loop' : 'a bare fetch'}:`
  console.log(`${what.padEnd(36)} ${ratio.toFixed(2)} (aim: ${aim} at most)`)
}
console.log(`${'peak memory:'.padEnd(36)} ${(peaks.get('ours') ?? 0).toFixed(0)} MB (aim: 160 at most)`)
