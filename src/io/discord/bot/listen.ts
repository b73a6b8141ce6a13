import '../own-fetch.ts'
import { type Client, GatewayDispatchEvents } from 'discord.js'
import type { Ask } from '../../../desk/ask.ts'
import { readInteraction } from './interaction.ts'

/** Receives what the gateway reports. */
export interface Hears {
  asked(ask: Ask): void
  /** The bot is in a server: called for each after connecting, and whenever it joins one. */
  isIn(applicationId: string, guildId: string): void
}

/** Listens to the gateway's raw events: what discord.js makes of them depends on caches that a restart empties. */
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
