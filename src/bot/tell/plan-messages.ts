import type { Delivery } from '../../alerts/delivery.ts'
import { directTo, MOST_NAMED } from '../../alerts/places/direct.ts'
import { isAhead, type Overtaken, plan, type ThreadSoFar } from '../../alerts/plan.ts'
import { type Timing, timeOf } from '../../alerts/timing.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Coming, Report } from '../../briefs/brief.ts'
import type { Settings } from '../../config/settings.ts'
import { type Mutables, mutedBy, mutedReason, threadMuted } from '../../desk/muted.ts'
import type { Mute } from '../../desk/steering.ts'
import { type Watch, watchersOf } from '../../desk/watching.ts'
import { mayLapse, overtakes } from '../../events/compare/turn.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { StoredEvent } from '../../io/store/store.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { StoryItem } from '../../stories/story.ts'
import type { ArticleText, Decisions, Placed } from '../world.ts'

/** The open stories of this process, each in its newest state. */
export interface StoriesAtHand {
  place(item: StoryItem, now: number): Placed
  put(story: ToldStory): void
  /** Replaces a story whose card changes without a report of its own. */
  retell(story: ToldStory): void
  /** The posted stories of a thread, oldest first. */
  thread(id: string): readonly ToldStory[]
  /** The posted stories of the last two weeks. */
  lately(): Iterable<ToldStory>
  /** A rising number: two feeds may be ingested within one ms, and their messages still have an order. */
  nextOrder(): number
}

export interface ToTell {
  readonly item: Item
  readonly verdict: Verdict
  readonly feed: Feed
  readonly page: ArticleText | null
  readonly timing: Timing
  /** What people have muted. */
  readonly mutes: readonly Mute[]
  /** Users' watches; missing: none. */
  readonly watches?: readonly Watch[]
}

export interface Told {
  /** The item's story; null: it belongs to none. */
  readonly story: ToldStory | null
  /** Other stories whose cards change by it. */
  readonly others: readonly ToldStory[]
  readonly deliveries: readonly Delivery[]
  readonly events: readonly StoredEvent[]
  /** Ids of stories whose coming events are withdrawn. */
  readonly withdrawn: readonly string[]
  readonly why: string
}

/** Texts that a story keeps for its summary: of its first reports, and UTF-16 units of each. */
const KEPT_REPORTS = 8
const KEPT_TEXT = 6000
/** An article that reports no event of its own gets no message within this time, in ms, after its thread was posted. */
const ASIDE_MS = 86_400_000

/** Longest summary in a story's record, in UTF-16 units: grouping reads no more (origins.ts reads the most). */
const STORY_TEXT = 1500

/** Places an item among the stories and plans its messages; pure except for `open`, which takes the story. @param now ms since 1970 */
export function tell(one: ToTell, open: StoriesAtHand, decisions: Decisions, now: number): Told {
  const { item, verdict } = one
  // An item that must not be posted opens no story, so that the next report of its event is a message.
  if (!one.timing.post) return untold(one.timing.why)
  const mute = mutedBy(one.mutes, mutablesOf(one, decisions))
  if (mute !== null) return untold(mutedReason(mute))
  const placed = open.place(storyItemOf(item), now)
  if (!verdict.alert && (placed.kind === 'opened' || placed.story.telling === null))
    return untold('it is doubtful: not alerted by itself, and it belongs to no posted story')
  // The card of a muted story is still edited, which notifies nobody; new events of its thread are not posted.
  const muted = placed.story.telling === null ? threadMuted(one.mutes, placed.story.thread ?? placed.story.id) : null
  if (muted !== null) return untold(mutedReason(muted))
  const report = reportOf(one)
  const kept = placed.story.reports.length < KEPT_REPORTS ? [...placed.story.reports, report] : placed.story.reports
  return say(one, { ...placed, story: { ...placed.story, reports: kept } }, open, decisions, now)
}

function mutablesOf({ item, feed }: ToTell, decisions: Decisions): Mutables {
  return {
    title: item.title,
    summary: item.summary,
    outlets: [item.outlet, feed.name, feed.id],
    lists: () => decisions.listsIn(`${item.title}\n${item.summary}`, item.language),
    spellingsOf(name) {
      const { also = [], generated = [] } = decisions.people.find(one => one.name === name) ?? {}
      return [...also, ...generated]
    },
  }
}

/** An item as grouping reads it. */
export function storyItemOf(item: Item): StoryItem {
  const { id, title, summary, language, outlet, url } = item
  return { id, title, summary: summary.slice(0, STORY_TEXT), language, outlet, url, at: timeOf(item) }
}

function untold(why: string): Told {
  return { story: null, others: [], deliveries: [], events: [], withdrawn: [], why }
}

