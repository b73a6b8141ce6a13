import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { FakeDiscord } from '../fakes/discord.ts'
import type { Fault } from '../fakes/discord-faults.ts'
import type { Job } from './job.ts'

/** How many times as fast the workers' clocks run. */
const SPEED = 20
const WORKER = new URL('worker.ts', import.meta.url).pathname

/** What a run found. Empty lists: every item is in the channel once, in order. */
export interface Found {
  readonly kills: number
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  readonly inOrder: boolean
  /** What the workers wrote to stdout and stderr. */
  readonly output: string
}

export interface KillRun {
  readonly stateUrl: string
  readonly items: number
  /** One worker each: where or when it is killed. The one after the last runs to its end. */
  readonly kills: readonly ({ readonly point: string; readonly times: number } | { readonly afterMs: number })[]
  readonly faults: readonly Fault[]
  /** What requests that list the channel meet; default: plain answers. */
  readonly lists?: readonly Fault[]
  /** How long Discord knows a nonce, in ms of the workers' clock. */
  readonly nonceMs: number
  /** How long a worker waits for Discord, in ms; default: 400, so that faults cost little. */
  readonly deadlineMs?: number
}

/** Kills workers one after the other over the same store and Discord, and looks at what is in the channel at the end. */
export async function killRun(run: KillRun): Promise<Found> {
  const world = await openWorld(run)
  const output: string[] = []
  let kills = 0
  try {
    for (const kill of [...run.kills, null]) {
      const dieAt = kill !== null && 'point' in kill ? kill : null
      const worker = startWorker({ ...world.job, dieAt }, output)
      if (kill !== null && 'afterMs' in kill) {
        await Promise.race([worker.said('up'), worker.ended])
        await delay(kill.afterMs)
        worker.process.kill('SIGKILL')
      }
      const code = await worker.ended
      if (code === null) kills += 1
      else if (code !== 0) throw new Error(`a worker ended with ${code}: ${output.join('')}`)
    }
    return { kills, ...look(world.discord, world.job), output: output.join('') }
  } finally {
    await world.discord.close()
  }
}

/** Two replicas; the leader is killed or stopped and woken again while the other has taken over. */
export async function takeOver(
  run: Omit<KillRun, 'kills'>,
  how: 'killed' | 'suspended',
  afterMs: number,
): Promise<Found & { readonly tookMs: number }> {
  const world = await openWorld(run)
  const output: string[] = []
  try {
    const job = { ...world.job, lease: true, pauseMs: 150 }
    const first = startWorker(job, output)
    await first.said('leading')
    const second = startWorker(job, output)
    await second.said('standby')
    for (const one of [first, second]) one.process.stdin?.write('go\n')
    await delay(afterMs)
    const cut = performance.now()
    first.process.kill(how === 'killed' ? 'SIGKILL' : 'SIGSTOP')
    await second.said('leading')
    const tookMs = performance.now() - cut
    await delay(300)
    // What wakes up believes that it leads; it may end in any way but by posting.
    if (how === 'suspended') first.process.kill('SIGCONT')
    const code = await second.ended
    if (code !== 0) throw new Error(`the second ended with ${code}: ${output.join('')}`)
    await Promise.race([first.ended, delay(5000, null, { ref: false })])
    first.process.kill('SIGKILL')
    await first.ended
    return { kills: 1, tookMs, ...look(world.discord, job), output: output.join('') }
  } finally {
    await world.discord.close()
  }
}

async function openWorld(run: Omit<KillRun, 'kills'>): Promise<{ discord: FakeDiscord; job: Job }> {
  const clockFrom = Date.now()
  const now = () => Math.round(clockFrom + (Date.now() - clockFrom) * SPEED)
  const discord = await FakeDiscord.start({ now, nonceMs: run.nonceMs })
  discord.faults.push(...run.faults)
  discord.lists.push(...(run.lists ?? []))
  const job: Job = {
    stateUrl: run.stateUrl,
    api: discord.url,
    token: discord.token,
    channelId: '200000000000000001',
    items: run.items,
    pauseMs: 5,
    speed: SPEED,
    clockFrom,
    // Less than Discord's, so that each attempt is covered by nonce or look-up.
    nonceWindowMs: run.nonceMs / 2,
    deadlineMs: run.deadlineMs ?? 400,
    lease: false,
    dieAt: null,
  }
  return { discord, job }
}

function look(discord: FakeDiscord, job: Job): Pick<Found, 'lost' | 'twice' | 'inOrder'> {
  const titles = discord.messages(job.channelId).map(message => message.embeds?.[0]?.title ?? '')
  const wanted = Array.from({ length: job.items }, (_, index) => `Title of i${index}`)
  const counts = Map.groupBy(titles, title => title)
  const places = titles.map(title => wanted.indexOf(title))
  return {
    lost: wanted.filter(title => !counts.has(title)),
    twice: wanted.filter(title => (counts.get(title)?.length ?? 0) > 1),
    inOrder: places.every((place, index) => index === 0 || (places[index - 1] ?? 0) <= place),
  }
}

interface Worker {
  readonly process: ChildProcess
  /** Ends when the worker has printed the line. */
  said(line: string): Promise<void>
  /** Its exit code; null: it was killed. */
  readonly ended: Promise<number | null>
}

function startWorker(job: Job, output: string[]): Worker {
  const child = spawn(process.execPath, [WORKER], {
    env: { ...process.env, KILL_JOB: JSON.stringify(job) },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const lines = new Set<string>()
  const waiting: { line: string; resolve: () => void }[] = []
  createInterface({ input: child.stdout }).on('line', line => {
    output.push(`${line}\n`)
    lines.add(line)
    for (const one of waiting) if (one.line === line) one.resolve()
  })
  child.stderr.on('data', chunk => output.push(String(chunk)))
  return {
    process: child,
    said: line =>
      new Promise((resolve, reject) => {
        if (lines.has(line)) resolve()
        waiting.push({ line, resolve })
        child.once('exit', () => reject(new Error(`it ended before "${line}": ${output.join('')}`)))
      }),
    ended: new Promise(resolve => child.once('exit', code => resolve(code))),
  }
}
