import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** The part of Discord's gateway that a bot with the Guilds intent meets: hello, identify, ready, heartbeats, resume. */
export class FakeGateway {
  readonly #server: WebSocketServer
  readonly #token: string
  readonly #sockets = new Set<WebSocket>()
  #sequence = 0
  #last: object | null = null
  /** Identifies and resumes so far. */
  logins = 0
  /** Close code for the next identify; null: it is let in. */
  refuseWith: number | null = null
  /** Whether a session cannot be resumed. */
  refuseResumes = false
  /** What becomes of who connects before anything is said; null: it is greeted. Each is counted. */
  slam: 'reset' | 'forbid' | null = null
  slammed = 0
  /** Servers that the bot is in. */
  guilds: readonly string[] = []
  /** Does not greet who connects: a login that is under way stays so. */
  silent = false

  constructor(server: Server, token: string) {
    this.#token = token
    this.#server = new WebSocketServer({ server, verifyClient: ({ req }, answer) => this.#door(req.socket, answer) })
    this.#server.on('connection', socket => this.#greet(socket))
  }

  /** Sends an event to every connected bot, such as INTERACTION_CREATE. */
  dispatch(event: string, data: unknown): void {
    this.#last = { op: 0, t: event, d: data }
    this.repeat()
  }

  /** Sends the last event once more, as after a connection that is resumed. */
  repeat(): void {
    for (const socket of this.#sockets) if (this.#last !== null) this.#send(socket, this.#last)
  }

  get connected(): number {
    return this.#sockets.size
  }

  closeAll(code: number): void {
    for (const socket of this.#sockets) socket.close(code)
  }

  /** As when the network goes away. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #door(socket: Socket, answer: (open: boolean, status?: number) => void): void {
    if (this.slam !== null) this.slammed += 1
    if (this.slam === 'reset') socket.resetAndDestroy()
    else answer(this.slam === null, 403)
  }

  #greet(socket: WebSocket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('message', data => this.#hear(socket, JSON.parse(String(data))))
    if (!this.silent) socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }))
  }

  #hear(socket: WebSocket, packet: { readonly op: number; readonly d?: { readonly token?: string } | null }): void {
    if (packet.op === 1) socket.send(JSON.stringify({ op: 11 }))
    if (packet.op !== 2 && packet.op !== 6) return
    this.logins += 1
    if (this.refuseWith !== null || packet.d?.token !== this.#token) {
      socket.close(this.refuseWith ?? 4004)
      return
    }
    if (packet.op === 6) {
      if (this.refuseResumes) socket.close(4009)
      else this.#send(socket, { op: 0, t: 'RESUMED', d: {} })
      return
    }
    const user = { id: BOT_ID, username: 'backchannel', discriminator: '0', avatar: null, bot: true }
    const d = {
      v: 10,
      user,
      guilds: this.guilds.map(id => ({ id, unavailable: true })),
      session_id: 'session',
      shard: [0, 1],
      application: { id: BOT_ID, flags: 0 },
    }
    this.#send(socket, { op: 0, t: 'READY', d: { ...d, resume_gateway_url: this.#address() } })
    for (const id of this.guilds)
      this.#send(socket, {
        op: 0,
        t: 'GUILD_CREATE',
        d: { id, name: 'Newsroom', channels: [], members: [], roles: [] },
      })
  }

  #send(socket: WebSocket, packet: object): void {
    this.#sequence += 1
    socket.send(JSON.stringify({ ...packet, s: this.#sequence }))
  }

  #address(): string {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? `ws://127.0.0.1:${address.port}` : ''
  }
}

/** Id of the bot's user and of its application. */
export const BOT_ID = '100000000000000001'
