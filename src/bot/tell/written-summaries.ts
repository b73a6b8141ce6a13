import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Sentence } from '../../briefs/brief.ts'
import type { World } from '../world.ts'

export interface ToldStories {
  readonly deliveries: readonly Delivery[]
  readonly stories: readonly ToldStory[]
}

/**
 * Replaces the chosen sentences on the cards of stories that are posted now, if the operator's server writes a credible summary. One request
 * per story; an overtaken story keeps its card's text.
 * @param ms limit for all of them together: later ones keep the reports' own sentences
 */
export async function summariseTold(
  told: ToldStories,
  world: World,
  ms: number,
  signal: AbortSignal,
): Promise<ToldStories> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)])
  const written = new Map<string, readonly Sentence[]>()
  for (const story of told.stories) {
    if (limit.aborted) break
    if (story.telling === null || story.telling.card.overtaken !== undefined) continue
    if (!told.deliveries.some(one => one.storyId === story.id)) continue
    const summary = await world.summarise(story.reports, limit)
    if (summary !== null) written.set(story.id, summary)
  }
  return {
    deliveries: told.deliveries.map(one => {
      const summary = written.get(one.storyId)
      return summary === undefined ? one : { ...one, card: withSummary(one.card, summary) }
    }),
    stories: told.stories.map(one => {
      const summary = written.get(one.id)
      return summary === undefined || one.telling === null
        ? one
        : { ...one, telling: { ...one.telling, card: withSummary(one.telling.card, summary) } }
    }),
  }
}

function withSummary(card: Delivery['card'], summary: readonly Sentence[]): Delivery['card'] {
  return { ...card, brief: { ...card.brief, summary } }
}
