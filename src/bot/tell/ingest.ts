/**
 * Turns the items of one poll into alerts: recognised, judged, put into stories, planned as deliveries.
 * Up to 25 items are written in one commit. Repeating it does no harm, because ids are derived from content.
 */

import { superseded } from '../../alerts/delivery/queue.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { type Timing, timeOf, timing } from '../../alerts/timing.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import { standing } from '../../desk/steering.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { ArchivedItem, Commit, StoredEvent } from '../../io/store/store.ts'
import type { Verdict } from '../../rules/verdict.ts'
import { steeringIn } from '../steering.ts'
import type { Polled, World } from '../world.ts'
import { copiesOf } from './copies.ts'
import { firstReadFact, recognised } from './new-items.ts'
import { withTurn } from './overtaken.ts'
import { newPatience, type Patience, readPages, waiting } from './pages-in-time.ts'
import { type StoriesAtHand, storyItemOf, tell } from './plan-messages.ts'
import { judgedOf, kept, secondLook } from './second-look.ts'
import { watchesToTell } from './watchers.ts'
import { summariseTold } from './written-summaries.ts'

/** Result of ingesting one feed's poll. */
export interface Ingested {
  readonly items: number
  readonly fresh: number
  /** New messages; edits of existing cards are counted separately. */
  readonly alerts: number
  readonly edits: number
  /** Names of the rules that matched, once per item. */
  readonly rules: readonly string[]
}

const POST: Timing = { post: true }
const EMPTY = { deliveries: [], stories: [], events: [], withdrawn: [], archive: [], seen: [] }

/** An item with its own verdict. */
interface Decided {
  readonly item: Item
  readonly when: Timing
  readonly verdict: Verdict
}

const NOTHING: Ingested = { items: 0, fresh: 0, alerts: 0, edits: 0, rules: [] }

/** Items that are judged, placed, planned and committed together; between two parts another feed gets its turn. */
export const PART = 25

/**
 * Ingests one feed's poll: unseen items are judged, placed, planned and committed, in order of publication, in parts. Yields the result so far.
 * Each part is committed as a whole, and the feed's state with the last: if interrupted in between, the feed is polled again, and what was
 * committed is recognised. The last part also marks a handed answer as taken in.
 * @param first whether the feed has never been read before
 * @param open the open stories, kept up to date across the feeds of a cycle
 * @throws StoreError
 */
export async function* ingestParts(
  world: World,
  feed: Feed,
  polled: Polled,
  first: boolean,
  open: StoriesAtHand,
  signal: AbortSignal,
): AsyncGenerator<Ingested> {
  const { handed } = polled
  const last = handed === undefined ? {} : { answer: handed.id }
  if (polled.kind !== 'read') {
    await world.store.commit({ ...EMPTY, feed: handed?.stale === true ? null : polled.state, ...last })
    yield NOTHING
    return
  }
  const found = await recognised(world, feed, polled, first)
  if (found === null) {
    // A new entry has a name that was met before: only a comparison with all entries shows what it is.
    if (polled.again !== undefined) yield* ingestParts(world, feed, await polled.again(), first, open, signal)
    return
  }
  const unseen = [...found.fresh].sort((a, b) => timeOf(a) - timeOf(b))
  const timings = timing(unseen, found.first, world.decisions().settings, world.clock.now())
  const patience = newPatience()
  const inParts = found.first && unseen.length > PART
  if (inParts) await world.store.saveFact(firstReadFact(feed.id), true)
  let so: Ingested = { ...NOTHING, items: polled.items.length + (polled.standing ?? 0) }
  for (let from = 0; from === 0 || from < unseen.length; from += PART) {
    // Items that another feed brought meanwhile join its story: posted once, credited to both feeds.
    const part = unseen.slice(from, from + PART).map((item, at) => ({ item, when: timings[from + at] ?? POST }))
    const isLast = from + PART >= unseen.length
    const end = isLast ? { feed: handed?.stale === true ? null : found.state, ...last } : { feed: null }
    const came = await ingestPart(world, feed, part, end, open, patience, signal)
    if (came === null) return
    so = {
      items: so.items,
      fresh: so.fresh + came.fresh,
      alerts: so.alerts + came.alerts,
      edits: so.edits + came.edits,
      rules: [...so.rules, ...came.rules],
    }
    // Also for a first read that was resumed: a single part may be left of it.
    if (found.first && isLast) await world.store.saveFact(firstReadFact(feed.id), null)
    yield so
  }
}

