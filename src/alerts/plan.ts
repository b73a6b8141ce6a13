import type { Brief } from '../briefs/brief.ts'
import type { Item } from '../feeds/item.ts'
import type { Verdict } from '../rules/verdict.ts'
import { originNames } from '../stories/origins.ts'
import { idOf } from '../text/id.ts'
import type { Card, CardReport } from './card.ts'
import type { Delivery, DeliveryAction } from './delivery.ts'
import type { Telling, ToldStory } from './told.ts'

/** One item that belongs to a story and is to be told, with what was decided on it. */
export interface Telltale {
  readonly item: Item
  readonly verdict: Verdict
  readonly affiliation: string | null
  /** The story as it stands with this item. */
  readonly story: ToldStory
  /** What is said of the story now, over all its reports. */
  readonly brief: Brief
  /** What is said by this report alone, for a development. */
  readonly ownBrief: Brief
  readonly origins: number
  /** Why this report is more than the card tells; null: it is not. */
  readonly development: string | null
}

export interface PlanSettings {
  readonly developments: 'reply' | 'off'
}

export interface Planned {
  readonly telling: Telling | null
  readonly deliveries: readonly Delivery[]
  /** One sentence: what is done and why. */
  readonly why: string
}

/**
 * Decides what is said of an item: a new card, an edit of the story's card, a reply, or nothing.
 * Every id is derived from content, so that planning the same item again plans the same deliveries.
 */
export function plan(tale: Telltale, settings: PlanSettings, now: number): Planned {
  const { item, verdict, story } = tale
  if (story.telling === null) {
    if (!verdict.alert) return { telling: null, deliveries: [], why: 'one side only and no story of it was alerted' }
    const card = newCard(tale)
    const post = delivery({ kind: 'post' }, verdict.route, story.id, item, card, now, 0)
    const telling = { route: verdict.route, postId: post.id, card, toldAt: now }
    return { telling, deliveries: [post], why: 'the first report of its story' }
  }
  const { telling } = story
  const card = joinedCard(telling.card, tale)
  const at = Math.max(now, telling.toldAt + 1)
  const edit = delivery({ kind: 'edit', of: telling.postId }, telling.route, story.id, item, card, at, 0)
  const told = { ...telling, card, toldAt: at }
  if (tale.development === null || settings.developments === 'off' || !verdict.alert) {
    return { telling: told, deliveries: [edit], why: 'joins a story that is told: its card is edited' }
  }
  const own: Card = { ...newCard(tale), priority: verdict.priority, brief: tale.ownBrief, develops: telling.card.title }
  const reply = delivery({ kind: 'reply', to: telling.postId }, telling.route, story.id, item, own, at, 1)
  return { telling: told, deliveries: [edit, reply], why: `a development: ${tale.development}` }
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
  return {
    id,
    nonce: id,
    // An edit replaces the whole message, so it repeats the marker by which the message is found.
    marker: markerOf(action.kind === 'edit' ? action.of : id),
    route,
    action,
    storyId,
    itemIds: [item.id],
    card,
    state: { at: 'pending' },
    createdAt: now,
    order,
    attempts: 0,
    firstTriedAt: null,
    notBefore: 0,
  }
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
    also: [],
    origins,
    originNames: originNames(story.items),
    rules: verdict.rules,
    words: telling(verdict.because.filter(reason => reason.outcome === 'matched').flatMap(reason => reason.words)),
    publishedAt: item.publishedAt,
    firstSeenAt: item.firstSeenAt,
  }
}

/** Each word once, and none that stands inside another: "Kim" says nothing beside "Kim Jong-un". */
function telling(words: readonly string[]): readonly string[] {
  const distinct = [...new Map(words.map(word => [word.toLowerCase(), word])).values()]
  return distinct.filter(
    word => !distinct.some(other => other !== word && other.toLowerCase().includes(word.toLowerCase())),
  )
}

function joinedCard(card: Card, tale: Telltale): Card {
  const known = card.lead.itemId === tale.item.id || card.also.some(also => also.itemId === tale.item.id)
  const newest = Math.max(card.publishedAt ?? 0, tale.item.publishedAt ?? 0)
  return {
    ...card,
    brief: tale.brief,
    also: known ? card.also : [...card.also, report(tale)],
    origins: tale.origins,
    originNames: originNames(tale.story.items),
    publishedAt: newest === 0 ? null : newest,
  }
}

function report(tale: Telltale): CardReport {
  const { item, affiliation } = tale
  return { itemId: item.id, outlet: item.outlet, affiliation, url: item.url }
}
