import { idOf } from '../text/id.ts'
import type { Card, ListedStory } from './card/card.ts'
import { SHARES } from './card/limits.ts'
import { listedLine } from './card/listed.ts'
import type { Delivery } from './delivery.ts'
import { unsent } from './plan.ts'

/** If there are more new messages than this in this time, the rest goes into summary cards. */
export interface FloodSettings {
  readonly messages: number
  readonly withinMs: number
}

/** The deliveries gathered into summary cards, and the cards. */
export interface Gathered {
  readonly members: readonly Delivery[]
  readonly summaries: readonly Delivery[]
}

const NONE: Gathered = { members: [], summaries: [] }

/** Whether a delivery counts towards a flood: a new message that pings nobody. */
export function countsToFlood({ action, card }: Delivery): boolean {
  return card.watchers === undefined && action.kind !== 'edit' && card.priority !== 'high' && card.notice === undefined
}

/**
 * If a channel is due more messages than its limit, the first are messages of their own and the rest go into summary cards, a line
 * with a link each. What was already tried stays a message, since it may have arrived; a single one is never a summary.
 * @param ordered a channel's due deliveries, in order
 * @param lately how many messages the channel got within the time
 * @param now ms since 1970
 */
export function gather(ordered: readonly Delivery[], lately: number, settings: FloodSettings, now: number): Gathered {
  const due = ordered.filter(countsToFlood)
  const room = Math.max(0, settings.messages - lately)
  const [own, rest] = [due.filter(isBound), due.filter(one => !isBound(one))]
  const members = rest.slice(Math.max(0, room - own.length))
  if (members.length < 2) return NONE
  const edits = new Map(ordered.flatMap(({ action, card }) => (action.kind === 'edit' ? [[action.of, card]] : [])))
  const stories = members.map(one => ({ delivery: one, line: lineOf(one, edits.get(one.id) ?? one.card) }))
  return { members, summaries: packed(stories).map((part, index) => summaryOf(part, now, index)) }
}

/** A summary card is sent as it is, and what may have arrived must not be sent in another form. */
function isBound({ gathers, state, firstTriedAt, attempts }: Delivery): boolean {
  return gathers !== undefined || state.at !== 'pending' || firstTriedAt !== null || attempts > 0
}

interface Member {
  readonly delivery: Delivery
  readonly line: ListedStory
}

function lineOf(delivery: Delivery, { title, url, type, lead, gist }: Card): ListedStory {
  return { deliveryId: delivery.id, title, url, type, outlet: lead.outlet, ...(gist === undefined ? {} : { gist }) }
}

/** The stories of one card. */
type Part = readonly [Member, ...(readonly Member[])]

/** Fills each card with as many lines as fit. */
function packed(members: readonly Member[]): readonly Part[] {
  const parts: [Member, ...Member[]][] = []
  let room = 0
  for (const member of members) {
    const needs = listedLine(member.line).length + 1
    const part = parts.at(-1)
    if (part === undefined || needs > room) {
      parts.push([member])
      room = SHARES.listed
    } else part.push(member)
    room -= needs
  }
  return parts
}

function summaryOf(members: Part, now: number, order: number): Delivery {
  const deliveries = members.map(one => one.delivery)
  const id = idOf(['flood', ...deliveries.map(one => one.id)], 20)
  const storyId = `flood ${id}`
  const cards = deliveries.map(one => one.card)
  const published = Math.max(...cards.map(card => card.publishedAt ?? 0))
  return {
    ...unsent(id, now, order),
    route: members[0].delivery.route,
    action: { kind: 'post' },
    storyId,
    itemIds: deliveries.flatMap(one => one.itemIds),
    gathers: deliveries.map(one => one.id),
    card: {
      storyId,
      type: 'other',
      priority: cards.every(card => card.priority === 'low') ? 'low' : 'normal',
      title: `${members.length} more ${members.length === 1 ? 'story' : 'stories'}`,
      url: null,
      lead: { itemId: '', outlet: '', affiliation: null, url: null },
      brief: { summary: [], people: [], where: [], coming: [] },
      also: [],
      origins: 0,
      rules: [...new Set(cards.flatMap(card => card.rules))],
      words: [],
      publishedAt: published === 0 ? null : published,
      firstSeenAt: now,
      listed: members.map(one => one.line),
    },
  }
}
