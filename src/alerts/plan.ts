import type { Brief, Coming } from '../briefs/brief.ts'
import type { Item } from '../feeds/item.ts'
import type { Verdict } from '../rules/verdict.ts'
import { idOf } from '../text/id.ts'
import type { Card, CardReport, Watcher } from './card/card.ts'
import type { Delivery, DeliveryAction } from './delivery.ts'
import type { Telling, ToldStory } from './told-story.ts'

/** One item that belongs to a story and is to be told, with what was decided on it. */
export interface Telltale {
  readonly item: Item
  readonly verdict: Verdict
  readonly affiliation: string | null
  /** What the report tells in the channel's language, where it is in another one; null: the headline says it, or nothing is certain. */
  readonly gist: string | null
  /** The story as it stands with this item. */
  readonly story: ToldStory
  /** What is said of the story now, over all its reports. */
  readonly brief: Brief
  readonly origins: number
  /** Their names, in order of arrival. */
  readonly originNames: readonly string[]
  /** Users who watch what the item tells; missing: none. */
  readonly watchers?: readonly Watcher[]
  /** What was told before in the event's thread. */
  readonly thread: ThreadSoFar
}

/** The thread of a new event, as far as it was told. */
export interface ThreadSoFar {
  /** The story that was told last; null: the event begins a thread. */
  readonly last: ToldStory | null
  /** A story on whose card the item is listed, since it tells little beside it; null: it is a message. */
  readonly beside: ToldStory | null
  readonly overtaken: readonly Overtaken[]
}

/** A told story that a new event overtakes. */
export interface Overtaken {
  readonly story: ToldStory
  /** How its card says so, "since called off"; null: only its coming dates are withdrawn. */
  readonly says: string | null
  /** Whether its coming dates are withdrawn. */
  readonly strikes: boolean
}

/** Later reports that a card names: each edit is stored with the whole card. */
const MOST_ALSO = 60

export interface PlanSettings {
  /** `reply`: a new event answers the last card of its thread; `off`: it is a card of its own. */
  readonly developments: 'reply' | 'off'
}

export interface Planned {
  readonly telling: Telling | null
  readonly deliveries: readonly Delivery[]
  /** Other stories whose cards change: as they stand then. */
  readonly others: readonly ToldStory[]
  /** One sentence: what is done and why. */
  readonly why: string
}

/**
 * Decides what is said of an item: a new card, an answer to its thread's last card, an edit of its story's card, or nothing; and which
 * earlier cards it overtakes. Every id is derived from content, so that planning the same item again plans the same deliveries.
 */
export function plan(tale: Telltale, settings: PlanSettings, now: number): Planned {
  const { item, verdict, story, thread } = tale
  if (story.telling !== null) {
    const { telling } = story
    const card = joinedCard(telling.card, tale)
    const { edit, told } = edited(story, telling, card, item, now)
    return { telling: told, deliveries: [edit], others: [], why: 'joins a story that is told: its card is edited' }
  }
  if (!verdict.alert) {
    return { telling: null, deliveries: [], others: [], why: 'one side only and no story of it was alerted' }
  }
  const last = thread.last?.telling ?? null
  const { beside } = thread
  if (beside !== null && beside.telling !== null) {
    const { edit, told } = edited(beside, beside.telling, listed(beside.telling.card, tale), item, now)
    const why = `tells little beside "${beside.telling.card.title}": listed on its card until another outlet tells it too`
    return { telling: null, deliveries: [edit], others: [{ ...beside, telling: told }], why }
  }
  const card = newCard(tale)
  const answers = last !== null && settings.developments === 'reply' && last.route === verdict.route
  const at = Math.max(now, ...thread.overtaken.map(one => (one.story.telling?.toldAt ?? 0) + 1))
  const own = answers
    ? delivery(
        { kind: 'reply', to: last.postId },
        verdict.route,
        story.id,
        item,
        { ...card, develops: last.card.title },
        at,
        0,
      )
    : delivery({ kind: 'post' }, verdict.route, story.id, item, card, at, 0)
  const telling = { route: verdict.route, postId: own.id, card: own.card, toldAt: at }
  const over = thread.overtaken.flatMap(one => overtake(one, own, item, at))
  return {
    telling,
    deliveries: [own, ...over.map(one => one.edit)],
    others: over.map(one => one.story),
    why: last === null ? 'the first report of its story' : `a new event of the thread of "${last.card.title}"`,
  }
}

/** Whether an event is still to come, its day included: what was held does not fall with what follows. */
export function isAhead({ date }: Pick<Coming, 'date'>, now: number): boolean {
  return date >= new Date(now).toISOString().slice(0, date.length)
}

