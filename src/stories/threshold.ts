import type { Ranked } from './rank.ts'
import type { Tuning } from './tuning.ts'

/**
 * How alike an item must be to a story to join it: more in a stream whose items all say the same words, and more where other stories are
 * as near. One fixed value fails on one kind of stream or the other.
 * @param ranked the stories, best first
 * @param cohesion of the stream, as Frequencies gives it
 */
export function thresholdOf(ranked: readonly Ranked[], cohesion: number, tuning: Tuning): number {
  const [best, ...others] = ranked
  if (best?.across === true) return tuning.acrossThreshold
  const near = others
    .filter(other => !other.across)
    .slice(0, tuning.runnersUp)
    .reduce((sum, other) => sum + other.score, 0)
  return tuning.threshold + tuning.cohesionSlope * cohesion + (tuning.runnerUpSlope * near) / tuning.runnersUp
}
