import type { Card } from '../alerts/card.ts'
import type { DayCount } from '../alerts/chart.ts'
import type { Digest, DigestStory, LastMeeting } from '../alerts/digest.ts'
import { timeOf } from '../alerts/timing.ts'
import type { Store } from '../io/store/store.ts'
import type { StoryType } from '../rules/verdict.ts'
import { dateIn } from '../text/clock-time.ts'

const DAY = 86_400_000
/** How far back the last talks and the last summit are looked for: as long as items are kept. */
const LOOK_BACK_MS = 183 * DAY
/** How far ahead coming events are listed. */
const LOOK_AHEAD_MS = 60 * DAY

/**
 * Gathers the digest of the last `days` times 24 hours from the store. Stories, messages and reports are all counted within that time, and
 * only of stories that were told, so that they come to each other.
 * @param now ms since 1970
 * @param timeZone zone whose days are counted
 */
export async function gatherDigest(store: Store, days: number, now: number, timeZone: string): Promise<Digest> {
  const from = now - days * DAY
  const reports = new Map<string, number[]>()
  const last = new Map<StoryType, { readonly at: number; readonly which: string }>()
  for await (const { item, verdict, storyId } of store.archived(now - LOOK_BACK_MS)) {
    const at = timeOf(item)
    // What came while a digest that was due waited belongs to the next one.
    if (storyId === null || at > now) continue
    if (verdict.alert && at >= (last.get(verdict.type)?.at ?? 0)) last.set(verdict.type, { at, which: item.title })
    if (at <= from) continue
    const times = reports.get(storyId)
    if (times === undefined) reports.set(storyId, [at])
    else times.push(at)
  }
  const stories: DigestStory[] = []
  const counts = new DayCounts(days, now, timeZone)
  for (const [id, times] of reports) {
    const telling = (await store.story(id))?.telling
    if (telling === undefined || telling === null) continue
    const posted = (await store.delivery(telling.postId))?.createdAt ?? 0
    stories.push(storyOf(telling.card, times.length, posted > from && posted <= now ? 1 : 0))
    for (const at of times) counts.add(at, telling.card.type)
  }
  const coming = (await store.events(now)).filter(event => event.at <= now + LOOK_AHEAD_MS)
  return {
    from,
    to: now,
    stories,
    coming: distinct(coming.map(({ storyId: _, title: __, url: ___, ...event }) => event)),
    days: counts.days(),
    lastTalks: meeting(last.get('talks'), now),
    lastSummit: meeting(last.get('summit'), now),
  }
}

function storyOf({ title, url, type, origins }: Card, reports: number, messages: number): DigestStory {
  return { title, url, type, reports, messages, origins }
}

function meeting(last: { readonly at: number; readonly which: string } | undefined, now: number): LastMeeting | null {
  return last === undefined ? null : { days: Math.max(0, Math.floor((now - last.at) / DAY)), which: last.which }
}

/**
 * As many bars as the digest has days. So many times 24 hours touch one calendar day more: the part of the day at one end that is less
 * than half a day counts to its neighbour, whose bar names both.
 */
class DayCounts {
  readonly #timeZone: string
  readonly #bars: { readonly date: string; readonly to?: string; readonly counts: Partial<Record<StoryType, number>> }[]

  constructor(days: number, now: number, timeZone: string) {
    this.#timeZone = timeZone
    const today = Date.parse(dateIn(now, timeZone))
    const dates = Array.from({ length: days + 1 }, (_, index) => isoDate(today - (days - index) * DAY))
    const morning = dateIn(now - DAY / 2, timeZone) !== dateIn(now, timeZone)
    const folded = morning ? days - 1 : 0
    this.#bars = dates.slice(0, days).map((date, index) => {
      const next = dates[index + 1] ?? date
      const own = index < folded || morning ? date : next
      return index === folded ? { date, to: next, counts: {} } : { date: own, counts: {} }
    })
  }

  add(at: number, type: StoryType): void {
    const date = dateIn(at, this.#timeZone)
    const bar = this.#bars.find(one => date <= (one.to ?? one.date)) ?? this.#bars.at(-1)
    if (bar !== undefined) bar.counts[type] = (bar.counts[type] ?? 0) + 1
  }

  days(): readonly DayCount[] {
    return this.#bars
  }
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
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
