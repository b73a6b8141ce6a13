import type { Ask } from '../../../desk/ask.ts'
import { GatewayDispatchEvents, type WebSocketManager, WebSocketShardEvents } from '../discord-js.ts'
import { readInteraction } from './interaction.ts'

/** Who hears what the gateway says. */
export interface Hears {
  asked(ask: Ask): void
  /** The bot is in a server: said of each after it is connected, and when it joins one. */
  isIn(applicationId: string, guildId: string): void
}

/** Listens to the gateway's events as they are sent. */
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
