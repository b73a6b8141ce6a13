import type { ToldStory } from '../alerts/told.ts'
import { brief } from '../briefs/about.ts'
import type { Brief, Report } from '../briefs/brief.ts'
import { summarise } from '../briefs/summary.ts'
import type { Config } from '../config/config.ts'
import { judge } from '../rules/judge.ts'
import { Placer } from '../stories/place.ts'
import type { Story } from '../stories/story.ts'
import type { Decisions, Place } from './world.ts'

/** Joins the floors' decisions for one valid configuration. */
export function decisionsOf(config: Config): Decisions {
  const { settings, feeds, ruleSet, terms, people } = config
  // A story keeps its first reports only: what is said of the same ones is worked out once, however many join.
  const briefs = new WeakMap<readonly Report[], Brief>()
  return {
    settings,
    feeds,
    judge: judged => judge(judged, ruleSet),
    async placer(before, shelf, breathe): Promise<Place> {
      const placer = new Placer((text, language) => terms.scan(text, language))
      for (const item of before) {
        placer.learn(item)
        await breathe()
      }
      await placer.warm(shelf, breathe)
      return (item, open, now) => {
        const placed = placer.place(item, open, now, settings.stories.quietMs)
        return { ...placed, story: toldStory(placed.story) }
      }
    },
    brief(reports) {
      const before = briefs.get(reports)
      if (before !== undefined) return before
      const made = brief(reports, people, summarise(reports))
      briefs.set(reports, made)
      return made
    },
  }
}

function toldStory(story: Story | ToldStory): ToldStory {
  return 'telling' in story ? story : { ...story, reports: [], telling: null }
}
