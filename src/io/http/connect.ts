import { Agent, buildConnector } from 'undici'
import type { Guard } from './guard.ts'

const CONNECT_MS = 10_000

/** Sockets by origin: a keep-alive agent whose every connection goes through the guard, and which can drop one that is still being made. */
export class Connections {
  readonly agent: Agent
  readonly #making = new Map<string, () => void>()

  /** @param connectMs longest time for look-up, TCP and TLS together */
  constructor(guard: Guard, connectMs = CONNECT_MS) {
    const connect = buildConnector({ timeout: connectMs, lookup: guard.lookup, maxCachedSessions: 200 })
    this.agent = new Agent({
      connections: 1,
      pipelining: 1,
      // Kept for the next feed of the host, for less than servers keep theirs: a request never meets a connection that is being closed.
      keepAliveTimeout: 3000,
      keepAliveMaxTimeout: 3000,
      maxHeaderSize: 32_768,
      // Every request has its own deadline; these are for what would slip past it.
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
      connect: (options, done) => {
        const origin = `${options.protocol}//${options.host}`
        // undici types its connector as returning nothing; it returns the socket.
        const socket: unknown = connect(options, (...result) => {
          this.#making.delete(origin)
          done(...result)
        })
        if (isDestroyable(socket)) this.#making.set(origin, () => socket.destroy(new Error('deadline')))
      },
    })
  }

  /** Drops the connection that is being made to an origin, if any. */
  drop(origin: string): void {
    this.#making.get(origin)?.()
    this.#making.delete(origin)
  }

  /** Ends every connection, also those in use. */
  async close(): Promise<void> {
    await this.agent.destroy()
  }
}

function isDestroyable(value: unknown): value is { destroy(error: Error): void } {
  return typeof value === 'object' && value !== null && 'destroy' in value && typeof value.destroy === 'function'
}
