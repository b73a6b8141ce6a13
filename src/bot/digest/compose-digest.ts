import type { Card } from '../../alerts/card/card.ts'
import type { DayCount } from '../../alerts/digest/chart.ts'
import type { AlsoSeen, Digest, DigestStory } from '../../alerts/digest/digest.ts'
import { timeOf } from '../../alerts/timing.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Store } from '../../io/store/store.ts'
import type { StoryType } from '../../rules/verdict.ts'
import { dateIn } from '../../text/time/clock-time.ts'
import { storyItemOf } from '../tell/plan-messages.ts'
import type { Decisions } from '../world.ts'
import { LastMeetings } from './last-meetings.ts'

const DAY = 86_400_000
/** How far back the last talks and summit are searched for: as long as items are kept. */
const LOOK_BACK_MS = 183 * DAY
/** How far ahead coming events are listed. */
const LOOK_AHEAD_MS = 60 * DAY

/** How the digest reads posted stories. */
export type DigestReading = Pick<Decisions, 'reading' | 'turn' | 'principals'>

/**
 * Gathers the digest of the last `days` times 24 hours from the store. Stories, messages and reports are counted within that time, and of
 * posted stories only, so that the figures agree. The stories of a thread are listed as its turns, in order.
 * @param now ms since 1970
 * @param timeZone IANA zone of the days
 */
export async function gatherDigest(
  store: Store,
  days: number,
  now: number,
  timeZone: string,
  decisions: DigestReading,
): Promise<Digest> {
  const from = now - days * DAY
  const reports = new Map<string, number[]>()
  const nearly = new NearlyTold()
  const meetings = new LastMeetings(decisions.principals, timeZone)
  for await (const { item, verdict, storyId } of store.archived(now - LOOK_BACK_MS)) {
    const at = timeOf(item)
    // Items that arrived while this digest waited belong to the next one.
    if (at > now) continue
    if (storyId === null && verdict.doubtful && at > from) nearly.see(item, verdict.score ?? 0)
    if (storyId === null) continue
    if (verdict.alert) meetings.see(decisions.reading(storyItemOf(item)), item.title, at)
    if (at <= from) continue
    const times = reports.get(storyId)
    if (times === undefined) reports.set(storyId, [at])
    else times.push(at)
  }
  const threads = new Map<string, Told[]>()
  const counts = new DayCounts(days, now, timeZone)
  for (const [id, times] of reports) {
    const story = await store.story(id)
    if (story === null || story.telling === null) continue
    const { card, postId } = story.telling
    const postedAt = (await store.delivery(postId))?.createdAt ?? 0
    const posted = postedAt > from && postedAt <= now
    const thread = story.thread ?? story.id
    threads.set(thread, [...(threads.get(thread) ?? []), { story, card, at: postedAt, posted, reports: times.length }])
    for (const at of times) counts.add(at, card.type)
  }
  // An event without a time counts as coming until its day is over.
  const events = await store.events(now - DAY)
  const coming = events.filter(({ at, time }) => (time === 'instant' ? at > now : true) && at <= now + LOOK_AHEAD_MS)
  return {
    from,
    to: now,
    stories: [...threads.values()].map(told => storyOf(told, decisions)),
    coming: distinct(
      coming.map(({ what, date, at, time }) => ({ what, date, at, ...(time === undefined ? {} : { time }) })),
    ),
    alsoSeen: nearly.most(),
    days: counts.days(),
    lastTalks: meetings.talks(now),
    lastSummit: meetings.summit(now),
  }
}

/** Most unposted items that a digest lists. */
const MOST_NEARLY = 5

/** Items that were nearly alerted, each headline once; only as many as are listed. */
class NearlyTold {
  #items: { readonly score: number; readonly item: AlsoSeen }[] = []

  see({ title, url, outlet }: AlsoSeen, score: number): void {
    if (this.#items.some(one => one.item.title === title)) return
    this.#items.push({ score, item: { title, url, outlet } })
    this.#items = this.#items.toSorted((a, b) => b.score - a.score).slice(0, MOST_NEARLY)
  }

  most(): readonly AlsoSeen[] {
    return this.#items.map(one => one.item)
  }
}

/** A posted story of a thread, with its figures within the digest's time. */
interface Told {
  readonly story: ToldStory
  readonly card: Card
  /** When it was posted, in ms since 1970. */
  readonly at: number
  readonly posted: boolean
  readonly reports: number
}

/** A thread's line in the digest: headline of its newest story, its turns, and its present state. */
function storyOf(told: readonly Told[], decisions: DigestReading): DigestStory {
  const inOrder = [...told].sort((a, b) => a.at - b.at)
  const last = inOrder.at(-1)
  if (last === undefined) throw new Error('a thread without a story')
  const { title, url, type } = last.card
  const first = last.story.items[0]
  const turn = first === undefined ? null : decisions.turn(decisions.reading(first))
  return {
    title,
    url,
    type,
    reports: told.reduce((sum, one) => sum + one.reports, 0),
    messages: told.filter(one => one.posted).length,
    origins: Math.max(...told.map(one => one.card.origins)),
    turns: inOrder.map(({ at, card }) => ({ at, phrase: card.title, url: card.url })),
    stands: told.length > 1 && turn !== null ? turn.says.replace(/^since /, '') : null,
  }
}

/**
 * One bar per day of the digest. N times 24 hours touch N + 1 calendar days: the partial day shorter than half a day, at one end, is added to
 * its neighbour, whose bar names both.
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

/** Each event once, though several reports announce it. */
function distinct<T extends { readonly what: string; readonly date: string }>(events: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return events.filter(({ what, date }) => {
    const key = `${date} ${what.toLowerCase()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
