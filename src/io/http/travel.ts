import type { Failed } from '../../feeds/fetched.ts'
import type { Connections } from './connect.ts'
import { exchange, type Headers } from './exchange.ts'
import { failed, failureOfError } from './failure.ts'
import type { Guard } from './guard.ts'
import type { Pace } from './pace.ts'
import type { Rests } from './rests.ts'

const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** The answer at the end of the redirects. */
export interface Arrived {
  readonly kind: 'arrived'
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array | null
  /** Behind the leading permanent redirects; null: there were none. */
  readonly movedTo: string | null
  /** Whether nothing but permanent redirects, or none, led here. */
  readonly forGood: boolean
}

/** What a journey goes by. */
export interface Journey {
  readonly guard: Guard
  readonly pace: Pace
  readonly rests: Rests
  readonly connections: Connections
  /** For all requests together; waiting for a host's turn is not counted. */
  readonly totalMs: number
  readonly bytes: number
  /** Waits until what was fetched before has been read, so that bodies do not pile up. */
  room(): Promise<void>
  headers(url: URL): Readonly<Record<string, string>>
  wants(status: number, headers: Headers): boolean
}

/** Asks an address and follows at most five redirects by hand: each is checked by the guard and waits for its host's turn. */
export async function travel(start: string, journey: Journey, signal: AbortSignal): Promise<Arrived | Failed> {
  if (!URL.canParse(start)) return failed('refused', 'its address is none')
  let url = withoutFragment(start)
  let left = journey.totalMs
  let movedTo: string | null = null
  let forGood = true
  const been = new Set<string>()
  for (;;) {
    const refusal = journey.guard.refusal(url)
    if (refusal !== null)
      return failed('refused', been.size === 0 ? refusal : `redirects to where it must not: ${refusal}`)
    if (been.has(url.href)) return failed('redirects', 'redirects in a circle')
    been.add(url.href)

    const leave = await journey.pace.enter(url.hostname, signal).catch(() => null)
    if (leave === null) return failed('aborted', 'was stopped')
    const resting = journey.rests.refusal(url.host)
    if (resting !== null) {
      leave()
      return resting
    }
    await journey.room()
    const began = performance.now()
    const answer = await exchange(
      journey.connections,
      url,
      journey.headers(url),
      {
        ms: left,
        bytes: journey.bytes,
        wants: (status, headers) => !REDIRECTS.has(status) && journey.wants(status, headers),
      },
      signal,
    ).finally(leave)
    left -= performance.now() - began
    if (answer.kind === 'broken') return failureOfError(answer.error)

    const { status, headers, body } = answer
    journey.rests.learn(url.host, status, headers)
    if (!REDIRECTS.has(status)) return { kind: 'arrived', url, status, headers, body, movedTo, forGood }
    const next = target(headers.get('location'), url)
    if (next === null) return failed('redirects', `answered ${status} without an address to go to`, status)
    if (been.size > MOST_REDIRECTS) return failed('redirects', `redirects more than ${MOST_REDIRECTS} times`, status)
    if (left <= 0) return failed('deadline', 'did not finish in time')
    forGood &&= status === 301 || status === 308
    url = next
    if (forGood) movedTo = next.href
  }
}

/** Location is relative to the address that sent it. Its bytes are read as UTF-8, as browsers do. */
function target(location: string | undefined, from: URL): URL | null {
  if (location === undefined || location.trim() === '') return null
  const text = Buffer.from(location, 'latin1').toString('utf8')
  return URL.canParse(text, from.href) ? withoutFragment(text, from) : null
}

function withoutFragment(text: string, from?: URL): URL {
  const url = new URL(text, from)
  url.hash = ''
  return url
}
