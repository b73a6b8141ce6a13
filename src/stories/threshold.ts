import type { Ranked } from './rank.ts'
import type { Tuning } from './tuning.ts'

/** How alike an item must be to a story to join it. */
export interface Thresholds {
  readonly same: number
  /** To a story that has no report in the item's language. */
  readonly across: number
}

/**
 * More in a stream whose items all say the same words, and more where other stories are as near: one fixed value fails on one kind of
 * stream or the other.
 * @param ranked the stories, best first
 * @param cohesion of the stream, as Frequencies gives it
 */
export function thresholdsOf(ranked: readonly Ranked[], cohesion: number, tuning: Tuning): Thresholds {
  const near = ranked
    .filter(one => !one.across)
    .slice(1, 1 + tuning.runnersUp)
    .reduce((sum, other) => sum + other.score, 0)
  const same = tuning.threshold + tuning.cohesionSlope * cohesion + (tuning.runnerUpSlope * near) / tuning.runnersUp
  return { same, across: tuning.acrossThreshold }
}

/** A score against what is needed: 1 joins. */
export function margin(ranked: Ranked, thresholds: Thresholds): number {
  return ranked.score / (ranked.across ? thresholds.across : thresholds.same)
}
