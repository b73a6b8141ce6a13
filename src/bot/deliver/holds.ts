import { breakerUntil, noteInvalid } from '../../alerts/delivery/breaker.ts'
import type { Effect } from '../../alerts/delivery/settle.ts'
import type { OutboxDeps } from './outbox-parts.ts'

/** Longest pause before a channel that accepts nothing is tried again, in ms. */
const PROBE_MS = 3_600_000
/** After this many attempts at one message (two minutes and more) a notice says that its channel is behind. */
const LATE_ATTEMPTS = 6

/** A channel that accepts nothing. `probeAt` null: it is not tried again. */
interface Pause {
  readonly since: number
  readonly probeAt: number | null
  readonly why: string
}

/** What holds deliveries back besides themselves: paused channels, global rate limits and the breaker. Survives restarts, rate limits apart. */
export class Holds {
  readonly #store: OutboxDeps['store']
  readonly #notice: OutboxDeps['onNotice']
  readonly #pauses = new Map<string, Pause>()
  /** Notices that this process has given about channels: that they accept nothing, or are behind. */
  readonly #said = new Map<string, 'paused' | 'late'>()
  #invalid: readonly number[] = []
  #all = { from: 0, until: 0 }
  #loaded = false

  constructor(store: OutboxDeps['store'], notice: OutboxDeps['onNotice']) {
    this.#store = store
    this.#notice = notice
  }

  /** Times of Discord's invalid answers in the last ten minutes, in ms since 1970. */
  get invalid(): readonly number[] {
    return this.#invalid
  }

  /** Loads stored pauses, and lets their channels be tried at once: a person may have restarted the bot because the cause is gone. */
  async load(): Promise<void> {
    if (this.#loaded) return
    const pauses = await this.#store.fact('paused-channels')
    const invalid = await this.#store.fact('invalid-answers')
    this.#pauses.clear()
    for (const [channelId, pause] of Object.entries(pauses ?? {}))
      if (isPause(pause)) this.#pauses.set(channelId, { ...pause, probeAt: pause.probeAt === null ? null : 0 })
    this.#invalid = Array.isArray(invalid) ? invalid.filter(time => typeof time === 'number') : []
    this.#loaded = true
  }

  /** Makes the next `load` read the store again. */
  forget(): void {
    this.#loaded = false
  }

  /** When a channel may be tried, in ms since 1970; now or earlier: at once; null: not until a person acts. */
  until(channelId: string, now: number): number | null {
    const pause = this.#pauses.get(channelId)
    if (pause?.probeAt === null) return null
    // A clock that was set back must not lengthen a pause.
    const probeAt = pause === undefined ? 0 : Math.min(pause.probeAt, now + PROBE_MS)
    const all = now < this.#all.from ? 0 : this.#all.until
    return Math.max(probeAt, all, breakerUntil(this.#invalid, now) ?? 0)
  }

  async apply(channelId: string, effect: Effect, now: number): Promise<void> {
    if (effect.kind === 'all') {
      this.#all = { from: now, until: Math.max(this.#all.until, effect.until) }
      this.#notice({ kind: 'all-paused', until: effect.until, why: effect.why })
    }
    if (effect.kind !== 'channel' && effect.kind !== 'no-channel') return
    const again = effect.kind === 'no-channel' || effect.again
    const since = this.#pauses.get(channelId)?.since ?? now
    this.#pauses.set(channelId, { since, probeAt: again ? now + PROBE_MS : null, why: effect.why })
    this.remind(channelId)
    await this.#savePauses()
  }

  /** Gives notice, once per process, that a channel with waiting messages accepts nothing. */
  remind(channelId: string): void {
    const pause = this.#pauses.get(channelId)
    if (pause === undefined || this.#said.get(channelId) === 'paused') return
    this.#said.set(channelId, 'paused')
    this.#notice({ kind: 'channel-paused', channelId, why: pause.why, again: pause.probeAt !== null })
  }

  /** A message has failed this many times, though the channel itself does not refuse it. */
  late(channelId: string, attempts: number, why: string): void {
    if (attempts < LATE_ATTEMPTS || this.#said.has(channelId)) return
    this.#said.set(channelId, 'late')
    this.#notice({ kind: 'channel-late', channelId, why })
  }

  /** The channel accepted a message, or shows one. */
  async resume(channelId: string): Promise<void> {
    const paused = this.#pauses.delete(channelId)
    if (!this.#said.delete(channelId) && !paused) return
    this.#notice({ kind: 'channel-resumed', channelId })
    if (paused) await this.#savePauses()
  }

  async noteInvalid(now: number): Promise<void> {
    this.#invalid = noteInvalid(this.#invalid, now)
    const until = breakerUntil(this.#invalid, now)
    if (until !== null) this.#notice({ kind: 'all-paused', until, why: 'Discord refused 20 requests in ten minutes' })
    await this.#store.saveFact('invalid-answers', this.#invalid)
  }

  async #savePauses(): Promise<void> {
    await this.#store.saveFact('paused-channels', Object.fromEntries(this.#pauses))
  }
}

function isPause(value: unknown): value is Pause {
  if (typeof value !== 'object' || value === null) return false
  const { since, probeAt, why } = value as Record<string, unknown>
  return typeof since === 'number' && typeof why === 'string' && (probeAt === null || typeof probeAt === 'number')
}
