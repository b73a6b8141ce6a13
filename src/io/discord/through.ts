import type { RESTOptions } from 'discord.js'
import type { Dispatcher } from 'undici'

/** For Node's own fetch, which takes any undici's dispatcher by types of its own: the way of a request; null: directly. */
export function dispatched(dispatcher: Dispatcher | null): Pick<RequestInit, 'dispatcher'> {
  return dispatcher === null ? {} : { dispatcher: dispatcher as unknown as NonNullable<RequestInit['dispatcher']> }
}

/**
 * For discord.js: its requests made by Node's own fetch, through the dispatcher or directly. An answer that leads elsewhere is an answer
 * as any other, as it is for discord.js.
 */
export function through(dispatcher: Dispatcher | null): Partial<RESTOptions> {
  const way = dispatched(dispatcher)
  return {
    makeRequest: (url, { dispatcher: _, ...init }) =>
      fetch(url, { ...(init as unknown as RequestInit), redirect: 'manual', ...way }),
  }
}
