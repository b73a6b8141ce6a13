import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '../fakes/discord-faults.ts'
import { type Program, until } from '../program/newsroom.ts'
import { Site, type SiteFound, type SiteOptions } from './site.ts'

/** When a running program is killed: some time after it was started, or soon after it asked a publisher or Discord for something, or Discord alone. */
export interface Moment {
  readonly after: 'start' | 'activity' | 'post'
  readonly ms: number
}

export interface ProgramRun extends SiteOptions {
  /** One process each: which command, and when it is killed. A `run` after the last settles all. */
  readonly kills: readonly Kill[]
  /** What Discord does in the life of some of the processes. */
  readonly faults: readonly Fault[]
}

export interface Kill {
  readonly command: 'run' | 'once'
  readonly moment: Moment
  /** By how many ms the clock is set before the process starts. */
  readonly clockMs?: number
  /** Where the route is led while it runs: the number of a channel. */
  readonly channel?: number
}

export interface ProgramFound extends SiteFound {
  readonly kills: number
  readonly posted: number
}

/** Kills the program itself, one process after the other, while its feeds show more and more. */
export async function killProgram(run: ProgramRun): Promise<ProgramFound> {
  const site = await Site.open(run)
  let kills = 0
  try {
    for (const [index, { command, moment, clockMs, channel }] of run.kills.entries()) {
      await site.publish(run.floods === true ? 8 : 2)
      if (clockMs !== undefined) site.setClock(clockMs)
      // One at a time: the pauses after failures in a row would leave nothing to kill.
      const fault = run.faults[index / 2]
      if (fault !== undefined) site.meet(fault)
      const process = site.start(command)
      await reach(site, process, moment)
      // Between what it has done and its end, so that what is under way meets the change in this process or the next.
      if (channel !== undefined) await site.move(channel)
      if (process.child.kill('SIGKILL')) kills += 1
      await process.ended
    }
    const last = site.start('run')
    // Where all is told already, a process that is still being loaded would end by the signal itself.
    await until('the last one leads', () => leads(last.output), 120_000)
    await site.settled()
    last.child.kill('SIGTERM')
    const { code, output } = await last.ended
    if (code !== 0) throw new Error(`the last one ended with ${code}: ${output.slice(-2000)}`)
    return { kills, posted: site.posted, ...site.look() }
  } finally {
    await site.close()
  }
}

/** Waits for a moment in the life of a process, or for its end. */
async function reach(site: Site, process: Program, { after, ms }: Moment): Promise<void> {
  if (after !== 'start') {
    const count = () => (after === 'post' ? site.asked : site.activity)
    const before = count()
    const quiet = AbortSignal.any([AbortSignal.timeout(60_000), endOf(process)])
    while (count() === before && !quiet.aborted) await delay(5)
  }
  await Promise.race([delay(ms), process.ended])
}

function endOf(process: Program): AbortSignal {
  const controller = new AbortController()
  void process.ended.then(() => controller.abort())
  return controller.signal
}

export interface Relay {
  readonly stateUrl: string
  /** What happens to the leader, one time after the other, while the other stands by. */
  readonly cuts: readonly ('killed' | 'suspended')[]
  readonly afterMs: (cut: number) => number
  readonly faults: readonly Fault[]
}

export interface RelayFound extends ProgramFound {
  /** The longest time between a cut and the other's leading, in ms. */
  readonly slowestMs: number
  /** What was sent by a leader that was suspended, after it woke up and before it led again. */
  readonly sentAwake: number
}

/** Two replicas over one store; the leader is killed or suspended, the other takes over, and the first stands by when it is back. */
export async function relay({ stateUrl, cuts, afterMs, faults }: Relay): Promise<RelayFound> {
  const site = await Site.open({ stateUrl, nonceMs: 180_000 })
  for (const fault of faults) site.meet(fault)
  let [slowestMs, sentAwake] = [0, 0]
  let leader = site.start('run')
  await until('one leads', () => leads(leader.output), 60_000)
  let standby = site.start('run')
  try {
    for (const [index, how] of cuts.entries()) {
      await until('the other stands by', () => /"state":"standby"/.test(standby.output), 30_000)
      await site.publish(3)
      await delay(afterMs(index))
      const from = standby.output.length
      const cut = performance.now()
      leader.child.kill(how === 'killed' ? 'SIGKILL' : 'SIGSTOP')
      await until('the other leads', () => leads(standby.output.slice(from)), 60_000)
      slowestMs = Math.max(slowestMs, performance.now() - cut)
      // More to say while the old leader wakes up with what it had in hand.
      await site.publish(3)
      const old = leader
      leader = standby
      if (how === 'killed') {
        await old.ended
        standby = site.start('run')
      } else {
        const asleep = old.output.length
        old.child.kill('SIGCONT')
        await until('it stands by again', () => /"state":"standby"/.test(old.output.slice(asleep)), 60_000)
        sentAwake += (old.output.slice(asleep).match(/"msg":"sent"/g) ?? []).length
        standby = old
      }
    }
    await site.settled()
    for (const one of [standby, leader]) one.child.kill('SIGTERM')
    await Promise.all([standby.ended, leader.ended])
    return { kills: cuts.length, posted: site.posted, slowestMs, sentAwake, ...site.look() }
  } catch (error) {
    const ends = [leader, standby].map(({ output }) => output.slice(-1500))
    throw new Error(`${error instanceof Error ? error.message : error}\nleader: ${ends[0]}\nother: ${ends[1]}`)
  } finally {
    for (const one of [standby, leader]) one.child.kill('SIGKILL')
    await site.close()
  }
}

function leads(output: string): boolean {
  return output.includes('"state":"leading"')
}
