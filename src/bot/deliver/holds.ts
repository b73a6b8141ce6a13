import { breakerUntil, noteInvalid } from '../../alerts/delivery/breaker.ts'
import type { Effect } from '../../alerts/delivery/settle.ts'
import type { OutboxDeps } from './outbox-parts.ts'

/** A channel that takes nothing is asked again at most this often. */
const PROBE_MS = 3_600_000
/** After so many tries of one message (two minutes and more) a person hears that its channel is behind. */
const LATE_ATTEMPTS = 6

/** A channel that takes nothing. `probeAt` null: it is not asked again. */
interface Pause {
  readonly since: number
  readonly probeAt: number | null
  readonly why: string
}

/** What keeps deliveries back beyond themselves: paused channels, limits for all, the breaker. Kept over restarts. */
export class Holds {
  readonly #store: OutboxDeps['store']
  readonly #notice: OutboxDeps['onNotice']
  readonly #pauses = new Map<string, Pause>()
  /** What this process has said of channels: that they take nothing, or are behind. */
  readonly #said = new Map<string, 'paused' | 'late'>()
  #invalid: readonly number[] = []
  #all = { from: 0, until: 0 }
  #loaded = false

  constructor(store: OutboxDeps['store'], notice: OutboxDeps['onNotice']) {
    this.#store = store
    this.#notice = notice
  }

  /** Times of Discord's invalid answers in the last ten minutes. */
  get invalid(): readonly number[] {
    return this.#invalid
  }

  /** A pause of before is kept, and its channel asked at once: a person may have started the bot anew because it is over. */
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

  /** What is stored is read again before the next use. */
  forget(): void {
    this.#loaded = false
  }

  /** When a channel may be tried, ms since 1970; at most now: at once; null: not by itself. */
  until(channelId: string, now: number): number | null {
    const pause = this.#pauses.get(channelId)
    if (pause?.probeAt === null) return null
    // A clock that was set back must not make a pause longer than it was meant.
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

  /** Says of a channel that takes nothing that it does not, once in the life of a process: something waits for it. */
  remind(channelId: string): void {
    const pause = this.#pauses.get(channelId)
    if (pause === undefined || this.#said.get(channelId) === 'paused') return
    this.#said.set(channelId, 'paused')
    this.#notice({ kind: 'channel-paused', channelId, why: pause.why, again: pause.probeAt !== null })
  }

  /** A message of the channel was tried in vain so many times, though it is not the channel that refuses it. */
  late(channelId: string, attempts: number, why: string): void {
    if (attempts < LATE_ATTEMPTS || this.#said.has(channelId)) return
    this.#said.set(channelId, 'late')
    this.#notice({ kind: 'channel-late', channelId, why })
  }

  /** The channel took something, or shows that it did. */
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
