import type { Ask } from '../../../desk/ask.ts'
import { GatewayDispatchEvents, type WebSocketManager, WebSocketShardEvents } from '../discord-js.ts'
import { readInteraction } from './interaction.ts'

/** Receives what the gateway reports. */
export interface Hears {
  asked(ask: Ask): void
  /** The bot is in a server: called for each after connecting, and whenever it joins one. */
  isIn(applicationId: string, guildId: string): void
}

/** Listens to the gateway's raw events. */
export function listen(manager: WebSocketManager, hears: Hears): void {
  let applicationId: string | null = null
  manager.on(WebSocketShardEvents.Dispatch, ({ data: { t: name, d: raw } }) => {
    if (name === GatewayDispatchEvents.Ready) applicationId = raw.application?.id ?? null
    else if (name === GatewayDispatchEvents.GuildCreate) {
      if (applicationId !== null) hears.isIn(applicationId, raw.id)
    } else if (name === GatewayDispatchEvents.InteractionCreate) {
      const ask = readInteraction(raw)
      if (ask !== null) hears.asked(ask)
    }
  })
}
