import { isRecord } from '../../../text/record.ts'
import { PermissionFlagsBits, type REST, Routes } from '../discord-js.ts'
import type { PermissionName } from '../sender.ts'

/** The bit of each permission, by the name that Discord's settings show (Discord's page "Permissions"). */
const BITS: Readonly<Record<PermissionName, bigint>> = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Create Events': PermissionFlagsBits.CreateEvents,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
}
/** Channel types of threads (Discord's page "Channel Resource"). */
const THREADS = new Set<unknown>([10, 11, 12])
/** Channel types in which every message opens a thread, so that follow-ups are posted there (same page). */
const FORUMS = new Set<unknown>([15, 16])

/**
 * Which of the wanted permissions a bot lacks in a channel. Takes what its roles grant in the server, then the channel's overwrites, in the order
 * of Discord's page "Permissions".
 * @throws what `get` throws: Discord does not answer, or hides the channel
 */
export async function lackingIn(
  get: (route: `/${string}`) => ReturnType<REST['get']>,
  ownId: string,
  channelId: string,
  wanted: readonly PermissionName[],
): Promise<readonly PermissionName[]> {
  const own = record(await get(Routes.channel(channelId)))
  const thread = THREADS.has(own.type)
  // A thread has no overwrites of its own; its channel's apply.
  const channel = thread ? record(await get(Routes.channel(String(own.parent_id)))) : own
  const guildId = String(channel.guild_id)
  const member = record(await get(Routes.guildMember(guildId, ownId)))
  const mine = new Set<unknown>([guildId, ...list(member.roles)])
  const roles = list(await get(Routes.guildRoles(guildId))).map(record)
  let granted = union(roles.filter(role => mine.has(role.id)).map(role => bits(role.permissions)))
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return []
  const overwrites = list(channel.permission_overwrites).map(record)
  const others = [...mine].filter(id => id !== guildId)
  for (const ids of [[guildId], others, [ownId]]) {
    const these = overwrites.filter(one => ids.includes(one.id))
    granted &= ~union(these.map(one => bits(one.deny)))
    granted |= union(these.map(one => bits(one.allow)))
  }
  const needed = wanted.map(name => (name === 'Send Messages' && thread ? 'Send Messages in Threads' : name))
  if (FORUMS.has(channel.type) && !needed.includes('Send Messages in Threads')) needed.push('Send Messages in Threads')
  return needed.filter(name => (granted & BITS[name]) === 0n)
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function bits(value: unknown): bigint {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : 0n
}

function union(all: readonly bigint[]): bigint {
  return all.reduce((sum, one) => sum | one, 0n)
}
