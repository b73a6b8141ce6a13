import { firstStartNotice, firstStartText } from '../alerts/first-start.ts'
import { modeAt, type Sender } from '../io/discord/sender.ts'
import type { Store } from '../io/store/store.ts'
import { isRecord } from '../text/record.ts'
import type { World } from './world.ts'

const FACT = 'first-start'
const STARTED = 'started'

/** Name of the route to the operations channel; settings.yaml allows no route of this name. */
export const OPERATIONS = '@operations'

/** Whether no process has led on this store yet. @throws StoreError */
export async function isFirstStart(store: Store): Promise<boolean> {
  return (await store.fact(STARTED)) === null
}

/** Records a new store's start, for the notice after its first look. @param now ms since 1970 @throws StoreError */
export async function noteFirstStart(store: Store, now: number): Promise<void> {
  if (!(await isFirstStart(store))) return
  await store.saveFact(FACT, { since: now })
  await store.saveFact(STARTED, now)
}

export interface FirstStartParts {
  readonly world: Pick<World, 'clock' | 'log' | 'store' | 'decisions' | 'delivered'>
  readonly sender: Pick<Sender, 'mode' | 'modeAt'>
  readonly channelOf: (route: string) => string | null
}

/**
 * Posts once in a store's life that the bot is at work, after the first look that read a feed: until the first alert a channel is empty, and
 * nobody knows whether all is well. A preview does not count, so that a channel configured later gets the message.
 * @throws StoreError
 */
export async function tellFirstStart({ world, sender, channelOf }: FirstStartParts): Promise<void> {
  const { clock, log, store, decisions } = world
  const fact = await store.fact(FACT)
  if (!isRecord(fact) || typeof fact.since !== 'number' || fact.told === true) return
  const { feeds, settings } = decisions()
  const polled = feeds.filter(feed => feed.enabled)
  const states = [...(await store.pollStates(polled.map(feed => feed.id))).values()]
  if (!states.some(state => state.read)) return
  // A feed that answers without entries is well: it has none now.
  const read = states.filter(state => state.read || state.failure === null).length
  const entries = typeof fact.entries === 'number' ? fact.entries : await countArchived(store)
  await store.saveFact(FACT, { since: fact.since, entries })
  if (modeAt(sender, channelOf('default') ?? undefined) === 'preview') return
  const look = { since: fact.since, feeds: polled.length, unread: polled.length - read, entries }
  const operations = sender.mode === 'bot' && settings.operationsChannel !== null
  const where = settings.firstStart ?? (operations ? 'operations' : 'channel')
  const route = where === 'channel' ? 'default' : where === 'operations' && operations ? OPERATIONS : null
  const alerts = route === OPERATIONS ? channelOf('default') : null
  const text = firstStartText(look, alerts)
  log.info('first_look', { text, told: route ?? 'here only' }, text)
  if (route !== null) {
    const notice = firstStartNotice(look, route, alerts, clock.now())
    // If a process ended before the next line, the notice is already stored, and stays as it is.
    await store.commit({ ...NOTHING, deliveries: [notice] })
  }
  await store.saveFact(FACT, { since: fact.since, entries, told: true })
  world.delivered()
}

const NOTHING = { stories: [], events: [], withdrawn: [], archive: [], seen: [], feed: null }

async function countArchived(store: Store): Promise<number> {
  let count = 0
  for await (const _ of store.archived(0)) count += 1
  return count
}
