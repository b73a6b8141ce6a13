import type { Message } from './message.ts'

/** The marker at the end of a message's footer, by which it is known again; null where it has none. */
export function markerIn(embeds: Message['embeds']): string | null {
  const text = embeds?.at(-1)?.footer?.text ?? ''
  return /(?:^| · )([a-km-np-z2-9]{8})$/.exec(text)?.[1] ?? null
}

/** A message with a marker at the end of its last footer. */
export function withMarker<T extends { readonly message: Message }>(outgoing: T, marker: string): T {
  const embeds = outgoing.message.embeds ?? []
  const marked = embeds.map((embed, index) => {
    if (index < embeds.length - 1) return embed
    const text = embed.footer?.text ?? ''
    return { ...embed, footer: { ...embed.footer, text: text === '' ? marker : `${text} · ${marker}` } }
  })
  return { ...outgoing, message: { ...outgoing.message, embeds: marked } }
}
