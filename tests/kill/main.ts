import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Fault } from '../fakes/discord-faults.ts'
import { storeKinds } from '../io/store/stores.ts'
import { type Cut, FLEET_POINTS, fleetRun } from './fleet.ts'
import { POINTS } from './job.ts'
import { killProgram, relay } from './program.ts'
import { type Found, type KillRun, killRun, takeOver } from './run.ts'

/**
 * npm run kill -- [--kills 200] [--takeovers 50] [--program 80] [--steps 60] [--webhook 30] [--floods 30] [--replicas 20] [--fleet 64] [--only sqlite] [--seed 1]:
 * over each store that is here, kills a bot of real store, outbox and sender at random moments and marked points; lets a second one take
 * over; kills the program itself (`run`, `once`) at random moments; does so with clock steps and routes that move, as a bot, and with clock
 * steps through a webhook; does so while more comes at once than a channel is to get; cuts off the leader of two replicas of it;
 * cuts off one after the other of three that share the fetching, where they hand answers over and take them in. Counts what was lost or told twice.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    takeovers: { type: 'string' },
    program: { type: 'string' },
    replicas: { type: 'string' },
    fleet: { type: 'string' },
    steps: { type: 'string' },
    webhook: { type: 'string' },
    floods: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
  },
})
const KILLS = Number(values.kills ?? 200)
const TAKEOVERS = Number(values.takeovers ?? 50)
const PROGRAM = Number(values.program ?? 80)
const REPLICAS = Number(values.replicas ?? 20)
const FLEET = Number(values.fleet ?? 64)
const STEPPED = Number(values.steps ?? 60)
const WEBHOOK = Number(values.webhook ?? 30)
const FLOODS = Number(values.floods ?? 30)
/** How the clock is set between two starts. */
const CLOCK_STEPS = [-3_600_000, -300_000, 3_600_000] as const
const PER_RUN = 8
const PER_FLEET = 16
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

/** Faults that leave it unclear whether the message arrived: it did. */
const UNCLEAR: readonly Fault[] = [
  { kind: 'accept-reset' },
  { kind: 'accept-html' },
  { kind: 'accept-status', status: 502 },
]