/** The card of a story that is overtaken: it says so, with a link to the newer card, and its coming dates are struck. */
function overtake(
  { story, says, strikes }: Overtaken,
  by: Delivery,
  item: Item,
  now: number,
): readonly { readonly edit: Delivery; readonly story: ToldStory }[] {
  const { telling } = story
  if (telling === null) return []
  const { card } = telling
  const fallen = strikes ? card.brief.coming.filter(one => isAhead(one, now)) : []
  const struck = [...(card.struck ?? []), ...fallen.map(({ what, date }) => ({ what, date }))]
  const changed: Card = {
    ...card,
    ...(says === null
      ? {}
      : { overtaken: { phrase: says, postId: by.id }, update: { at: now, phrase: says.replace(/^since /, '') } }),
    ...(struck.length === 0 ? {} : { struck }),
    brief: { ...card.brief, coming: card.brief.coming.filter(one => !fallen.includes(one)) },
  }
  const { edit, told } = edited(story, telling, changed, item, now)
  return [{ edit, story: { ...story, telling: told } }]
}

function edited(story: ToldStory, telling: Telling, card: Card, item: Item, now: number) {
  const at = Math.max(now, telling.toldAt + 1)
  const edit = delivery({ kind: 'edit', of: telling.postId }, telling.route, story.id, item, card, at, 0)
  return { edit, told: { ...telling, card, toldAt: at } }
}

function delivery(
  action: DeliveryAction,
  route: string,
  storyId: string,
  item: Item,
  card: Card,
  now: number,
  order: number,
): Delivery {
  const id = idOf(['delivery', action.kind, route, storyId, item.id], 20)
  // An edit replaces the whole message, so it repeats the marker by which the message is found.
  const marker = markerOf(action.kind === 'edit' ? action.of : id)
  return { ...unsent(id, now, order), marker, route, action, storyId, itemIds: [item.id], card }
}

/** What every delivery has that nobody has tried to send yet. @param now ms since 1970 */
export function unsent(id: string, now: number, order: number) {
  return {
    id,
    nonce: id,
    marker: markerOf(id),
    state: { at: 'pending' },
    createdAt: now,
    order,
    attempts: 0,
    firstTriedAt: null,
    notBefore: 0,
  } as const satisfies Partial<Delivery>
}

/** The short name of a delivery that stands in its message's footer. */
export function markerOf(deliveryId: string): string {
  return deliveryId.slice(0, 8)
}

function newCard(tale: Telltale): Card {
  const { item, verdict, story, brief, origins } = tale
  const lead = report(tale)
  return {
    storyId: story.id,
    type: verdict.type,
    priority: verdict.priority,
    title: item.title,
    url: item.url,
    lead,
    brief,
    ...(tale.gist === null ? {} : { gist: tale.gist }),
    also: [],
    origins,
    originNames: tale.originNames,
    rules: verdict.rules,
    words: telling(verdict.because.filter(reason => reason.outcome === 'matched').flatMap(reason => reason.words)),
    publishedAt: item.publishedAt,
    firstSeenAt: item.firstSeenAt,
    ...(tale.watchers === undefined ? {} : { watchers: tale.watchers }),
  }
}

/** Each word once, and none that stands inside another: "Kim" says nothing beside "Kim Jong-un". */
function telling(words: readonly string[]): readonly string[] {
  const distinct = [...new Map(words.map(word => [word.toLowerCase(), word])).values()]
  return distinct.filter(
    word => !distinct.some(other => other !== word && other.toLowerCase().includes(word.toLowerCase())),
  )
}

/** A card with one more report of its event. What was withdrawn stays withdrawn. */
function joinedCard(card: Card, tale: Telltale): Card {
  const off = new Set((card.struck ?? []).map(one => one.date))
  const coming = tale.brief.coming.filter(one => !off.has(one.date))
  return {
    ...listed(card, tale),
    brief: { ...tale.brief, coming },
    origins: tale.origins,
    originNames: tale.originNames,
  }
}

/** A card that names one more report. */
function listed(card: Card, tale: Telltale): Card {
  const known = card.lead.itemId === tale.item.id || card.also.some(also => also.itemId === tale.item.id)
  const newest = Math.max(card.publishedAt ?? 0, tale.item.publishedAt ?? 0)
  return {
    ...card,
    also: known || card.also.length >= MOST_ALSO ? card.also : [...card.also, report(tale)],
    publishedAt: newest === 0 ? null : newest,
  }
}

function report(tale: Telltale): CardReport {
  const { item, affiliation } = tale
  return { itemId: item.id, outlet: item.outlet, affiliation, url: item.url }
}
