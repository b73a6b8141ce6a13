import { placeOfMessage } from '../../alerts/delivery/where.ts'
import { copyIdOf } from '../../alerts/places/copy.ts'
import { readPlace } from '../../alerts/places/place.ts'
import type { Sender } from '../../io/discord/sender.ts'
import { isOpen } from '../../stories/lifecycle.ts'
import { isRecord } from '../../text/record.ts'
import type { World } from '../world.ts'

const FACT = 'closed-threads'
const SEND_MS = 20_000
/** Threads that were quiet for longer, in ms, are closed already, by the bot or by Discord's own archiving. */
const LATELY_MS = 14 * 86_400_000

export interface QuietThreadsParts {
  readonly world: Pick<World, 'clock' | 'log' | 'store' | 'decisions'>
  readonly sender: Pick<Sender, 'archive'>
}

/**
 * Archives the threads of quiet stories: forum posts, and threads below cards. A later message reopens them. A thread is recorded as closed
 * after it is closed; a repeat changes nothing.
 * @throws StoreError
 */
export async function closeQuietThreads({ world, sender }: QuietThreadsParts, signal: AbortSignal): Promise<void> {
  const { clock, log, store, decisions } = world
  const { routes, stories } = decisions().settings
  const { quietMs } = stories
  const copying = Object.keys(routes).filter(name => routes[name]?.types.length !== 0)
  const now = clock.now()
  const kept = await store.fact(FACT)
  let closed: Readonly<Record<string, unknown>> = isRecord(kept) ? kept : {}
  const quiet = await quietPlaces(store, copying, now, quietMs)
  const before = JSON.stringify(closed)
  // Forget threads that are no longer checked.
  closed = Object.fromEntries(Object.entries(closed).filter(([place]) => quiet.has(place)))
  if (JSON.stringify(closed) !== before) await store.saveFact(FACT, closed)
  for (const [place, lastAt] of quiet) {
    if (signal.aborted) return
    if (closed[place] === lastAt) continue
    const outcome = await sender.archive?.(place, AbortSignal.any([signal, AbortSignal.timeout(SEND_MS)]))
    if (outcome === undefined) return
    if (outcome.kind === 'retry' || outcome.kind === 'uncertain') return
    // A thread that is gone, locked or not ours is left alone.
    if (outcome.kind === 'refused') log.debug('thread_not_closed', { place, reason: outcome.why })
    closed = { ...closed, [place]: lastAt }
    await store.saveFact(FACT, closed)
  }
}

/** Threads in Discord without an open story, each with the time of its newest report in ms since 1970. */
async function quietPlaces(
  store: World['store'],
  routes: readonly string[],
  now: number,
  quietMs: number,
): Promise<ReadonlyMap<string, number>> {
  const stories = (await store.openStories(now - quietMs - LATELY_MS)).filter(one => one.telling !== null)
  const newest = new Map<string, number>()
  for (const { id, thread = id, lastAt } of stories) newest.set(thread, Math.max(newest.get(thread) ?? 0, lastAt))
  const places = new Map<string, number>()
  for (const { id, thread = id, telling } of stories) {
    const lastAt = newest.get(thread) ?? 0
    if (isOpen({ lastAt }, now, quietMs)) continue
    const postId = telling?.postId ?? ''
    for (const told of [postId, ...routes.map(route => copyIdOf(route, postId))]) {
      const post = await store.delivery(told)
      const place = post === null ? null : placeOfMessage(post)
      if (place === null || readPlace(place)?.thread == null) continue
      places.set(place, Math.max(places.get(place) ?? 0, lastAt))
    }
  }
  return places
}
