import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fellowsOf } from '../../src/bot/poll/replica.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Fault } from '../fakes/discord-faults.ts'
import { type Program, until } from '../program/newsroom.ts'
import { Site, type SiteFound } from './site.ts'

/** What happens to whom: a process that fetches ends where it hands over, the one that leads where it takes in. */
export const FLEET_POINTS = ['hand', 'read', 'commit', 'drop'].flatMap(name => [`before ${name}`, `after ${name}`])

export interface Cut {
  readonly point: string
  /** The how manyth time that it comes to the point. */
  readonly times: number
  readonly how: 'killed' | 'suspended'
}

export interface FleetFound extends SiteFound {
  readonly kills: number
  readonly posted: number
  /** Cuts that fell on their point; the others were made at some moment, when nothing came to it in time. */
  readonly hits: readonly string[]
  /** Processes that refused a configuration because the machine was too busy to read it in time. */
  readonly refused: number
  /** How often the feeds had to be given a new address once more before all was told. */
  readonly again: number
}

const REPLICAS = 3
/** How long a point is waited for, in ms. */
const PATIENCE_MS = 30_000
/** Longer than a lease and a sign of life last. */
const ASLEEP_MS = 13_000
/** How long all must be told, before it is looked whether all took the last configuration. */
const SETTLED_MS = 75_000

/** Three replicas over one store, of which one leads and all fetch; one after the other is killed or suspended, and comes back. */
export async function fleetRun({
  stateUrl,
  cuts,
  faults,
}: {
  readonly stateUrl: string
  readonly cuts: readonly Cut[]
  readonly faults: readonly Fault[]
}): Promise<FleetFound> {
  const site = await Site.open({ stateUrl, nonceMs: 180_000, fleet: true })
  const store = await openStore(stateUrl)
  const running: Program[] = []
  const hits: string[] = []
  let kills = 0
  const fellows = async () => fellowsOf((await store.answers?.signs()) ?? [])
  const complete = async () => {
    for (const end = performance.now() + 90_000; performance.now() < end; await delay(250)) {
      const alive = await fellows()
      // One that could not start, as on a machine too busy to read its files in time, is started again.
      for (const [at, one] of running.entries()) if (one.child.exitCode !== null) running[at] = site.start('run')
      // One that came to its point only after it was suspended elsewhere is asleep again.
      for (const one of running) one.child.kill('SIGCONT')
      const leaders = alive.filter(one => one.leads)
      // A name stays for ten seconds after its process has ended; one that is still being loaded would end by a signal.
      const up = running.every(one => one.output.includes('"msg":"lead"')) && running.filter(leadsNow).length === 1
      if (up && alive.length === REPLICAS && leaders.length === 1) return
    }
    const ends = running.map(one => one.output.slice(-1500)).join('\n---\n')
    throw new Error(`not complete again: ${JSON.stringify(await fellows())}\n${ends}`)
  }
  /** Who hands answers over: one that does not lead and has feeds to ask. Who takes them in: the one that leads. */
  const victimOf = async ({ point }: Cut) => {
    const alive = await fellows()
    const leader = running.find(leadsNow)
    const feedsOf = (one: Program) => alive.find(({ name }) => one.output.includes(`"replica":"${name}"`))?.feeds ?? 0
    const others = running.filter(one => one !== leader).sort((a, b) => feedsOf(b) - feedsOf(a))
    const victim = point.endsWith('hand') ? others[0] : leader
    if (victim === undefined) throw new Error('nobody to cut off')
    return victim
  }
  try {
    running.push(site.start('run'))
    await until('one leads', () => running.some(leadsNow), 60_000)
    while (running.length < REPLICAS) running.push(site.start('run'))
    for (const [index, cut] of cuts.entries()) {
      await complete()
      const fault = faults[index / 4]
      if (fault !== undefined) site.meet(fault)
      const victim = await victimOf(cut)
      arm(site, victim, cut)
      await site.publish(3)
      const hit = () => victim.output.includes(`${cut.how} ${cut.point}`)
      const before = performance.now()
      while (!hit() && performance.now() - before < PATIENCE_MS) await delay(25)
      if (hit()) hits.push(`${cut.how} ${cut.point}`)
      else victim.child.kill(cut.how === 'killed' ? 'SIGKILL' : 'SIGSTOP')
      kills += 1
      if (cut.how === 'killed') {
        await victim.ended
        running.splice(running.indexOf(victim), 1)
        running.push(site.start('run'))
      } else {
        await delay(ASLEEP_MS)
        await site.publish(2)
        const asleep = victim.output.length
        victim.child.kill('SIGCONT')
        if (leadsNow(victim))
          await until('it stands by', () => victim.output.slice(asleep).includes('"state":"standby"'), 60_000)
      }
    }
    await complete()
    await site.publish(3)
    // On a busy machine a changed configuration may be refused for having been read too slowly; the next one is read again.
    let again = 0
    for (; again < 3; again += 1) {
      await site.settled(SETTLED_MS)
      if (site.look().lost.length + site.look().unfinished.length === 0) break
      await site.publish(0)
    }
    for (const one of running) one.child.kill('SIGTERM')
    const ended = await Promise.all(running.map(one => one.ended))
    const bad = ended.filter(one => one.code !== 0)
    if (bad.length > 0) throw new Error(`ended badly: ${bad.map(one => one.output.slice(-1500)).join('\n---\n')}`)
    const refused = running.filter(one => one.output.includes('config_refused')).length
    return { kills, posted: site.posted, hits, refused, again, ...site.look() }
  } finally {
    for (const one of running) one.child.kill('SIGKILL')
    await store.close()
    await site.close()
  }
}

function arm(site: Site, { child }: Program, cut: Cut): void {
  writeFileSync(join(site.home, `die-${child.pid}.json`), JSON.stringify(cut))
  child.kill('SIGUSR2')
}

/** Whether the last that it said of itself is that it leads. */
function leadsNow({ output }: Program): boolean {
  return output.lastIndexOf('"state":"leading"') > output.lastIndexOf('"state":"standby"')
}
