import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { FakeDiscord, type FakeMessage } from '../../tests/fakes/discord.ts'
import { type Figures, figuresOf } from '../proc.ts'

export const CHANNEL = '200000000000000001'

export interface Way {
  readonly name: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Nothing may outlive the bench, however it ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** One of those that are compared, with a Discord of its own. */
export class Contender {
  readonly discord: FakeDiscord
  readonly name: string
  readonly #way: Way
  #child: ChildProcess | null = null
  #output = ''
  /** From its start to its first message, in s; NaN: none came. */
  firstPost = Number.NaN
  readonly cycles = new Map<string, number[]>()
  #before: Figures | null = null
  peakMb = 0

  private constructor(discord: FakeDiscord, way: Way) {
    this.discord = discord
    this.#way = way
    this.name = way.name
  }

  static async open(way: (discord: FakeDiscord) => Way): Promise<Contender> {
    const discord = await FakeDiscord.start()
    return new Contender(discord, way(discord))
  }

  start(): void {
    const { args, env } = this.#way
    const base = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
    const child = spawn(process.execPath, args, { env: { ...base, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', bytes => {
        this.#output = (this.#output + String(bytes)).slice(-20_000)
      })
    running.add(child)
    child.once('exit', () => running.delete(child))
    this.#child = child
  }

  /** Starts it and waits for its first message. */
  async startToPost(withinMs: number): Promise<void> {
    const begun = performance.now()
    this.start()
    if (await this.#until(() => this.messages.length > 0, withinMs)) this.firstPost = (performance.now() - begun) / 1000
  }

  get messages(): readonly FakeMessage[] {
    return this.discord.messages(CHANNEL)
  }

  /** What is spent from now on is counted from here. */
  mark(): void {
    this.#before = this.figures()
  }

  /** Counts what was spent since the mark as that of one cycle. */
  count(phase: string): void {
    const now = this.figures()
    if (now === null || this.#before === null) return
    this.cycles.set(phase, [...(this.cycles.get(phase) ?? []), now.cpu - this.#before.cpu])
    this.peakMb = Math.max(this.peakMb, now.peakMb)
    this.#before = now
  }

  figures(): Figures | null {
    const pid = this.#child?.pid
    if (pid === undefined || this.#child?.exitCode !== null || this.#child.signalCode !== null) return null
    return figuresOf(pid)
  }

  /** From now on its Discord takes one message and does not answer: the moment at which it is killed. */
  setTrap(): void {
    this.discord.faults.push({ kind: 'accept-timeout' })
  }

  /** @returns whether it ran into the trap; it is dead then */
  async killInTrap(withinMs: number): Promise<boolean> {
    const caught = await this.#until(() => this.discord.requests.some(one => one.endsWith('accept-timeout')), withinMs)
    if (caught) await this.kill()
    return caught
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** Of addresses that must be told: those that no message names, and those that are the subject of more than one. */
  look(wanted: readonly string[]): { readonly lost: number; readonly twice: number } {
    const texts = this.messages.map(message => JSON.stringify(message))
    const subjects = this.messages.map(({ content, embeds }) => embeds?.[0]?.url ?? content?.split('\n').at(-1))
    return {
      lost: wanted.filter(url => !texts.some(text => text.includes(`${url}"`) || text.includes(`${url})`))).length,
      twice: wanted.filter(url => subjects.filter(one => one === url).length > 1).length,
    }
  }

  /** The end of what it wrote, for a person who wonders. */
  get output(): string {
    return this.#output.slice(-1500)
  }

  async close(): Promise<void> {
    await this.kill()
    await this.discord.close()
  }

  async #until(holds: () => boolean, ms: number): Promise<boolean> {
    for (const end = performance.now() + ms; performance.now() < end; await delay(5)) {
      if (holds()) return true
      if (this.figures() === null) return false
    }
    return false
  }
}
