import type { Agent as AgentOf, Dispatcher } from 'undici'
import type { Proxies } from '../../../config/proxies.ts'
import type { Guard } from './guard.ts'
import { Routes } from './proxy.ts'
import { Agent, buildConnector } from './undici.ts'

const CONNECT_MS = 10_000

/** A keep-alive agent whose every connection goes through the guard, and which can drop a connection that is still being made. */
export class Connections {
  readonly agent: Dispatcher
  readonly #making = new Map<string, () => void>()

  /**
   * @param connectMs limit for look-up, TCP and TLS together
   * @param proxies which requests go through a proxy; null: none
   */
  constructor(guard: Guard, connectMs = CONNECT_MS, proxies: Proxies | null = null) {
    const connector = (lookup: Guard['lookup']) =>
      buildConnector({ timeout: connectMs, lookup, maxCachedSessions: 200 })
    const allowed = connector(guard.lookup)
    const others = connector(guard.lookupFor(0))
    const limits: AgentOf.Options = {
      connections: 1,
      pipelining: 1,
      // Long enough for the host's next feed, shorter than servers keep theirs: no request meets a connection that is being closed.
      keepAliveTimeout: 3000,
      keepAliveMaxTimeout: 3000,
      maxHeaderSize: 32_768,
      // Every request has its own deadline; these catch what slips past it.
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    }
    const agent = new Agent({
      ...limits,
      connect: (options, done) => {
        const origin = `${options.protocol}//${options.host}`
        const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80))
        const connect = guard.allows(options.hostname, port) ? allowed : others
        // undici's types say that its connector returns nothing; it returns the socket.
        const socket: unknown = connect(options, (...result) => {
          this.#making.delete(origin)
          done(...result)
        })
        if (isDestroyable(socket)) this.#making.set(origin, () => socket.destroy(new Error('deadline')))
      },
    })
    this.agent =
      proxies === null ? agent : new Routes({ proxies, direct: agent, admit: url => guard.admit(url), limits })
  }

  /** Aborts the connection attempt to an origin, if there is one. */
  drop(origin: string): void {
    this.#making.get(origin)?.()
    this.#making.delete(origin)
  }

  /** Closes every connection, even those in use. */
  async close(): Promise<void> {
    await this.agent.destroy()
  }
}

function isDestroyable(value: unknown): value is { destroy(error: Error): void } {
  return typeof value === 'object' && value !== null && 'destroy' in value && typeof value.destroy === 'function'
}
