import type { Brief, Coming } from '../briefs/brief.ts'
import type { Item } from '../feeds/item.ts'
import type { Verdict } from '../rules/verdict.ts'
import { idOf } from '../text/id.ts'
import type { Card, CardReport, Watcher } from './card/card.ts'
import type { Delivery, DeliveryAction } from './delivery.ts'
import type { Telling, ToldStory } from './told-story.ts'

/** One item of a story that may be posted, with what was decided about it. */
export interface Telltale {
  readonly item: Item
  readonly verdict: Verdict
  readonly affiliation: string | null
  /** What the report says in the channel's language, if it is in another one; null: the headline says it, or nothing is certain. */
  readonly gist: string | null
  /** The story with this item. */
  readonly story: ToldStory
  /** The brief of the story over all its reports. */
  readonly brief: Brief
  readonly origins: number
  /** The origins' names, in order of arrival. */
  readonly originNames: readonly string[]
  /** Users who watch the item's subject; absent: none. */
  readonly watchers?: readonly Watcher[]
  /** What was posted before in the event's thread. */
  readonly thread: ThreadSoFar
}

/** The posted part of a new event's thread. */
export interface ThreadSoFar {
  /** The story posted last; null: the event begins a thread. */
  readonly last: ToldStory | null
  /** A story on whose card the item is only listed, since it adds little to it; null: it gets its own message. */
  readonly beside: ToldStory | null
  readonly overtaken: readonly Overtaken[]
}

/** A posted story that a new event overtakes. */
export interface Overtaken {
  readonly story: ToldStory
  /** How its card says so: "since called off"; null: only its coming dates are withdrawn. */
  readonly says: string | null
  /** Whether its coming dates are withdrawn. */
  readonly strikes: boolean
}

/** Most later reports on a card, since each edit is stored with the whole card. */
const MOST_ALSO = 60

export interface PlanSettings {
  /** `reply`: a new event is a reply to the last card of its thread; `off`: it is a card of its own. */
  readonly developments: 'reply' | 'off'
}

export interface Planned {
  readonly telling: Telling | null
  readonly deliveries: readonly Delivery[]
  /** Other stories whose cards change, in their new state. */
  readonly others: readonly ToldStory[]
  /** What is done and why, in one sentence. */
  readonly why: string
}

/**
 * Decides what to post for an item: a new card, a reply to its thread's last card, an edit of its story's card, or nothing; and which
 * earlier cards it overtakes. Every id is derived from content, so that planning the same item again gives the same deliveries.
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

/** Whether an event is still to come, its own day included: past events are not withdrawn. */
export function isAhead({ date }: Pick<Coming, 'date'>, now: number): boolean {
  return date >= new Date(now).toISOString().slice(0, date.length)
}

/** Edits the card of an overtaken story: it says so, links to the newer card, and its coming dates are struck out. */
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

/** The state of a delivery that was never tried. @param now ms since 1970 */
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

/** The marker of a delivery: a short name for its message's footer. */
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

/** Each word once, without those contained in another: "Kim" adds nothing to "Kim Jong-un". */
function telling(words: readonly string[]): readonly string[] {
  const distinct = [...new Map(words.map(word => [word.toLowerCase(), word])).values()]
  return distinct.filter(
    word => !distinct.some(other => other !== word && other.toLowerCase().includes(word.toLowerCase())),
  )
}

/** The card with one more report of its event. Withdrawn dates stay withdrawn. */
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

/** The card with one more report listed. */
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
