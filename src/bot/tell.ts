import type { Delivery } from '../alerts/delivery.ts'
import { plan } from '../alerts/plan.ts'
import { type Timing, timeOf } from '../alerts/timing.ts'
import type { ToldStory } from '../alerts/told.ts'
import type { Report } from '../briefs/brief.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Item } from '../feeds/item.ts'
import type { StoredEvent } from '../io/store/store.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { StoryItem } from '../stories/story.ts'
import type { ArticleText, Decisions, Placed } from './world.ts'

/** The open stories of this process, newest state of each. */
export interface Opened {
  place(item: StoryItem, now: number): Placed
  put(story: ToldStory): void
  /** Counts up: two feeds of one cycle may be taken in within one ms, and what they say still has an order. */
  nextOrder(): number
}

export interface ToTell {
  readonly item: Item
  readonly verdict: Verdict
  readonly feed: Feed
  readonly page: ArticleText | null
  readonly timing: Timing
}

export interface Told {
  /** null: the item belongs to no story. */
  readonly story: ToldStory | null
  readonly deliveries: readonly Delivery[]
  readonly events: readonly StoredEvent[]
  readonly why: string
}

/** Texts that a story keeps for its summary: of its first reports, and the head of each. */
const KEPT_REPORTS = 8
const KEPT_TEXT = 6000

/** Places an item among the stories and plans what is said of it; pure but for `open`, which learns the story. */
export function tell(one: ToTell, open: Opened, decisions: Decisions, now: number): Told {
  const { item, verdict } = one
  const { id, title, summary, language, outlet, url } = item
  const placed = open.place({ id, title, summary, language, outlet, url, at: timeOf(item) }, now)
  if (!verdict.alert && (placed.kind === 'opened' || placed.story.telling === null)) {
    return {
      story: null,
      deliveries: [],
      events: [],
      why: 'one side only is named, and no story that was told claims it',
    }
  }
  const report = reportOf(one)
  const kept = placed.story.reports.length < KEPT_REPORTS ? [...placed.story.reports, report] : placed.story.reports
  const story: ToldStory = { ...placed.story, reports: kept }
  if (!one.timing.post) {
    open.put(story)
    return { story, deliveries: [], events: [], why: one.timing.why }
  }
  return say(one, { ...placed, story }, report, open, decisions, now)
}

function say(one: ToTell, placed: Placed, report: Report, open: Opened, decisions: Decisions, now: number): Told {
  const { item, verdict, feed } = one
  const brief = decisions.brief(placed.story.reports, now)
  const { development, origins, story } = placed
  const planned = plan(
    {
      item,
      verdict,
      affiliation: feed.affiliation,
      story,
      brief,
      ownBrief: development === null ? brief : decisions.brief([report], now),
      origins,
      development,
    },
    decisions.settings.stories,
    now,
  )
  const told = { ...story, telling: planned.telling }
  open.put(told)
  const source = { storyId: story.id, title: item.title, url: item.url }
  const events = brief.coming.map(coming => ({ ...coming, ...source }))
  return { story: told, deliveries: planned.deliveries, events, why: planned.why }
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
