import type { ToldStory } from '../alerts/told-story.ts'
import { Shelf } from '../stories/alike/shelf.ts'
import type { Decisions } from './world.ts'

/** Most sample reports of a story that is never posted, so that the first real one need not wait for what is built at first use. */
const MOST_SAMPLES = 2
/** Appended to a sample, so that its people, places and dates are searched for. */
const MORE = 'The two sides will meet again on 3 June.'

/** Makes the decisions build what they build at first use: tables of thousands of names take as long as one item may. */
export async function warm(decisions: Decisions): Promise<void> {
  const breathe = async () => {}
  const shelf = new Shelf<ToldStory>()
  const place = await decisions.placer([], shelf, breathe)
  const samples = decisions.ruleSet.rules.flatMap(rule => rule.matches).slice(0, MOST_SAMPLES)
  for (const [index, title] of samples.entries()) {
    const judged = { title, summary: title, language: 'en', source: '', outlet: '', outletKind: 'wire' }
    decisions.judge(judged)
    decisions.brief(
      [{ title, text: `${title}. ${MORE}`, outlet: '', language: 'en', timeZone: 'UTC', publishedAt: 0 }],
      0,
    )
    const item = { id: `${index}`, title, summary: title, language: 'en', outlet: '', url: null, at: 0 }
    shelf.put(place(item, shelf, 0, []).story)
  }
}
