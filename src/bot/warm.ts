import type { ToldStory } from '../alerts/told.ts'
import { Shelf } from '../stories/shelf.ts'
import type { Decisions } from './world.ts'

/** Two reports of one story that is never told: made up, so that the first real one does not wait for what is built at first use. */
const SAMPLES = [
  'Washington and Pyongyang agree to talks in Geneva on 3 June',
  'Pyongyang and Washington agree to talks in Geneva',
]

/** Has everything that decides build what it builds at first use: tables of thousands of names take as long as an item may. */
export async function warm(decisions: Decisions): Promise<void> {
  const breathe = async () => {}
  const shelf = new Shelf<ToldStory>()
  const place = await decisions.placer([], shelf, breathe)
  for (const [index, title] of SAMPLES.entries()) {
    const judged = { title, summary: title, language: 'en', source: '', outlet: '', outletKind: 'wire' }
    decisions.judge(judged)
    decisions.brief([{ title, text: `${title}.`, outlet: '', language: 'en', timeZone: 'UTC', publishedAt: 0 }], 0)
    const item = { id: `${index}`, title, summary: title, language: 'en', outlet: '', url: null, at: 0 }
    shelf.put(place(item, shelf, 0, []).story)
  }
}
