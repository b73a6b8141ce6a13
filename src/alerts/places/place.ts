/** Where a bot writes: a channel, or a thread of it, which may be a forum post. */
export interface BotPlace {
  readonly channel: string
  readonly thread: string | null
}

/** The name of a thread's place, in which its messages are edited and answered. */
export function threadPlace(channelId: string, threadId: string): string {
  return `${channelId}-${threadId}`
}

/** The parts of a bot's place; null: it is a webhook's or the terminal's. */
export function readPlace(place: string): BotPlace | null {
  const [, channel, thread = null] = /^(\d+)(?:-(\d+))?$/.exec(place) ?? []
  return channel === undefined ? null : { channel, thread }
}

/** The channel of a thread's place; any other place is returned unchanged. */
export function roomOf(place: string): string {
  return readPlace(place)?.channel ?? place.replace(/^(webhook-\d+)-\d+$/, '$1')
}

/** The name of the place for a user's direct messages. */
export function directPlace(userId: string): string {
  return `user-${userId}`
}

/** The user whose direct messages a place is; null: another kind of place. */
export function userOf(place: string): string | null {
  return /^user-(\d+)$/.exec(place)?.[1] ?? null
}
