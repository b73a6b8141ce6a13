import type { DayCount } from '../alerts/chart.ts'
import type { Digest, DigestStory } from '../alerts/digest.ts'
import { timeOf } from '../alerts/timing.ts'
import type { Store } from '../io/store/store.ts'
import type { StoryType } from '../rules/verdict.ts'

const DAY = 86_400_000
/** Shorter than any day. */
const STEP_MS = DAY / 4
/** How far back the last talks and the last summit are looked for: as long as items are kept. */
const LOOK_BACK_MS = 183 * DAY
/** How far ahead coming events are listed. */
const LOOK_AHEAD_MS = 60 * DAY

/**
 * Gathers the digest of the last `days` days from the store.
 * @param now ms since 1970
 * @param timeZone zone whose days are counted
 */
export async function gatherDigest(store: Store, days: number, now: number, timeZone: string): Promise<Digest> {
  const from = now - days * DAY
  const counts = new Map<string, Map<StoryType, number>>()
  // Every day that the time touches, also the one on which it begins; a day of 23 or 25 hours is neither skipped nor counted twice.
  for (let at = from; at < now; at += STEP_MS) counts.set(dateOf(at, timeZone), new Map())
  counts.set(dateOf(now, timeZone), new Map())
  const told = new Set<string>()
  const last = new Map<StoryType, number>()
  for await (const { item, verdict, storyId } of store.archived(now - LOOK_BACK_MS)) {
    if (!verdict.alert || storyId === null) continue
    const at = timeOf(item)
    last.set(verdict.type, Math.max(at, last.get(verdict.type) ?? 0))
    if (at < from || at > now) continue
    told.add(storyId)
    const ofDay = counts.get(dateOf(at, timeZone))
    ofDay?.set(verdict.type, (ofDay.get(verdict.type) ?? 0) + 1)
  }
  const stories: DigestStory[] = []
  for (const id of told) {
    const card = (await store.story(id))?.telling?.card
    if (card === undefined) continue
    const { title, url, type, also, origins } = card
    stories.push({ title, url, type, reports: also.length + 1, origins })
  }
  // A day has begun at its midnight and is to come until it is over.
  const events = await store.events(now - DAY)
  const coming = events.filter(({ at, time }) => (time === 'instant' ? at > now : true) && at <= now + LOOK_AHEAD_MS)
  return {
    from,
    to: now,
    stories,
    coming: distinct(
      coming.map(({ what, date, at, time }) => ({ what, date, at, ...(time === undefined ? {} : { time }) })),
    ),
    days: [...counts].map(([date, byType]): DayCount => ({ date, counts: Object.fromEntries(byType) })),
    lastTalks: last.get('talks') ?? null,
    lastSummit: last.get('summit') ?? null,
  }
}

/** One line for an event that several reports tell of. */
function distinct<T extends { readonly what: string; readonly date: string }>(events: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return events.filter(({ what, date }) => {
    const key = `${date} ${what.toLowerCase()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function dateOf(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(new Date(ms))
}