let bad = 0
const all = await storeKinds()
const kinds = all.filter(({ name, skip }) => skip === false && name.toLowerCase().includes(values.only ?? ''))
const shared = kinds.filter(one => one.name !== 'SQLite')
for (const kind of KILLS > 0 ? kinds : []) {
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
for (const kind of TAKEOVERS > 0 ? shared : []) {
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
for (const kind of PROGRAM > 0 ? kinds : []) {
  // A lease of Redis or PostgreSQL must run out after each kill: most of the kills are made over SQLite.
  const share = kinds.length === 1 ? 1 : kind.name === 'SQLite' ? 3 / 4 : 1 / 8
  const total = { runs: 0, kills: 0, lost: 0, twice: 0, disordered: 0 }
  for (let left = Math.ceil(PROGRAM * share); left > 0; left -= 10) {
    const kills = Array.from({ length: Math.min(10, left) }, () => ({
      command: random(3) === 0 ? ('once' as const) : ('run' as const),
      moment:
        random(3) === 0
          ? { after: 'start' as const, ms: random(3000) }
          : { after: 'activity' as const, ms: random(random(2) === 0 ? 60 : 2000) },
    }))
    const faults = Array.from({ length: 5 }, () => pick(FAULTS.filter(({ kind }) => kind !== 'accept-timeout')))
    const nonceMs = random(2) === 0 ? 180_000 : 20_000
    add(total, { inOrder: true, ...(await killProgram({ stateUrl: kind.fresh(), kills, faults, nonceMs })) })
    total.runs += 1
  }
  say(`${kind.name}, the program`, total)
  await kind.clear()
}
for (const [mode, count, floods] of [
  ['bot', STEPPED, false],
  ['webhook', WEBHOOK, false],
  ['bot', FLOODS, true],
] as const) {
  for (const kind of count > 0 ? kinds : []) {
    const total = { runs: 0, kills: 0, lost: 0, twice: 0, disordered: 0 }
    for (let left = Math.ceil(count / kinds.length); left > 0; left -= 10) {
      const kills = Array.from({ length: Math.min(10, left) }, () => ({
        command: random(4) === 0 ? ('once' as const) : ('run' as const),
        // Most just after Discord was asked for something, with an answer that says nothing: what may have arrived meets the change.
        moment: {
          after: random(4) === 0 ? ('activity' as const) : ('post' as const),
          ms: random(random(4) === 0 ? 1500 : 40),
        },
        ...clockOf(random(4)),
        ...(mode === 'bot' && random(2) === 0 ? { channel: random(3) } : {}),
      }))
      const faults = Array.from({ length: 5 }, () => pick(UNCLEAR))
      const nonceMs = random(2) === 0 ? 180_000 : 20_000
      const found = await killProgram({ stateUrl: kind.fresh(), kills, faults, nonceMs, mode, floods })
      // A webhook has no nonce: what is sent again is the documented choice of onUncertain, and counted apart.
      const counted = mode === 'webhook' ? { ...found, twice: [] } : found
      add(total, { inOrder: true, ...counted })
      if (mode === 'webhook') total.twice += found.twice.length
      total.runs += 1
    }
    say(`${kind.name}, clock steps and moved routes, ${floods ? 'floods' : mode}`, total)
    await kind.clear()
  }
}
for (const kind of REPLICAS > 0 ? shared : []) {
  const total = { runs: 1, kills: 0, lost: 0, twice: 0, disordered: 0 }
  const cuts = Array.from({ length: Math.ceil(REPLICAS / shared.length) }, (_, index) =>
    index % 2 === 0 ? ('killed' as const) : ('suspended' as const),
  )
  const faults = [pick(FAULTS), pick(FAULTS)]
  const found = await relay({ stateUrl: kind.fresh(), cuts, afterMs: () => random(2000), faults })
  add(total, { inOrder: true, ...found })
  const { slowestMs, sentAwake } = found
  if (sentAwake > 0 || slowestMs > 15_000) bad += 1
  say(
    `${kind.name}, replicas (slowest ${Math.round(slowestMs / 100) / 10} s, ${sentAwake} posts by one that woke up)`,
    total,
  )
  await kind.clear()
}
await Promise.all(FLEET > 0 ? shared.map(fleetOver) : [])
process.exitCode = bad === 0 ? 0 : 1

/** Every point in turn, a quarter of the cuts a sleep; most of the time is waiting, so the stores go side by side. */
async function fleetOver(kind: (typeof shared)[number]): Promise<void> {
  const total = { runs: 0, kills: 0, lost: 0, twice: 0, disordered: 0 }
  const hits = new Map<string, number>()
  let again = 0
  const cuts = Array.from({ length: Math.ceil(FLEET / shared.length) }, (_, index): Cut => {
    const point = FLEET_POINTS[index % FLEET_POINTS.length] ?? ''
    const how = Math.floor(index / FLEET_POINTS.length) % 4 === 1 ? 'suspended' : 'killed'
    return { point, times: 1 + random(2), how }
  })
  for (let from = 0; from < cuts.length; from += PER_FLEET) {
    const run = cuts.slice(from, from + PER_FLEET)
    const faults = [pick(FAULTS), pick(FAULTS)]
    const found = await fleetRun({ stateUrl: kind.fresh(), cuts: run, faults }).catch((error: unknown) => String(error))
    if (typeof found === 'string') {
      bad += 1
      process.stdout.write(`${kind.name}: ${found}\n`)
      continue
    }
    add(total, { inOrder: true, ...found })
    again += found.again
    total.runs += 1
    for (const hit of found.hits) hits.set(hit, (hits.get(hit) ?? 0) + 1)
  }
  const where = [...hits].map(([hit, count]) => `${count} ${hit}`).join(', ')
  say(`${kind.name}, three that share the fetching (${where}; feeds published anew ${again} times)`, total)
  await kind.clear()
}

function add(
  total: { kills: number; lost: number; twice: number; disordered: number },
  found: Pick<Found, 'kills' | 'lost' | 'twice' | 'inOrder'> & { readonly unfinished?: readonly string[] },
): void {
  total.kills += found.kills
  total.lost += found.lost.length + (found.unfinished?.length ?? 0)
  total.twice += found.twice.length
  total.disordered += found.inOrder ? 0 : 1
  if (found.lost.length + (found.unfinished?.length ?? 0) + found.twice.length > 0 || !found.inOrder) {
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

/** Every fourth start finds the clock as it was. */
function clockOf(drawn: number): { readonly clockMs?: number } {
  const clockMs = CLOCK_STEPS[drawn]
  return clockMs === undefined ? {} : { clockMs }
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