function say(one: ToTell, placed: Placed, open: StoriesAtHand, decisions: Decisions, now: number): Told {
  const { item, verdict, feed } = one
  const { story, event, origins } = placed
  const thread = story.telling === null ? threadSoFar(placed, open, decisions, now) : NO_THREAD
  const gone = new Set(thread.overtaken.flatMap(each => (each.strikes ? datesOf(each.story) : [])))
  const late = story.telling === null && isOverBefore(placed, open, decisions)
  const language = languageOf(decisions.settings, story.telling?.route ?? verdict.route)
  const whole = decisions.brief(story.reports, now, language)
  const brief = { ...whole, coming: late ? [] : whole.coming.filter(each => !gone.has(each.date)) }
  const watching = watchersOf(one.watches ?? [], mutablesOf(one, decisions))
  const named = watching.filter(watch => !watch.direct).slice(0, MOST_NAMED)
  const planned = plan(
    {
      item,
      verdict,
      affiliation: feed.affiliation,
      gist: item.language.startsWith(language) ? null : decisions.gist(item.title, event),
      story,
      brief,
      origins,
      originNames: decisions.originNames(story.items),
      ...(named.length === 0 ? {} : { watchers: named.map(({ by, guildId }) => ({ id: by, guildId })) }),
      thread,
    },
    decisions.settings.stories,
    now,
  )
  // Watchers are notified of new messages only: an edit notifies nobody.
  const alert = planned.deliveries.find(each => each.action.kind !== 'edit')
  const direct = watching
    .filter(watch => !named.includes(watch))
    .flatMap(watch => (alert === undefined ? [] : [directTo(watch.by, alert, watch.value)]))
  const told = { ...story, telling: planned.telling }
  open.put(told)
  for (const other of planned.others) open.retell(other)
  const events =
    planned.telling?.card.brief.coming.map(coming => ({
      ...coming,
      storyId: story.id,
      ...announcedBy(coming, story, item),
    })) ?? []
  const withdrawn = thread.overtaken.filter(each => each.strikes).map(each => each.story.id)
  return {
    story: told,
    others: planned.others,
    deliveries: [...planned.deliveries, ...direct],
    events,
    withdrawn,
    why: planned.why,
  }
}

/** The report that announces a coming event; if that is not known, the one that is told now. */
function announcedBy({ source }: Coming, { reports, items }: ToldStory, now: Item): Pick<StoryItem, 'title' | 'url'> {
  const report = source === undefined ? undefined : reports[source.report]
  const one = items.find(({ title, outlet }) => title === report?.title && outlet === report.outlet)
  const { title, url } = one ?? now
  return { title, url }
}

const NO_THREAD: ThreadSoFar = { last: null, beside: null, overtaken: [] }

/** The posted stories in the thread of a new event, and those that the event overtakes. */
function threadSoFar(
  { event, follows, beside, story }: Placed,
  open: StoriesAtHand,
  decisions: Decisions,
  now: number,
): ThreadSoFar {
  // Once another outlet reports it too, it is news of its own.
  const alone = new Set(story.items.map(one => one.outlet)).size === 1
  const fresh = beside !== null && now - (beside.telling?.toldAt ?? 0) <= ASIDE_MS
  const listedOn = alone && fresh ? beside : null
  const told = open.thread(story.thread ?? story.id).filter(one => one.id !== story.id && one.telling !== null)
  const last = told.at(-1) ?? follows
  if (last === null) return { ...NO_THREAD, beside: listedOn }
  const turn = decisions.turn(event)
  if (turn === null) return { last, beside: listedOn, overtaken: [] }
  const overtaken = told.flatMap((one): readonly Overtaken[] => {
    // A report published before the story that it seems to overtake was merely read later.
    if (one.openedAt > story.lastAt) return []
    const readings = decisions.readingsOf(one)
    const over = readings.some(reading => overtakes(turn, reading))
    const lapses = turn.strikes && readings.some(reading => mayLapse(turn, reading))
    const dated = lapses && one.telling?.card.brief.coming.some(coming => isAhead(coming, now)) === true
    if (!over && !dated) return []
    const says = over && one.telling?.card.overtaken === undefined ? turn.says : null
    return says === null && !dated ? [] : [{ story: one, says, strikes: turn.strikes }]
  })
  return { last, beside: listedOn, overtaken }
}

/** Whether a later publication already overtook what a report says: feeds are read in any order. */
function isOverBefore({ event, story }: Placed, open: StoriesAtHand, decisions: Decisions): boolean {
  const newer = open.thread(story.thread ?? story.id).filter(one => one.telling !== null && one.openedAt > story.lastAt)
  return newer.some(one =>
    decisions.readingsOf(one).some(reading => {
      const turn = decisions.turn(reading)
      return turn?.strikes === true && overtakes(turn, event)
    }),
  )
}

/** The language of a route's readers. */
export function languageOf({ routes, language }: Settings, route: string): string {
  return routes[route]?.language ?? language
}

function datesOf(story: ToldStory): readonly string[] {
  return story.telling?.card.brief.coming.map(one => one.date) ?? []
}

function reportOf({ item, feed, page }: ToTell): Report {
  return {
    title: item.title,
    text: (page?.text ?? item.summary).slice(0, KEPT_TEXT),
    outlet: item.outlet,
    language: item.language,
    timeZone: feed.timeZone,
    publishedAt: timeOf(item),
  }
}
