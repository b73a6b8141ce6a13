/** Where a bot writes: a channel, or a thread of it, which may be a post of a forum. */
export interface BotPlace {
  readonly channel: string
  readonly thread: string | null
}

/** The name of a thread's place. Its messages are edited and answered there. */
export function threadPlace(channelId: string, threadId: string): string {
  return `${channelId}-${threadId}`
}

/** Parts of a place in which a bot writes; null: a webhook or the terminal writes there. */
export function readPlace(place: string): BotPlace | null {
  const [, channel, thread = null] = /^(\d+)(?:-(\d+))?$/.exec(place) ?? []
  return channel === undefined ? null : { channel, thread }
}

/** The channel of a thread's place; what is no thread's stays as it is. */
export function roomOf(place: string): string {
  return readPlace(place)?.channel ?? place.replace(/^(webhook-\d+)-\d+$/, '$1')
}

/** The name of the place where a user is written to directly. */
export function directPlace(userId: string): string {
  return `user-${userId}`
}

/** The user who is written to directly in a place; null: it is another place. */
export function userOf(place: string): string | null {
  return /^user-(\d+)$/.exec(place)?.[1] ?? null
}
