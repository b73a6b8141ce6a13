import type { Message } from './message.ts'

/** The marker at the end of a message's footer, by which the message is found again; null if it has none. */
export function markerIn(embeds: Message['embeds']): string | null {
  const text = embeds?.at(-1)?.footer?.text ?? ''
  return /(?:^| · )([a-km-np-z2-9]{8})$/.exec(text)?.[1] ?? null
}

/** The message with the marker appended to its last footer. */
export function withMarker<T extends { readonly message: Message }>(outgoing: T, marker: string): T {
  const embeds = outgoing.message.embeds ?? []
  const marked = embeds.map((embed, index) => {
    if (index < embeds.length - 1) return embed
    const text = embed.footer?.text ?? ''
    return { ...embed, footer: { ...embed.footer, text: text === '' ? marker : `${text} · ${marker}` } }
  })
  return { ...outgoing, message: { ...outgoing.message, embeds: marked } }
}