/** Ingests to the end. @returns the whole result */
export async function ingest(...taken: Parameters<typeof ingestParts>): Promise<Ingested> {
  let last = NOTHING
  for await (const so of ingestParts(...taken)) last = so
  return last
}

/** @returns null: the signal aborted, and nothing of the part is recorded */
async function ingestPart(
  world: World,
  feed: Feed,
  part: readonly { readonly item: Item; readonly when: Timing }[],
  end: Pick<Commit, 'feed' | 'answer'>,
  open: StoriesAtHand,
  patience: Patience,
  signal: AbortSignal,
): Promise<Ingested | null> {
  const decisions = world.decisions()
  const now = world.clock.now()
  const judged: Decided[] = []
  for (const { item, when } of part) {
    judged.push({ item, when, verdict: decisions.judge(judgedOf(item, feed)) })
    await world.breathe()
  }
  const pages = await readPages(
    world,
    feed,
    judged.filter(one => one.when.post && (one.verdict.alert || one.verdict.doubtful)),
    patience,
    signal,
  )

  // Stopped, or past the cycle's deadline: nothing is recorded, so everything is polled and judged again. Going on without
  // the pages would record items whose second look never came.
  if (signal.aborted) return null

  const mutes = standing(await steeringIn(world.store), now)
  const watches = await watchesToTell(world.store)
  const deliveries: Delivery[] = []
  const stories = new Map<string, ToldStory>()
  let events: StoredEvent[] = []
  const archive: ArchivedItem[] = []
  const verdicts = new Map<string, Verdict>()
  const withdrawn: string[] = []
  for (const { item, when, verdict: first } of judged) {
    await world.breathe()
    const page = pages.get(item.id) ?? null
    const looked = first.doubtful && !first.alert ? secondLook(first, item, feed, page, decisions) : first
    const verdict = withTurn(looked, storyItemOf(item), open.lately(), decisions)
    verdicts.set(item.id, verdict)
    if (!verdict.alert && !verdict.doubtful) {
      archive.push({ item, verdict: kept(verdict), storyId: null, outcome: 'no rule matched' })
      continue
    }
    const told = tell({ item, verdict, feed, page, timing: when, mutes, watches }, open, decisions, now)
    if (told.story !== null) stories.set(told.story.id, told.story)
    for (const other of told.others) stories.set(other.id, other)
    withdrawn.push(...told.withdrawn)
    deliveries.push(...told.deliveries)
    // A report may withdraw events of an earlier one in the same part, which the store does not have yet.
    events = [...events.filter(event => !told.withdrawn.includes(event.storyId)), ...told.events]
    archive.push({ item, verdict: kept(verdict), storyId: told.story?.id ?? null, outcome: told.why })
    const { id, title } = item
    const facts = { feed: feed.id, item: id, title, rules: verdict.rules, story: told.story?.id, outcome: told.why }
    world.log.info('item', facts, `${feed.id}: “${title}” – ${told.why}`)
  }
  const said = await waiting(world, patience, 'summaries', ms =>
    summariseTold({ deliveries, stories: [...stories.values()] }, world, ms, signal),
  )
  for (const story of said.stories) open.retell(story)
  const told = new Map(said.stories.map(story => [story.id, story]))
  const all = said.deliveries.flatMap(one => {
    const from = { story: told.get(one.storyId), verdict: verdicts.get(one.itemIds[0] ?? '') }
    return [one, ...copiesOf(one, from, decisions, route => world.placeOf?.(route) ?? route, now)]
  })
  const numbered = withoutReplaced(all).map(one => ({ ...one, feedId: feed.id, order: open.nextOrder() }))
  const seen = part.map(one => one.item)
  await world.store.commit({
    deliveries: numbered,
    stories: said.stories,
    events,
    withdrawn,
    archive,
    seen,
    ...end,
  })
  if (numbered.length > 0) world.delivered()
  const edits = numbered.filter(one => one.action.kind === 'edit' && one.copyOf === undefined).length
  return {
    items: part.length,
    fresh: part.length,
    alerts: numbered.filter(isAlert).length,
    edits,
    rules: archive.flatMap(one => one.verdict.rules),
  }
}

/** Whether a delivery is a new message, and not a copy of another. */
function isAlert({ action, copyOf, directOf }: Delivery): boolean {
  return action.kind !== 'edit' && copyOf === undefined && directOf === undefined
}

/** Of several edits of one message in a part, the last says everything: the others are not even stored. */
function withoutReplaced(deliveries: readonly Delivery[]): readonly Delivery[] {
  const replaced = superseded(deliveries)
  return deliveries.filter(one => !replaced.has(one.id))
}
