import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type Answer, type Broken, Ended, type ExchangeLimits, type Headers, headersOf } from './exchange.ts'
import type { Guard } from './guard.ts'

/** Longest head of an answer, in bytes. */
const MOST_HEAD = 32_768
const END = Buffer.from('\r\n\r\n')

/** undici's errors for an answer that gives its length twice: it refuses the second header, or finds the body too long or short. */
const REFUSALS = new Set<unknown>([
  'HPE_UNEXPECTED_CONTENT_LENGTH',
  'HPE_INVALID_CONTENT_LENGTH',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
])

/** Whether an answer was refused for its length, which may merely be given twice: by some servers and again by the caches before them. */
export function isRepeatedLength(error: Error): boolean {
  return 'code' in error && REFUSALS.has(error.code)
}

/**
 * Repeats a request on a connection of its own and accepts an answer that gives the same length twice, as RFC 9110, 8.6, permits. Any other
 * oddity is refused. Never rejects.
 */
export function exchangePlainly(
  guard: Guard,
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Answer | Broken> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let size = 0
    const socket = open(guard, url)
    const settle = (result: Answer | Broken) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      resolve(result)
    }
    const broken = (error: Error) => settle({ kind: 'broken', error })
    const onAbort = () => broken(new Ended('aborted'))
    const timer = setTimeout(() => broken(new Ended('deadline')), limits.ms)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) return onAbort()
    socket.on('error', broken)
    socket.on('data', chunk => {
      chunks.push(chunk)
      size += chunk.length
      if (size > limits.bytes + MOST_HEAD) broken(new Ended('too-large'))
    })
    socket.on('end', () => settle(read(Buffer.concat(chunks), limits)))
    socket.write(request(url, headers))
  })
}

function open(guard: Guard, url: URL): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const to = { host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)), lookup: guard.lookup }
  return url.protocol === 'https:' ? connectTls({ ...to, servername: host, ALPNProtocols: ['http/1.1'] }) : connect(to)
}

function request(url: URL, headers: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries({ host: url.host, connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

function read(bytes: Buffer, limits: ExchangeLimits): Answer | Broken {
  const end = bytes.indexOf(END)
  const [first = '', ...lines] = bytes.toString('latin1', 0, Math.max(0, end)).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1] ?? Number.NaN)
  const headers: Headers = headersOf(lines.flatMap(line => fieldOf(line)))
  const lengths = new Set((headers.get('content-length') ?? '').split(',').map(length => length.trim()))
  const [length = ''] = lengths
  if (
    end < 0 ||
    status < 200 ||
    Number.isNaN(status) ||
    lengths.size !== 1 ||
    !/^\d+$/.test(length) ||
    headers.has('transfer-encoding')
  )
    return { kind: 'broken', error: Object.assign(new Error('odd answer'), { name: 'HTTPParserError' }) }
  const body = bytes.subarray(end + END.length)
  if (body.length < Number(length))
    return { kind: 'broken', error: Object.assign(new Error('cut off'), { code: 'UND_ERR_SOCKET' }) }
  const wanted = limits.wants(status, headers)
  return { kind: 'answer', status, headers, body: wanted ? new Uint8Array(body.subarray(0, Number(length))) : null }
}

function fieldOf(line: string): readonly Buffer[] {
  const colon = line.indexOf(':')
  return colon < 1 ? [] : [line.slice(0, colon), line.slice(colon + 1).trim()].map(text => Buffer.from(text, 'latin1'))
}
