import { gunzipSync } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { RESTOptions } from './discord-js.ts'

/** Longest answer that is read, in bytes: a hundred messages take less than 2 MB. */
const MOST_BYTES = 8 * 1024 * 1024

export interface Asked {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal: AbortSignal
}

/** A complete answer from Discord. */
export interface Answered {
  readonly status: number
  readonly headers: Fields
  /** '' if it was longer than anything that Discord sends, or broke off after a status that says enough by itself. */
  readonly text: string
}

/** Header fields; names are case-insensitive. */
export class Fields {
  readonly #fields: Readonly<Record<string, string | readonly string[] | undefined>>

  /** @param fields by lower-case name */
  constructor(fields: Readonly<Record<string, string | readonly string[] | undefined>>) {
    this.#fields = fields
  }

  get(name: string): string | null {
    return this.#fields[name.toLowerCase()]?.toString() ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }
}

/**
 * One request, by undici itself: Node's own fetch is a second undici, 5 MB and 50 ms of processor time for its first request.
 * Redirects are not followed. The signal also ends the reading of the answer.
 * @param way dispatcher, which knows about proxies
 * @throws undici's errors, the signal's reason, or the system's error
 */
export async function ask(url: string, asked: Asked, way: Dispatcher): Promise<Answered> {
  const { origin, pathname, search } = new URL(url)
  const { signal } = asked
  const request = () =>
    way.request({
      origin,
      path: `${pathname}${search}`,
      method: asked.method as Dispatcher.HttpMethod,
      signal,
      headers: asked.headers,
      body: asked.body ?? null,
    })
  const answer = await untilAborted(signal, request)
  const { statusCode: status } = answer
  const headers = new Fields(answer.headers)
  try {
    return { status, headers, text: await textOf(answer.body, headers.get('content-encoding')) }
  } catch (error) {
    // Discord refused the request, even if its reasons broke off; of a success the id is missing.
    if (status >= 400) return { status, headers, text: '' }
    throw error
  }
}

/** undici 7 heeds a signal only once it is connected, up to 10 s later. What was aborted before is not sent then. */
async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(), promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function textOf(body: Dispatcher.ResponseData['body'], encoding: string | null): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) return ''
  }
  return new TextDecoder().decode(unpacked(Buffer.concat(chunks), encoding))
}

/** No encoding is asked for, so that one may still be chosen (RFC 9110, 12.5.3). What is not gzip stays as it is. */
function unpacked(bytes: Buffer, encoding: string | null): Buffer {
  if (encoding === null || !/^(?:x-)?gzip$/i.test(encoding)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch {
    return bytes
  }
}

/**
 * Makes discord.js send its requests with `ask`. Redirects are not followed, as discord.js itself does not.
 * @param onAnswer called with the status of each answer: the event of discord.js makes Node load its fetch, 18 MB
 */
export function through(
  way: Dispatcher,
  onAnswer: (method: string, url: string, status: number) => void = () => {},
): Partial<RESTOptions> {
  return {
    async makeRequest(url, { method = 'GET', headers, body, signal }) {
      const {
        status,
        headers: fields,
        text,
      } = await ask(
        url,
        {
          method,
          headers: headers as Record<string, string>,
          ...(body === null || body === undefined ? {} : { body: body as string | Uint8Array }),
          signal: signal as AbortSignal,
        },
        way,
      )
      onAnswer(method, url, status)
      // discord.js would take it for a success.
      if (status >= 300 && status < 400) throw Object.assign(new Error('a redirect'), { code: `HTTP ${status}` })
      return {
        status,
        statusText: '',
        ok: status >= 200 && status < 300,
        headers: fields as unknown as Headers,
        body: null,
        bodyUsed: true,
        text: async () => text,
        // discord.js looks for fields in it.
        json: async () => Object(jsonIn(text)),
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      }
    },
  }
}

/** The JSON of an answer's text; null: it is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
