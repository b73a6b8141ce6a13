import { idOf } from '../text/id.ts'
import type { Delivery } from './delivery.ts'
import { unsent } from './plan.ts'

/** The headline of a sample card, which nobody must mistake for news. */
export const SAMPLE_TITLE = 'TEST, not news: this is what an alert looks like'

/**
 * A card that shows that alerts arrive, and what they look like. It has normal priority, so that it pings no role.
 * @param now ms since 1970: each sample is a message of its own
 */
export function sampleAlert(route: string, now: number): Delivery {
  const id = idOf(['sample', route, String(now)], 20)
  const storyId = `sample ${id}`
  const summary = [
    'This card was posted by a person who is testing whether alerts arrive here. It is not news, and nothing depends on it.',
    'Here is what the reports say, in their own words; the headline links to the report, and further outlets are listed below.',
  ]
  return {
    ...unsent(id, now, 0),
    route,
    action: { kind: 'post' },
    storyId,
    itemIds: [],
    card: {
      storyId,
      type: 'other',
      priority: 'normal',
      title: SAMPLE_TITLE,
      url: null,
      lead: { itemId: '', outlet: 'Backchannel', affiliation: 'test message', url: null },
      brief: {
        summary: summary.map(text => ({ text, outlet: 'Backchannel' })),
        people: [],
        where: [],
        coming: [],
      },
      also: [],
      origins: 1,
      rules: [],
      words: [],
      publishedAt: now,
      firstSeenAt: now,
    },
  }
}
