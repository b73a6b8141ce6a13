import type { Bot } from '../bot.ts'

/** Longest look-up of a channel's server, in ms. */
const GUILD_MS = 5000

/** Servers by the settings in force, so that Discord is asked once. */
export type Homes = WeakMap<object, Set<string>>

/**
 * Whether the bot posts to a server: someone who adds the bot to another server must not control or read anything from there.
 * `unknown`: Discord did not say to which servers the channels belong.
 */
export async function isHome(
  guildId: string,
  { sender, world, channelOf }: Pick<Bot, 'sender' | 'world' | 'channelOf'>,
  homes: Homes = new WeakMap(),
): Promise<'home' | 'other' | 'unknown'> {
  const { settings } = world.decisions()
  const { routes, operationsChannel } = settings
  const known = homes.get(settings) ?? new Set<string>()
  if (known.has(guildId)) return 'home'
  const channels = new Set([...Object.keys(routes).map(channelOf), operationsChannel])
  let unknown = false
  for (const channel of channels) {
    if (channel === null || !/^\d+$/.test(channel)) continue
    const guild = await sender.guildOf?.(channel, AbortSignal.timeout(GUILD_MS))
    if (guild === guildId) {
      homes.set(settings, known.add(guildId))
      return 'home'
    }
    if (guild == null) unknown = true
  }
  return unknown ? 'unknown' : 'other'
}
