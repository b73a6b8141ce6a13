import Module, { createRequire } from 'node:module'
import type * as Ws from '@discordjs/ws'
import type * as Discord from 'discord.js'

/**
 * The parts of discord.js that are used, in the versions that it asks for: requests, the gateway's connection and Discord's own names. Its
 * index loads a class for whatever a server may tell of, 17 MB and three quarters of its time to load, and this bot keeps none of that.
 * Its requests go through rest-request.ts, so that the undici which it brings along is not loaded either. discord.js 14.28.
 */
const ours = createRequire(import.meta.url)
const theirs = createRequire(ours.resolve('discord.js'))

const undici = createRequire(theirs.resolve('@discordjs/rest')).resolve('undici')
if (ours.cache[undici] === undefined) {
  const stand = new Module(undici)
  stand.filename = undici
  stand.loaded = true
  stand.exports = { fetch: unused, request: unused }
  ours.cache[undici] = stand
}

function unused(): never {
  throw new Error('a request of discord.js that does not go through rest-request.ts')
}

// It looks at the global FormData, and any access makes Node load its own fetch: 18 MB. Files are sent as encoded bytes instead (form.ts).
Reflect.deleteProperty(globalThis, 'FormData')
const rest: typeof Discord = theirs('@discordjs/rest')
const ws: typeof Ws = theirs('@discordjs/ws')
const names: typeof Discord = theirs('discord-api-types/v10')

export const { DiscordAPIError, HTTPError, RateLimitError, REST } = rest
export const { SimpleShardingStrategy, WebSocketManager, WebSocketShardEvents, WebSocketShardStatus } = ws
export const { GatewayDispatchEvents, GatewayIntentBits, PermissionFlagsBits, Routes } = names

export type REST = Discord.REST
export type RESTOptions = Discord.RESTOptions
export type WebSocketManager = Ws.WebSocketManager
