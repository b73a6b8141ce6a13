import type { ToldStory } from '../alerts/told-story.ts'
import { brief } from '../briefs/about.ts'
import type { Brief, Report } from '../briefs/brief.ts'
import { compileGazetteer } from '../briefs/places/gazetteer.ts'
import { SUMMARY_LIMITS, summarise } from '../briefs/summary/summary.ts'
import type { Config } from '../config/config.ts'
import { turnOf } from '../events/compare/turn.ts'
import { judge } from '../rules/judge.ts'
import { Shelf } from '../stories/alike/shelf.ts'
import { TUNING } from '../stories/alike/tuning.ts'
import { type Compared, Placer } from '../stories/place.ts'
import type { Story } from '../stories/story.ts'
import { followed, type Member } from '../stories/thread.ts'
import { compileWording, NO_WORDING } from '../stories/wording.ts'
import type { Decisions, Place } from './world.ts'

/** Reports of a story that are read for what its thread is about. */
const READ_REPORTS = 3
/** How long a brief is kept: coming dates may be past afterwards. */
const FRESH_MS = 3_600_000
/** Most posted stories that are searched for a thread. */
const MOST_MEMBERS = 300

/** Joins the pure decision functions for one valid configuration. */
export function decisionsOf(config: Config): Decisions {
  const { settings, feeds, ruleSet, terms, sense } = config
  // People and places are needed only for alerts: most looks alert nothing.
  const known = atFirstUse(() => ({ people: config.people, places: compileGazetteer(config.places) }))
  const listed = atFirstUse(() => {
    const { latin, others } = known().people
    return [...new Set([...latin.values(), ...others.values()].flat())]
  })
  const wording = config.stories === null ? NO_WORDING : compileWording(config.stories)
  const readingOf = sense.read
  const readingsOf = (story: Story) => story.items.slice(0, READ_REPORTS).map(readingOf)
  // A story keeps its first reports only, so their brief is computed once, however many reports join.
  const briefs = new WeakMap<readonly Report[], Map<string, { readonly brief: Brief; readonly at: number }>>()
  return {
    settings,
    feeds,
    judge: judged => judge(judged, ruleSet),
    ruleSet,
    sense,
    get people() {
      return listed()
    },
    lists: terms.lists,
    listsIn: (text, language) => new Set(terms.scan(text, language).flatMap(hit => hit.lists)),
    async placer(before, shelf, breathe): Promise<Place> {
      const placer = new Placer((text, language) => terms.scan(text, language), wording, sense)
      for (const item of before) {
        placer.learn(item)
        await breathe()
      }
      await placer.warm(shelf, breathe)
      return (item, open, now, lately) => {
        const placed = placer.place(item, open, now, settings.stories.quietMs)
        const story = toldStory(placed.story)
        if (placed.kind === 'joined') return { ...placed, story, follows: null, beside: null }
        const alike = new Map(placed.compared.map(one => [one.storyId, one.alike]))
        const told = newest([...lately].filter(one => one.telling !== null))
        const members = told.map(
          (one): Member => ({
            storyId: one.id,
            lastAt: one.lastAt,
            readings: readingsOf(one),
            alike: alike.get(one.id) ?? 0,
          }),
        )
        const over = turnOf(placed.event, sense.turns)?.over ?? []
        const member = followed(placed.event, item.at, members, over, sense.rules)
        const follows = told.find(one => one.id === member?.storyId) ?? null
        const thread = follows === null ? story.id : (follows.thread ?? follows.id)
        const beside = placed.event.kind === 'report' ? besideOf(placed.compared, told) : follows
        return { ...placed, story: { ...story, thread }, follows, beside }
      }
    },
    async nearest(item, stories, breathe) {
      const placer = new Placer((text, language) => terms.scan(text, language), wording, sense)
      await placer.warm(new Shelf(stories), breathe)
      return placer.nearest(item)
    },
    brief(reports, now, language = settings.language) {
      const byLanguage = briefs.get(reports) ?? new Map<string, { readonly brief: Brief; readonly at: number }>()
      briefs.set(reports, byLanguage)
      const before = byLanguage.get(language)
      if (before !== undefined && Math.abs(now - before.at) < FRESH_MS) return before.brief
      const made = brief(reports, known(), summarise(reports, known().places, SUMMARY_LIMITS, language), now)
      byLanguage.set(language, { brief: made, at: now })
      return made
    },
    originNames: items => wording.origins.namesOf(items),
    turn: event => turnOf(event, sense.turns),
    principals: sense.rules.principals,
    reading: readingOf,
    readingsOf,
    gist: sense.gist,
  }
}

/** Makes a value once, at first use. */
function atFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The newest posted stories: in a flood, an item must not be compared with thousands. */
function newest(told: readonly ToldStory[]): readonly ToldStory[] {
  return told.length <= MOST_MEMBERS ? told : [...told].sort((a, b) => b.lastAt - a.lastAt).slice(0, MOST_MEMBERS)
}

/** A posted story with almost enough shared words to join, where the events are neither clearly the same nor clearly different. */
function besideOf(compared: readonly Compared[], told: readonly ToldStory[]): ToldStory | null {
  const near = compared
    .filter(one => one.alike >= TUNING.besideNeeds && (one.relation === 'near' || one.relation === 'unknown'))
    .sort((a, b) => b.alike - a.alike)
  for (const { storyId } of near) {
    const story = told.find(one => one.id === storyId)
    if (story !== undefined) return story
  }
  return null
}

function toldStory(story: Story | ToldStory): ToldStory {
  return 'telling' in story ? story : { ...story, reports: [], telling: null }
}
