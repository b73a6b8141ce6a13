import type { RESTOptions } from 'discord.js'
import type { Dispatcher } from 'undici'

/** For Node's own fetch, which takes any undici's dispatcher by types of its own: the way of a request; null: directly. */
export function dispatched(dispatcher: Dispatcher | null): Pick<RequestInit, 'dispatcher'> {
  return dispatcher === null ? {} : { dispatcher: dispatcher as unknown as NonNullable<RequestInit['dispatcher']> }
}

/** For discord.js: its requests made by Node's own fetch, since its undici is another version, whose forms (pictures) ours cannot read. */
export function through(dispatcher: Dispatcher | null): Partial<RESTOptions> {
  if (dispatcher === null) return {}
  return {
    makeRequest: (url, init) => fetch(url, { ...(init as unknown as RequestInit), ...dispatched(dispatcher) }),
  }
}
