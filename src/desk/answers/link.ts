/** The message id in a text that is an id or a message's link; null: it is neither. */
export function messageIdIn(text: string): string | null {
  return /(\d{15,20})\/?$/.exec(text.trim())?.[1] ?? null
}

/** The URL of a message in Discord. */
export function messageLink(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`
}
