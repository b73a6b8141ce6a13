import type { RESTOptions } from 'discord.js'
import type { Dispatcher } from 'undici'

/** The `dispatcher` option for Node's own fetch, whose types differ from those of our undici; null: requests go directly. */
export function dispatched(dispatcher: Dispatcher | null): Pick<RequestInit, 'dispatcher'> {
  return dispatcher === null ? {} : { dispatcher: dispatcher as unknown as NonNullable<RequestInit['dispatcher']> }
}

/**
 * Options that make discord.js use Node's own fetch, through the dispatcher or directly. Redirects are not followed, as discord.js does
 * not follow them either.
 */
export function through(dispatcher: Dispatcher | null): Partial<RESTOptions> {
  const way = dispatched(dispatcher)
  return {
    makeRequest: (url, { dispatcher: _, ...init }) =>
      fetch(url, { ...(init as unknown as RequestInit), redirect: 'manual', ...way }),
  }
}
