import type { Ask, Asker, Options, Wanted } from '../../../desk/ask.ts'
import { isRecord } from '../../../text/record.ts'
import { timeOf } from './snowflake.ts'

type Raw = Readonly<Record<string, unknown>>

/** Discord's numbers (page "Receiving and Responding", interaction types; "Application Commands", command types). */
const COMMAND = 2
const COMPONENT = 3
const AUTOCOMPLETE = 4
const MESSAGE_COMMAND = 3
/** Option type of a subcommand. */
const SUBCOMMAND = 1
const BUTTON = 2
const SELECT = 3
/** Bits of Discord's page "Permissions". */
const ADMINISTRATOR = 1n << 3n
const MANAGE_GUILD = 1n << 5n

/** Reads an interaction as the gateway sends it; null: of a kind that we do not handle, or not from a server. */
export function readInteraction(raw: unknown): Ask | null {
  if (!isRecord(raw) || !isRecord(raw.data)) return null
  const { id, application_id, token, guild_id, channel_id, member } = raw
  const wants = readWanted(raw, raw.data)
  const who = readAsker(member)
  if (!isId(id) || !isId(application_id) || !isId(guild_id) || !isId(channel_id)) return null
  if (typeof token !== 'string' || wants === null || who === null) return null
  return {
    id,
    applicationId: application_id,
    token,
    at: timeOf(id),
    guildId: guild_id,
    channelId: channel_id,
    who,
    wants,
  }
}

function readWanted({ type, message }: Raw, data: Raw): Wanted | null {
  const { name, target_id, custom_id, component_type } = data
  if (type === COMPONENT) {
    const messageId = isRecord(message) ? message.id : null
    if (typeof custom_id !== 'string' || !isId(messageId)) return null
    if (component_type === BUTTON) return { kind: 'button', press: custom_id, messageId }
    if (component_type !== SELECT || !Array.isArray(data.values)) return null
    const values = data.values.filter(one => typeof one === 'string')
    return { kind: 'chosen', press: custom_id, values, messageId }
  }
  if (typeof name !== 'string') return null
  if (type === COMMAND && data.type === MESSAGE_COMMAND)
    return isId(target_id) ? { kind: 'about-message', name, messageId: target_id } : null
  return readTyped(type, name, data)
}

/** A command, or a request to complete an option. A subcommand is named by both names. */
function readTyped(type: unknown, name: string, data: Raw): Wanted | null {
  const given = Array.isArray(data.options) ? data.options.filter(isRecord) : []
  const [first] = given
  if (first?.type === SUBCOMMAND)
    return typeof first.name === 'string' && !name.includes(' ')
      ? readTyped(type, `${name} ${first.name}`, first)
      : null
  const options = readOptions(given)
  if (type === COMMAND) return { kind: 'command', name, options }
  const focused = given.find(one => one.focused === true)
  if (type !== AUTOCOMPLETE || typeof focused?.name !== 'string') return null
  return { kind: 'complete', name, option: focused.name, typed: String(focused.value ?? ''), options }
}

function readOptions(given: readonly Raw[]): Options {
  const read: Record<string, string | number | boolean> = {}
  for (const { name, value } of given) {
    if (typeof name !== 'string') continue
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') read[name] = value
  }
  return read
}

function readAsker(member: unknown): Asker | null {
  if (!isRecord(member) || !isRecord(member.user) || !isId(member.user.id)) return null
  const { id, global_name, username } = member.user
  const names = [member.nick, global_name, username, id]
  const roles = Array.isArray(member.roles) ? member.roles.filter(isId) : []
  const granted = typeof member.permissions === 'string' && /^\d+$/.test(member.permissions) ? member.permissions : '0'
  const manages = (BigInt(granted) & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n
  return { id, name: names.find(one => typeof one === 'string' && one !== '') as string, roles, manages }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value)
}
