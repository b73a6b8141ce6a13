import { breakerUntil, noteInvalid } from '../alerts/breaker.ts'
import type { Effect } from '../alerts/settle.ts'
import type { OutboxDeps } from './outbox-deps.ts'

/** A channel that takes nothing is asked again at most this often. */
const PROBE_MS = 3_600_000

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
  #invalid: readonly number[] = []
  #allUntil = 0
  #loaded = false

  constructor(store: OutboxDeps['store'], notice: OutboxDeps['onNotice']) {
    this.#store = store
    this.#notice = notice
  }

  /** Times of Discord's invalid answers in the last ten minutes. */
  get invalid(): readonly number[] {
    return this.#invalid
  }

  async load(): Promise<void> {
    if (this.#loaded) return
    const pauses = await this.#store.fact('paused-channels')
    const invalid = await this.#store.fact('invalid-answers')
    this.#pauses.clear()
    for (const [channelId, pause] of Object.entries(pauses ?? {}))
      if (isPause(pause)) this.#pauses.set(channelId, pause)
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
    return Math.max(probeAt, this.#allUntil, breakerUntil(this.#invalid, now) ?? 0)
  }

  async apply(channelId: string, effect: Effect, now: number): Promise<void> {
    if (effect.kind === 'all') {
      this.#allUntil = Math.max(this.#allUntil, effect.until)
      this.#notice({ kind: 'all-paused', until: effect.until, why: effect.why })
    }
    if (effect.kind !== 'channel') return
    const { again, why } = effect
    const known = this.#pauses.get(channelId)
    this.#pauses.set(channelId, { since: known?.since ?? now, probeAt: again ? now + PROBE_MS : null, why })
    if (known === undefined) this.#notice({ kind: 'channel-paused', channelId, why, again })
    await this.#savePauses()
  }

  /** The channel took something. */
  async resume(channelId: string): Promise<void> {
    if (!this.#pauses.delete(channelId)) return
    this.#notice({ kind: 'channel-resumed', channelId })
    await this.#savePauses()
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
