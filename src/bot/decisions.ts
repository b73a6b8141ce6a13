import type { ToldStory } from '../alerts/told.ts'
import { brief } from '../briefs/about.ts'
import { SUMMARY_LIMITS, summarise } from '../briefs/summary.ts'
import type { Config } from '../config/config.ts'
import { judge } from '../rules/judge.ts'
import { Placer } from '../stories/place.ts'
import type { Story } from '../stories/story.ts'
import type { Decisions, Place } from './world.ts'

/** Joins the floors' decisions for one valid configuration. */
export function decisionsOf(config: Config): Decisions {
  const { settings, feeds, ruleSet, terms, people } = config
  return {
    settings,
    feeds,
    judge: judged => judge(judged, ruleSet),
    placer(before): Place {
      const placer = new Placer((text, language) => terms.scan(text, language))
      for (const item of before) placer.learn(item)
      return (item, open, now) => {
        const placed = placer.place(item, open, now, settings.stories.quietMs)
        return { ...placed, story: toldStory(placed.story) }
      }
    },
    brief: (reports, now) => brief(reports, people, summarise(reports, SUMMARY_LIMITS, settings.language), now),
  }
}

function toldStory(story: Story | ToldStory): ToldStory {
  return 'telling' in story ? story : { ...story, reports: [], telling: null }
}
