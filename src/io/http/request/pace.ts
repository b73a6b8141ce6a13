import { performance } from 'node:perf_hooks'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
  /** All that wait under the same signal. */
  readonly stops: Set<Waiter>
  cancelled: boolean
}

/** A host's turn. */
export interface Turn {
  readonly host: string
  /** Gives the turn back: call it once the request is over. Further calls do nothing. */
  leave(): void
}

interface Host {
  readonly name: string
  readonly waiting: Waiter[]
  state: 'idle' | 'ready' | 'busy' | 'pausing'
  timer: NodeJS.Timeout | null
}

/** Admits one request at a time per host, with a pause after each, and a limited number of hosts side by side. First come, first served. */
export class Pace {
  readonly #pauseMs: number
  readonly #sideBySide: number
  readonly #hosts = new Map<string, Host>()
  /** Waiters by signal. They share one listener, because adding or removing one walks all listeners of the signal. */
  readonly #stops = new WeakMap<AbortSignal, Set<Waiter>>()
  #ready: Host[] = []
  #active = 0

  /**
   * @param pauseMs from the end of a request to the start of the next to the same host
   * @param sideBySide hosts that are asked at once
   */
  constructor(pauseMs: number, sideBySide = 8) {
    this.#pauseMs = pauseMs
    this.#sideBySide = sideBySide
  }

  /**
   * Waits for a turn at a host. Hundreds may wait at once, so each keeps as little as possible.
   * @throws the signal's reason if it aborts first
   */
  async enter(name: string, signal: AbortSignal): Promise<Turn> {
    signal.throwIfAborted()
    const host = this.#hosts.get(name) ?? { name, waiting: [], state: 'idle', timer: null }
    this.#hosts.set(name, host)
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { resolve, reject, stops: this.#stopsOf(signal), cancelled: false }
      waiter.stops.add(waiter)
      host.waiting.push(waiter)
      host.timer?.ref()
      if (host.state === 'idle') this.#line(host)
      this.#go()
    })
    let over = false
    const leave = () => {
      if (over) return
      over = true
      this.#active--
      host.state = 'pausing'
      if (this.#pauseMs === 0) this.#rested(host)
      else this.#restUntil(host, performance.now() + this.#pauseMs)
      this.#go()
    }
    return { host: name, leave }
  }

  #stopsOf(signal: AbortSignal): Set<Waiter> {
    const known = this.#stops.get(signal)
    if (known !== undefined) return known
    const stops = new Set<Waiter>()
    this.#stops.set(signal, stops)
    const stop = () => {
      for (const waiter of stops) {
        waiter.cancelled = true
        waiter.reject(signal.reason)
      }
      stops.clear()
    }
    signal.addEventListener('abort', stop, { once: true })
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
      next.stops.delete(next)
      next.resolve()
    }
  }

  /** Ends a pause. A timer may fire a millisecond early, so it checks the time again. */
  #restUntil(host: Host, at: number): void {
    const left = at - performance.now()
    if (left <= 0) {
      this.#rested(host)
      this.#go()
      return
    }
    host.timer = setTimeout(() => this.#restUntil(host, at), left)
    // A pause that nobody waits for must not keep the process alive.
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
