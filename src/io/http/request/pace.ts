import { performance } from 'node:perf_hooks'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
  /** Who else waits under its signal. */
  readonly stops: Set<Waiter>
  cancelled: boolean
}

/** A host's turn. */
export interface Turn {
  readonly host: string
  /** To be called once the request is over; calling it again does nothing. */
  leave(): void
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
  readonly #stops = new WeakMap<AbortSignal, Set<Waiter>>()
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
   * Waits for a host's turn. Hundreds wait together: each holds no more than it must.
   * @throws the signal's reason when it aborts first
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
