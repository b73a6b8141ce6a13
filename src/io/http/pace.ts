import { performance } from 'node:perf_hooks'

interface Waiter {
  readonly grant: () => void
  cancelled: boolean
}

interface Host {
  readonly name: string
  readonly waiting: Waiter[]
  state: 'idle' | 'ready' | 'busy' | 'pausing'
  timer: NodeJS.Timeout | null
}

/** Lets one request at a time go to a host, with a pause after each, and a number of hosts side by side. First come, first served. */
export class Pace {
  readonly #pauseMs: number
  readonly #sideBySide: number
  readonly #hosts = new Map<string, Host>()
  /** Who waits under a signal: it has one listener for all, since adding and removing one goes through all that it has. */
  readonly #stops = new WeakMap<AbortSignal, Set<(reason: unknown) => void>>()
  #ready: Host[] = []
  #active = 0

  /**
   * @param pauseMs between the end of a request and the start of the next to its host
   * @param sideBySide hosts that are asked at once
   */
  constructor(pauseMs: number, sideBySide = 8) {
    this.#pauseMs = pauseMs
    this.#sideBySide = sideBySide
  }

  /**
   * Waits for a host's turn.
   * @returns what must be called once when the request is over
   * @throws the signal's reason when it aborts first
   */
  async enter(name: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    const host = this.#hosts.get(name) ?? { name, waiting: [], state: 'idle', timer: null }
    this.#hosts.set(name, host)
    await new Promise<void>((resolve, reject) => {
      const stops = this.#stopsOf(signal)
      const abort = (reason: unknown) => {
        waiter.cancelled = true
        reject(reason)
      }
      const waiter: Waiter = {
        cancelled: false,
        grant: () => {
          stops.delete(abort)
          resolve()
        },
      }
      stops.add(abort)
      host.waiting.push(waiter)
      host.timer?.ref()
      if (host.state === 'idle') this.#line(host)
      this.#go()
    })
    let over = false
    return () => {
      if (over) return
      over = true
      this.#active--
      host.state = 'pausing'
      if (this.#pauseMs === 0) this.#rested(host)
      else this.#restUntil(host, performance.now() + this.#pauseMs)
      this.#go()
    }
  }

  #stopsOf(signal: AbortSignal): Set<(reason: unknown) => void> {
    const known = this.#stops.get(signal)
    if (known !== undefined) return known
    const stops = new Set<(reason: unknown) => void>()
    this.#stops.set(signal, stops)
    signal.addEventListener(
      'abort',
      () => {
        for (const stop of stops) stop(signal.reason)
        stops.clear()
      },
      { once: true },
    )
    return stops
  }

  #line(host: Host): void {
    host.state = 'ready'
    this.#ready.push(host)
  }

  #go(): void {
    while (this.#active < this.#sideBySide) {
      const host = this.#ready.shift()
      if (host === undefined) return
      let next = host.waiting.shift()
      while (next?.cancelled) next = host.waiting.shift()
      if (next === undefined) {
        this.#hosts.delete(host.name)
        continue
      }
      host.state = 'busy'
      this.#active++
      next.grant()
    }
  }

  /** A timer may fire a millisecond early; the pause is kept whole. */
  #restUntil(host: Host, at: number): void {
    const left = at - performance.now()
    if (left <= 0) {
      this.#rested(host)
      this.#go()
      return
    }
    host.timer = setTimeout(() => this.#restUntil(host, at), left)
    // A pause that nobody waits for keeps no process alive.
    if (host.waiting.length === 0) host.timer.unref()
  }

  #rested(host: Host): void {
    host.timer = null
    if (host.waiting.length > 0) {
      this.#line(host)
      return
    }
    host.state = 'idle'
    this.#hosts.delete(host.name)
  }
}
