import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFlags } from './start-flags.ts'

const FEEDS = 500
const ROUNDS = 3
const CONTENDERS = ['ours', 'loop', 'bare'] as const
type Contender = (typeof CONTENDERS)[number]
interface Cycle {
  readonly ms: number
  readonly cpuMs: number
  readonly sum: number
  readonly peakMb: number
}

/** Compiled code is kept as src/launch.mjs keeps it; ours is given the flags of npm start. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
const start = (file: string, args: readonly string[] = []) =>
  fork(join(import.meta.dirname, file), args, {
    env,
    execArgv: args[0] === 'ours' ? [...startFlags()] : [],
  })
const next = <T>(child: ChildProcess) =>
  new Promise<T>(resolve => child.once('message', message => resolve(message as T)))
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const publisher = start('publisher.ts')
const { port } = await next<{ readonly port: number }>(publisher)
const cycles = new Map<string, Cycle[]>()
const peaks = new Map<Contender, number>()
let version = 0

async function publish(): Promise<void> {
  version++
  publisher.send(version)
  await next(publisher)
}

for (const name of CONTENDERS) {
  const child = start('feeds-contender.ts', [name, String(port), String(FEEDS)])
  await next(child)
  const run = async (phase: string) => {
    child.send('cycle')
    const cycle = await next<Cycle>(child)
    cycles.set(`${name} ${phase}`, [...(cycles.get(`${name} ${phase}`) ?? []), cycle])
    peaks.set(name, cycle.peakMb)
  }
  await publish()
  await run('first')
  for (let round = 0; round < ROUNDS; round++) {
    await run('unchanged')
    await publish()
    await run('changed')
  }
  child.disconnect()
}
publisher.disconnect()

const cpu = (name: Contender, phase: string) => median((cycles.get(`${name} ${phase}`) ?? []).map(one => one.cpuMs))
console.log(`${FEEDS} feeds of 30 entries, CPU ms a cycle (median of ${ROUNDS}; first: one)\n`)
console.log(`${''.padEnd(8)}${['first', 'unchanged', 'changed', 'peak MB'].map(one => one.padStart(11)).join('')}`)
for (const name of CONTENDERS) {
  const figures = ['first', 'unchanged', 'changed'].map(phase => cpu(name, phase).toFixed(0))
  console.log(
    `${name.padEnd(8)}${[...figures, (peaks.get(name) ?? 0).toFixed(0)].map(one => one.padStart(11)).join('')}`,
  )
}
const sums = [...cycles].map(([key, all]) => `${key}: ${all.map(one => one.sum).join(' ')}`)
console.log(`\nread or answered 304: ${sums.join(', ')}`)
console.log(
  `\nchanged, against the loop:            ${(cpu('ours', 'changed') / cpu('loop', 'changed')).toFixed(2)} (aim: 1.5 at most)`,
)
console.log(
  `unchanged, against a bare fetch:      ${(cpu('ours', 'unchanged') / cpu('bare', 'unchanged')).toFixed(2)} (aim: 1.3 at most)`,
)
console.log(`peak memory:                          ${(peaks.get('ours') ?? 0).toFixed(0)} MB (aim: 200 at most)`)
