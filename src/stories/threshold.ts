import type { Ranked } from './rank.ts'
import type { Tuning } from './tuning.ts'

/**
 * How alike an item must be to a story to join it: more in a stream whose items all say the same words, and more where other stories are
 * as near. One fixed value fails on either kind of stream.
 * @param cohesion of the stream, as Frequencies gives it
 */
export function thresholdOf(ranked: readonly Ranked[], cohesion: number, tuning: Tuning): number {
  if (ranked[0]?.across === true) return tuning.acrossThreshold
  let others = 0
  for (let place = 1; place <= tuning.runnersUp; place += 1) {
    const other = ranked[place]
    others += other === undefined || other.across ? 0 : other.score
  }
  return tuning.threshold + tuning.cohesionSlope * cohesion + (tuning.runnerUpSlope * others) / tuning.runnersUp
}
