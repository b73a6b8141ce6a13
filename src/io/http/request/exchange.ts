import type { Connections } from './connect.ts'

/** Header values by lower-case name, each character one byte as sent. Repeated headers are joined by ", ", Set-Cookie by a line break. */
export type Headers = ReadonlyMap<string, string>

/** One request's answer. `body` is null where it was not wanted. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array | null
}

export interface Broken {
  readonly kind: 'broken'
  readonly error: Error
}

/** Ends an exchange from our side. */
export class Ended extends Error {
  override readonly name = 'Ended'
  readonly why: 'deadline' | 'too-large' | 'aborted'
  constructor(why: 'deadline' | 'too-large' | 'aborted') {
    super(why)
    this.why = why
  }
}

export interface ExchangeLimits {
  readonly ms: number
  /** Bytes of body as sent. */
  readonly bytes: number
  /** Whether to read the body of an answer with this status and these headers. */
  wants(status: number, headers: Headers): boolean
}

/** An unwanted body up to this size is read and dropped, so that the connection can be used again. */
const DRAIN_BYTES = 16_384

/** Makes one request, without redirects. The agent limits the size of headers, this the body's. Never rejects, never outlives its deadline. */
export function exchange(
  connections: Connections,
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Answer | Broken> {
  return new Promise(resolve => {
    let settled = false
    let abortRequest: ((error?: Error) => void) | null = null
    let status = 0
    let answered: Headers = new Map()
    let wanted = false
    let size = 0
    let chunks: Buffer[] = []

    const settle = (result: Answer | Broken) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      chunks = []
      resolve(result)
    }
    const end = (error: Error) => {
      settle({ kind: 'broken', error })
      if (abortRequest === null) connections.drop(url.origin)
      else abortRequest(error)
    }
    const answer = (body: Uint8Array | null) => settle({ kind: 'answer', status, headers: answered, body })
    const onAbort = () => end(new Ended('aborted'))
    const timer = setTimeout(() => end(new Ended('deadline')), limits.ms)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) return onAbort()

    // undici's older handler API, because only it passes the raw header bytes: validators must go back byte for byte.
    connections.agent.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method: 'GET', headers },
      {
        onConnect(abort) {
          if (settled) abort()
          else abortRequest = abort
        },
        onHeaders(code, raw) {
          if (code < 200) return true
          status = code
          answered = headersOf(raw)
          wanted = limits.wants(code, answered)
          const announced = Number(answered.get('content-length') ?? Number.NaN)
          if (wanted && announced > limits.bytes) end(new Ended('too-large'))
          else if (!wanted && !(announced <= DRAIN_BYTES) && code !== 304 && code !== 204) {
            answer(null)
            abortRequest?.()
          }
          return true
        },
        onData(chunk) {
          size += chunk.length
          if (size > (wanted ? limits.bytes : DRAIN_BYTES)) end(new Ended('too-large'))
          else if (wanted && !settled) chunks.push(chunk)
          return true
        },
        onComplete() {
          answer(wanted ? joined(chunks, size) : null)
        },
        onError(error) {
          settle({ kind: 'broken', error })
        },
      },
    )
  })
}

/** Reads undici's flat list of headers: name, value, name, value. */
export function headersOf(raw: readonly Buffer[]): Headers {
  const headers = new Map<string, string>()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toString('latin1').toLowerCase() ?? ''
    const value = raw[index + 1]?.toString('latin1') ?? ''
    const known = headers.get(name)
    headers.set(name, known === undefined ? value : `${known}${name === 'set-cookie' ? '\n' : ', '}${value}`)
  }
  return headers
}

/** The chunks in one array with a buffer of its own. */
function joined(chunks: readonly Buffer[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
