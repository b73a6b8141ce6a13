import type { Dispatcher } from 'undici'
import type { RESTOptions } from './discord-js.ts'

/** Bytes of an answer that are read: a hundred messages are below 2 MB. */
const MOST_BYTES = 8 * 1024 * 1024

export interface Asked {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal: AbortSignal
}

/** An answer of Discord's, read to its end. */
export interface Answered {
  readonly status: number
  readonly headers: Fields
  /** '' where it was longer than anything that Discord sends. */
  readonly text: string
}

/** Header fields by name, in whatever case. */
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

let direct: Promise<Dispatcher> | null = null

/** For who is given no way: all of undici is loaded. */
function directly(): Promise<Dispatcher> {
  direct ??= import('undici').then(({ Agent }) => new Agent())
  return direct
}

/**
 * One request, by undici itself: Node's own fetch is a second undici, 5 MB and 50 ms of processor time for its first request.
 * A redirect is an answer as any other. The signal ends the reading of the answer too.
 * @param way what the request goes by, which knows of proxies; null: directly
 * @throws as undici does, the reason of the signal, or the system's error
 */
export async function ask(url: string, asked: Asked, way: Dispatcher | null): Promise<Answered> {
  const { origin, pathname, search } = new URL(url)
  const answer = await (way ?? (await directly())).request({
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
 * For discord.js: its requests made as all others. An answer that leads elsewhere is an answer as any other, as it is for discord.js.
 * @param onAnswer told of each answer's status: discord.js's own event has Node load its fetch, 18 MB
 */
export function through(
  way: Dispatcher | null,
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
        json: async () => JSON.parse(text),
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      }
    },
  }
}
