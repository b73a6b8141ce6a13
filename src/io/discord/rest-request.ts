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
  /** '' if it was longer than anything that Discord sends. */
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
  const answer = await way.request({
    origin,
    path: `${pathname}${search}`,
    method: asked.method as Dispatcher.HttpMethod,
    signal: asked.signal,
    headers: asked.headers,
    body: asked.body ?? null,
  })
  return { status: answer.statusCode, headers: new Fields(answer.headers), text: await textOf(answer.body) }
}

async function textOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) return ''
  }
  return Buffer.concat(chunks).toString('utf8')
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
      return {
        status,
        statusText: '',
        ok: status >= 200 && status < 300,
        headers: fields as unknown as Headers,
        body: null,
        bodyUsed: true,
        text: async () => text,
        json: async () => jsonIn(text) ?? {},
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
