import type { Message } from './message.ts'

/** The marker at the end of a message's footer, by which it is known again; null where it has none. */
export function markerIn(embeds: Message['embeds']): string | null {
  const text = embeds?.at(-1)?.footer?.text ?? ''
  return /(?:^| · )([a-km-np-z2-9]{8})$/.exec(text)?.[1] ?? null
}
