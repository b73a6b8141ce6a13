import '../own-undici.ts'
import { type Client, GatewayDispatchEvents } from 'discord.js'
import type { Ask } from '../../../desk/ask.ts'
import { readInteraction } from './interaction.ts'

/** Who hears what the gateway says. */
export interface Hears {
  asked(ask: Ask): void
  /** The bot is in a server: said of each after it is connected, and when it joins one. */
  isIn(applicationId: string, guildId: string): void
}

/** Listens to the gateway's own events: what discord.js makes of them hangs on caches that a restart empties. */
export function listen(client: Client, hears: Hears): void {
  let applicationId: string | null = null
  client.ws.on(GatewayDispatchEvents.Ready, (raw: { readonly application?: { readonly id?: unknown } }) => {
    const id = raw.application?.id
    applicationId = typeof id === 'string' ? id : null
  })
  client.ws.on(GatewayDispatchEvents.GuildCreate, (raw: { readonly id?: unknown }) => {
    if (applicationId !== null && typeof raw.id === 'string') hears.isIn(applicationId, raw.id)
  })
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => {
    const ask = readInteraction(raw)
    if (ask !== null) hears.asked(ask)
  })
}
