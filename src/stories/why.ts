import { clip } from '../text/clip.ts'
import type { Frequencies } from './alike/frequencies.ts'
import type { Ranked } from './alike/rank.ts'
import type { Reading } from './alike/story-index.ts'
import { margin, type Thresholds } from './alike/threshold.ts'

/** How many shared words a reason names. */
const NAMED = 5
const TITLE_LENGTH = 80

/** Why an item joined a story: the similarity and the words behind it, the weightiest first. */
export function whyJoined(
  best: Ranked,
  reading: Reading,
  thresholds: Thresholds,
  frequencies: Frequencies,
): readonly string[] {
  const from = best.across ? reading.terms : reading.words
  const sum = best.across ? best.entry.terms : best.entry.words
  const shared = [...from.ids]
    .map((id, index) => ({ id, by: (from.weights[index] ?? 0) * (sum.get(id) ?? 0) * frequencies.idf(id) ** 2 }))
    .filter(one => one.by > 0)
    .sort((a, b) => b.by - a.by || a.id - b.id)
    .slice(0, NAMED)
    .map(one => frequencies.nameOf(one.id))
  return [
    `similarity ${best.score.toFixed(2)} with "${titleOf(best)}", ${needed(best, thresholds)} needed`,
    `${best.across ? 'another language; shared terms' : 'shared'}: ${shared.join(', ')}`,
  ]
}

/** Why an item opened a new story. */
export function whyOpened(nearest: Ranked | undefined, thresholds: Thresholds): readonly string[] {
  if (nearest === undefined) return ['no open story shares a telling word with it']
  if (nearest.related.relation === 'other')
    return [`"${titleOf(nearest)}" is near, but another event: ${nearest.related.why}`]
  if (nearest.otherPeople && margin(nearest, thresholds) >= 1) {
    return [`"${titleOf(nearest)}" is near, but of other people at the same place`]
  }
  return [
    `similarity ${nearest.score.toFixed(2)} with the nearest, "${titleOf(nearest)}", ${needed(nearest, thresholds)} needed`,
  ]
}

function titleOf(ranked: Ranked): string {
  return clip(ranked.entry.story.items[0]?.title ?? '', TITLE_LENGTH)
}

function needed(ranked: Ranked, thresholds: Thresholds): string {
  return (ranked.across ? thresholds.across : thresholds.same).toFixed(2)
}
