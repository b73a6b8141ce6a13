import type { Card } from '../../src/alerts/card/card.ts'
import type { Delivery, DeliveryAction } from '../../src/alerts/delivery.ts'
import { markerOf } from '../../src/alerts/plan.ts'
import type { ToldStory } from '../../src/alerts/told-story.ts'
import type { Keep } from '../../src/config/settings.ts'
import { NO_HINTS } from '../../src/feeds/fetched.ts'
import type { Item } from '../../src/feeds/item.ts'
import { NO_CADENCE } from '../../src/feeds/schedule/cadence.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import type { ArchivedItem, Commit } from '../../src/io/store/store.ts'
import type { Verdict } from '../../src/rules/verdict.ts'
import { idOf } from '../../src/text/id.ts'

/** A day in the middle of the tests' time: 2026-03-10T00:00:00Z. */
export const DAY0 = Date.UTC(2026, 2, 10)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** The defaults of `keep`. */
export const KEEP: Keep = { seenMs: 365 * DAY, archiveMs: 183 * DAY }

export function makeItem(name: string, over: Partial<Item> = {}): Item {
  return {
    id: idOf(['item', name]),
    keys: [`guid:feed:${name}`, `url:https://example.org/${name}`, `title:Title of ${name}`],
    feedId: 'feed',
    outlet: 'Example Wire',
    url: `https://example.org/${name}`,
    title: `Title of ${name}`,
    summary: `Summary of ${name}.`,
    publishedAt: DAY0,
    firstSeenAt: DAY0,
    language: 'en',
    ...over,
  }
}

export const VERDICT: Verdict = {
  alert: true,
  doubtful: false,
  rules: ['talks'],
  type: 'talks',
  priority: 'normal',
  route: 'default',
  score: null,
  points: [],
  because: [{ rule: 'talks', outcome: 'matched', text: 'The title names both sides.', words: ['Pyongyang'] }],
}

export function archived(item: Item, storyId: string | null = null): ArchivedItem {
  return { item, verdict: VERDICT, storyId, outcome: 'the first report of its story' }
}

export function makeCard(name: string): Card {
  return {
    storyId: `story-${name}`,
    type: 'talks',
    priority: 'normal',
    title: `Title of ${name}`,
    url: `https://example.org/${name}`,
    lead: { itemId: name, outlet: 'Example Wire', affiliation: null, url: null },
    brief: { summary: [], people: [], where: [], coming: [] },
    also: [],
    origins: 1,
    rules: ['talks'],
    words: ['Pyongyang'],
    publishedAt: DAY0,
    firstSeenAt: DAY0,
  }
}

export function makeDelivery(name: string, over: Partial<Delivery> = {}): Delivery {
  const action: DeliveryAction = over.action ?? { kind: 'post' }
  const id = idOf(['delivery', name], 20)
  return {
    id,
    nonce: id,
    marker: markerOf(action.kind === 'edit' ? action.of : id),
    route: 'default',
    action,
    storyId: `story-${name}`,
    itemIds: [name],
    card: makeCard(name),
    state: { at: 'pending' },
    createdAt: DAY0,
    order: 0,
    attempts: 0,
    firstTriedAt: null,
    notBefore: 0,
    ...over,
  }
}

export function makeStory(name: string, lastAt = DAY0): ToldStory {
  return { id: `story-${name}`, openedAt: lastAt, lastAt, items: [], reports: [], telling: null }
}

export function makeCommit(over: Partial<Commit>): Commit {
  return { deliveries: [], stories: [], events: [], withdrawn: [], archive: [], seen: [], feed: null, ...over }
}

export function makePollState(feedId: string, dueAt: number): PollState {
  return {
    feedId,
    dueAt,
    polledAt: DAY0,
    read: true,
    configuredUrl: `https://${feedId}.example/`,
    movedUrl: null,
    moving: null,
    validators: null,
    gone: false,
    failures: 0,
    failure: null,
    hints: NO_HINTS,
    cadence: NO_CADENCE,
    health: { kind: 'well' },
  }
}
