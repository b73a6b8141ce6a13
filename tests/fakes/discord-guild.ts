import { PermissionFlagsBits } from 'discord.js'
import { type Answer, error } from './discord-faults.ts'

type Permission = keyof typeof PermissionFlagsBits

/** The bot's own role in the server. */
export const BOT_ROLE = '500000000000000001'

/** A server's roles, and what its channels take away and give. */
export class FakeGuild {
  /** Of everyone; Discord's default is far more. */
  everyone: readonly Permission[] = [
    'ViewChannel',
    'SendMessages',
    'EmbedLinks',
    'AttachFiles',
    'ReadMessageHistory',
    'SendMessagesInThreads',
  ]
  /** Of the bot's role. */
  role: readonly Permission[] = []
  /** Channels of other servers, with the server of each. */
  readonly elsewhere = new Map<string, string>()
  /** Threads with the channel that each belongs to. */
  readonly threads = new Map<string, string>()
  readonly #overwrites = new Map<string, { id: string; type: number; allow: string; deny: string }[]>()
  readonly #id: string
  readonly #botId: string

  constructor(id: string, botId: string) {
    this.#id = id
    this.#botId = botId
  }

  /** What a channel takes away from and gives to everyone, the bot's role or the bot. */
  overwrite(
    channelId: string,
    of: 'everyone' | 'role' | 'bot',
    deny: readonly Permission[],
    allow: readonly Permission[] = [],
  ) {
    const id = { everyone: this.#id, role: BOT_ROLE, bot: this.#botId }[of]
    const one = { id, type: of === 'bot' ? 1 : 0, allow: bits(allow), deny: bits(deny) }
    this.#overwrites.set(channelId, [...(this.#overwrites.get(channelId) ?? []), one])
  }

  /** @returns null: there is nothing under this path */
  answer(path: string): Answer | null {
    const [, room, id = '', third, fourth] = path.split('/')
    if (room === 'channels') {
      const of = this.threads.get(id)
      const permission_overwrites = this.#overwrites.get(id) ?? []
      const channel = of === undefined ? { type: 0, permission_overwrites } : { type: 11, parent_id: of }
      return { status: 200, body: { id, guild_id: this.elsewhere.get(id) ?? this.#id, ...channel } }
    }
    if (room !== 'guilds' || id !== this.#id) return null
    if (third === 'roles') {
      const roles = [
        { id: this.#id, permissions: bits(this.everyone) },
        { id: BOT_ROLE, permissions: bits(this.role) },
        { id: '500000000000000002', permissions: bits(['Administrator']) },
      ]
      return { status: 200, body: roles }
    }
    if (third === 'members' && fourth === this.#botId) return { status: 200, body: { roles: [BOT_ROLE] } }
    return { status: 404, body: error(10007, 'Unknown Member') }
  }
}

function bits(names: readonly Permission[]): string {
  return String(names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n))
}
