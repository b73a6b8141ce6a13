import type { Bot } from '../bot.ts'

/** How long Discord may be asked for the server of a channel, in ms. */
const GUILD_MS = 5000

/** Servers by the settings in force: asked of Discord once. */
export type Homes = WeakMap<object, Set<string>>

/**
 * Whether a server is one to which the bot posts: whoever brings the bot into another server steers and reads nothing from there.
 * `unknown`: Discord did not say of which servers the channels are.
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
