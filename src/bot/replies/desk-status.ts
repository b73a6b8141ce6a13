import { renderStatus } from '../../desk/answers/status.ts'
import { steeredLines } from '../../desk/steer.ts'
import { outlookOf } from '../../feeds/schedule/outlook.ts'
import type { Store } from '../../io/store/store.ts'
import { steeringIn } from '../steering.ts'
import type { Answer } from './desk-answer.ts'

/** `/status`: the state of feeds and deliveries, according to the store. */
export const status: Answer = async (_, { bot }) => {
  const { store, clock, decisions } = bot.world
  const { feeds } = decisions()
  const now = clock.now()
  const states = await store.pollStates(feeds.map(feed => feed.id))
  const open = await store.openDeliveries()
  const pauses = Object.entries((await store.fact('paused-channels')) ?? {})
  return renderStatus({
    now,
    outlook: outlookOf(feeds, states, now),
    newest: newestOf([...states.values()].map(state => state.polledAt)),
    lastNew: await lastNew(store, now),
    waiting: open.map(one => one.createdAt),
    paused: pauses.map(([channel, pause]) => [channel, String(pause?.why)] as const),
    steered: steeredLines(await steeringIn(store), now),
  })
}

/** How far back the newest entry is searched for, in ms. */
const LATELY_MS = 3 * 86_400_000

async function lastNew(store: Pick<Store, 'archived'>, now: number): Promise<number | null> {
  let last: number | null = null
  for await (const { item } of store.archived(now - LATELY_MS)) last = Math.max(last ?? 0, item.firstSeenAt)
  return last
}

function newestOf(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times)
}
