import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Fault } from '../fakes/discord-faults.ts'
import { storeKinds } from '../io/store/stores.ts'
import { POINTS } from './job.ts'
import { type Found, type KillRun, killRun, takeOver } from './run.ts'

/**
 * npm run kill -- [--kills 200] [--takeovers 50] [--seed 1]: kills a bot of real processes over each store that is here,
 * at random moments and marked points, and counts what was lost or told twice.
 */
const { values } = parseArgs({
  options: { kills: { type: 'string' }, takeovers: { type: 'string' }, seed: { type: 'string' } },
})
const KILLS = Number(values.kills ?? 200)
const TAKEOVERS = Number(values.takeovers ?? 50)
const PER_RUN = 8
const random = randomFrom(Number(values.seed ?? 1))

const FAULTS: readonly Fault[] = [
  { kind: 'accept-timeout' },
  { kind: 'accept-reset' },
  { kind: 'accept-html' },
  { kind: 'accept-status', status: 502 },
  { kind: 'reset' },
  { kind: 'status', status: 503 },
  { kind: 'rate-limit', retryAfter: 0.1 },
]

let bad = 0
const kinds = (await storeKinds()).filter(kind => kind.skip === false)
for (const kind of kinds) {
  const total = { runs: 0, kills: 0, lost: 0, twice: 0, disordered: 0 }
  while (total.kills < Math.ceil(KILLS / kinds.length)) {
    const kills: KillRun['kills'] = Array.from({ length: PER_RUN }, () =>
      random(2) === 0 ? { afterMs: random(400) } : { point: pick(POINTS), times: 1 + random(6) },
    )
    const faults = Array.from({ length: 6 }, () => pick(FAULTS))
    const run = { stateUrl: kind.fresh(), items: 25, kills, faults, nonceMs: random(2) === 0 ? 180_000 : 20_000 }
    add(total, await killRun(run))
    total.runs += 1
  }
  say(kind.name, total)
  await kind.clear()
}
for (const kind of kinds.filter(one => one.name !== 'SQLite')) {
  const total = { runs: 0, kills: 0, lost: 0, twice: 0, disordered: 0 }
  let slowest = 0
  while (total.kills < Math.ceil(TAKEOVERS / 2)) {
    // Most of a take-over is waiting, so a few go side by side.
    const batch = Array.from({ length: Math.min(5, Math.ceil(TAKEOVERS / 2) - total.kills) }, (_, index) =>
      takeOver(
        { stateUrl: kind.fresh(), items: 60, faults: [pick(FAULTS)], nonceMs: 180_000 },
        index % 2 === 0 ? 'killed' : 'suspended',
        300 + random(1500),
      ),
    )
    for (const found of await Promise.all(batch)) {
      add(total, found)
      total.runs += 1
      slowest = Math.max(slowest, found.tookMs)
    }
  }
  say(`${kind.name}, take-over (slowest ${Math.round(slowest / 100) / 10} s)`, total)
  await kind.clear()
}
process.exitCode = bad === 0 ? 0 : 1

function add(total: { kills: number; lost: number; twice: number; disordered: number }, found: Found): void {
  total.kills += found.kills
  total.lost += found.lost.length
  total.twice += found.twice.length
  total.disordered += found.inOrder ? 0 : 1
  if (found.lost.length + found.twice.length > 0 || !found.inOrder) {
    bad += 1
    process.stdout.write(`${JSON.stringify(found)}\n`)
  }
}

function say(name: string, total: Readonly<Record<string, number>>): void {
  const { runs, kills, lost, twice, disordered } = total
  process.stdout.write(
    `${name}: ${kills} kills in ${runs} runs: ${lost} lost, ${twice} twice, ${disordered} out of order\n`,
  )
}

function pick<T>(values: readonly T[]): T {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** Numbers below a limit, the same for the same seed. */
function randomFrom(seed: number): (limit: number) => number {
  let drawn = 0
  return limit => {
    drawn += 1
    return createHash('sha256').update(`${seed}:${drawn}`).digest().readUInt32LE() % limit
  }
}
