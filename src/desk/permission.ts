import type { Asker } from './ask.ts'

/** Settings of the desk in settings.yaml. */
export interface DeskSettings {
  /** Id of the role whose members may change what the bot does; null: only people with Manage Server. */
  readonly role: string | null
}

/** Whether someone may change what the bot does: with Manage Server, or the role in settings.yaml. */
export function mayChange({ manages, roles }: Asker, { role }: DeskSettings): boolean {
  return manages || (role !== null && roles.includes(role))
}

/** Why someone may not, and what would permit it. */
export function refusal({ role }: DeskSettings): string {
  const asked = 'This changes what everyone gets, so it needs the permission “Manage Server”'
  return role === null
    ? `${asked} – ask someone who manages the server, or have \`desk: { role: "…" }\` of settings.yaml name a role of yours.`
    : `${asked} or the role <@&${role}> – ask someone who manages the server for it.`
}

/**
 * The URL where someone who manages a server grants the bot what it needs there, including its commands.
 * @param also bits of further permissions
 * Permissions: View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads.
 */
export function invitation(applicationId: string, also = 0n): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${NEEDED | also}`
}

/** Sum of the bits of Discord's page "Permissions": 1<<10, 1<<11, 1<<14, 1<<15, 1<<16, 1<<35, 1<<38. */
const NEEDED = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n)

/** Create Events and Manage Events (same page: 1<<44, 1<<33). */
export const EVENTS_NEEDED = (1n << 44n) | (1n << 33n)
