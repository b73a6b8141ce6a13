import type { Item } from '../feeds/item.ts'
import { renderDuration } from '../text/time/duration.ts'

/** Which of a new feed's existing entries the first read posts. */
export type FirstRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'newest'; readonly count: number }
  | { readonly kind: 'since'; readonly ms: number }

export interface TimingSettings {
  readonly firstRun: FirstRun
  readonly maxAgeMs: number
}

/** Whether an item may be posted, or is only recorded, and why. */
export type Timing = { readonly post: true } | { readonly post: false; readonly why: string }

/**
 * Decides by age and first read alone, for all new items of one feed at once; the results are in the items' order.
 * An item without a date counts as published when it was first seen.
 * @param first whether this feed has never been read before
 * @param now ms since 1970
 */
export function timing(
  items: readonly Item[],
  first: boolean,
  settings: TimingSettings,
  now: number,
): readonly Timing[] {
  const newestFirst = [...items].sort((a, b) => timeOf(b) - timeOf(a))
  const rankOf = new Map(newestFirst.map((item, rank) => [item, rank]))
  return items.map(item => {
    const age = now - timeOf(item)
    if (age > settings.maxAgeMs) return recorded(`older than ${renderDuration(settings.maxAgeMs)} (maxAge)`)
    if (!first || isFirstPosted(settings.firstRun, rankOf.get(item) ?? 0, age)) return { post: true }
    return recorded(`the feed is read for the first time (firstRun: ${renderFirstRun(settings.firstRun)})`)
  })
}

function isFirstPosted(firstRun: FirstRun, rank: number, age: number): boolean {
  if (firstRun.kind === 'newest') return rank < firstRun.count
  return firstRun.kind === 'since' && age <= firstRun.ms
}

function renderFirstRun(firstRun: FirstRun): string {
  if (firstRun.kind === 'newest') return `newest ${firstRun.count}`
  return firstRun.kind === 'since' ? `since ${renderDuration(firstRun.ms)}` : 'none'
}

/** ms since 1970 at which an item counts as news. */
export function timeOf(item: Item): number {
  return item.publishedAt ?? item.firstSeenAt
}

function recorded(why: string): Timing {
  return { post: false, why: `recorded, not posted: ${why}` }
}
