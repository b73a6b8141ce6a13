/** The id of the message that a text names, by its id or by its link; null: it names none. */
export function messageIdIn(text: string): string | null {
  return /(\d{15,20})\/?$/.exec(text.trim())?.[1] ?? null
}

/** The address of a message. */
export function messageLink(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`
}
