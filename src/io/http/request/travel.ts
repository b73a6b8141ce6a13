import type { Failed } from '../../../feeds/fetched.ts'
import type { Connections } from './connect.ts'
import { Cookies } from './cookies.ts'
import { type Answer, type Broken, exchange, type Headers } from './exchange.ts'
import { failed, failureOfError } from './failure.ts'
import type { Guard } from './guard.ts'
import type { Pace, Turn } from './pace.ts'
import { exchangePlainly, isRepeatedLength } from './plain-exchange.ts'
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
  /** Where the leading permanent redirects ended; null: there were none. */
  readonly movedTo: string | null
  /** Whether nothing but permanent redirects, or none, led here. */
  readonly forGood: boolean
}

/** Limits and parts of one journey: a request with its redirects. */
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

/**
 * Requests an address and follows at most five redirects itself, so that the guard checks each and each waits for a turn at its host.
 * @param turn a turn at the first host, if the caller has one; the caller gives it back, in case it is not used
 */
export async function travel(
  start: string,
  journey: Journey,
  signal: AbortSignal,
  turn: Turn | null = null,
): Promise<Arrived | Failed> {
  if (!URL.canParse(start)) return failed('refused', 'its address is not a valid URL')
  let url = withoutFragment(start)
  let left = journey.totalMs
  let movedTo: string | null = null
  let forGood = true
  const been = new Set<string>()
  const cookies = new Cookies()
  for (;;) {
    const refusal = journey.guard.refusal(url)
    if (refusal !== null)
      return failed('refused', been.size === 0 ? refusal : `redirects to a forbidden address: ${refusal}`)
    // The same address with a newly set cookie is a new request, not a circle.
    const question = `${url.href} ${cookies.for(url)}`
    if (been.has(question)) return failed('redirects', 'redirects in a circle')
    been.add(question)

    const mine =
      been.size === 1 && turn?.host === url.hostname
        ? turn
        : await journey.pace.enter(url.hostname, signal).catch(() => null)
    if (mine === null) return failed('aborted', 'was stopped')
    const resting = journey.rests.refusal(url.host)
    if (resting !== null) {
      mine.leave()
      return resting
    }
    await journey.room()
    const began = performance.now()
    const answer = await ask(url, withCookies(journey.headers(url), cookies.for(url)), journey, left, signal).finally(
      mine.leave,
    )
    left -= performance.now() - began
    if (answer.kind === 'broken') return failureOfError(answer.error)

    const { status, headers, body } = answer
    journey.rests.learn(url.host, status, headers)
    if (!REDIRECTS.has(status)) return { kind: 'arrived', url, status, headers, body, movedTo, forGood }
    cookies.learn(url, headers.get('set-cookie') ?? null)
    const next = target(headers.get('location'), url)
    if (next === null) return failed('redirects', `answered ${status} without an address to go to`, status)
    if (been.size > MOST_REDIRECTS) return failed('redirects', `redirects more than ${MOST_REDIRECTS} times`, status)
    if (left <= 0) return failed('deadline', 'did not finish in time')
    forGood &&= status === 301 || status === 308
    url = next
    if (forGood) movedTo = next.href
  }
}

async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  journey: Journey,
  ms: number,
  signal: AbortSignal,
): Promise<Answer | Broken> {
  const wants: Journey['wants'] = (status, answered) => !REDIRECTS.has(status) && journey.wants(status, answered)
  const limits = { ms, bytes: journey.bytes, wants }
  const began = performance.now()
  const answer = await exchange(journey.connections, url, headers, limits, signal)
  if (answer.kind === 'answer' || !isRepeatedLength(answer.error)) return answer
  return exchangePlainly(journey.guard, url, headers, { ...limits, ms: ms - (performance.now() - began) }, signal)
}

function withCookies(headers: Readonly<Record<string, string>>, set: string): Readonly<Record<string, string>> {
  if (set === '') return headers
  return { ...headers, cookie: headers.cookie === undefined ? set : `${headers.cookie}; ${set}` }
}

/** The target of a redirect. Location is relative to the address that sent it; its bytes are read as UTF-8, as browsers do. */
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
