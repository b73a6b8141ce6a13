import { markerIn } from '../../../alerts/card/marker.ts'
import { type REST, Routes } from '../discord-js.ts'
import type { FoundMessage } from '../sender.ts'
import { timeOf } from './snowflake.ts'

/** Messages per request (Discord's maximum), and the most requests that go back in time. */
const PAGE = 100
const PAGES = 10

export interface OwnMessages {
  readonly found: readonly FoundMessage[]
  /** Whether the channel has no messages by anyone. */
  readonly none: boolean
}

/**
 * One author's latest messages in a channel, with their markers: among its last 1000 messages at most.
 * @param since ms since 1970: messages older than this are not asked for
 * @param until makes the signal of each request
 * @throws what `rest` throws, and if the answer is no list
 */
export async function ownMessages(
  rest: Pick<REST, 'get'>,
  channelId: string,
  ownId: string,
  since: number,
  until: () => AbortSignal,
): Promise<OwnMessages> {
  const found: FoundMessage[] = []
  let none = true
  let before: string | null = null
  for (let page = 0; page < PAGES; page += 1) {
    const query: URLSearchParams = new URLSearchParams({
      limit: String(PAGE),
      ...(before === null ? {} : { before }),
    })
    const messages: unknown = await rest.get(Routes.channelMessages(channelId), { query, signal: until() })
    if (!Array.isArray(messages)) throw new Error('the answer lists no messages')
    if (messages.length > 0) none = false
    for (const { id, author, embeds } of messages) {
      const marker = author?.id === ownId ? markerIn(embeds) : null
      if (marker !== null) found.push({ messageId: String(id), marker })
    }
    before = messages.at(-1)?.id ?? null
    if (before === null || messages.length < PAGE || timeOf(before) < since) break
  }
  return { found, none }
}
