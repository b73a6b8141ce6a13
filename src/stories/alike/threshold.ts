import type { Ranked } from './rank.ts'
import type { Tuning } from './tuning.ts'

/** Most shared people and places that count when stories are sorted. */
const MOST_NAMES = 3

/** The similarity that an item needs to join a story. */
export interface Thresholds {
  readonly same: number
  /** To a story that has no report in the item's language. */
  readonly across: number
}

/**
 * Higher in a stream whose items share many words, and if other stories are as near: one fixed value fails on one kind of
 * stream or the other.
 * @param ranked the stories, best first
 * @param cohesion the stream's, from Frequencies
 */
export function thresholdsOf(ranked: readonly Ranked[], cohesion: number, tuning: Tuning): Thresholds {
  const near = ranked
    .filter(one => !one.across)
    .slice(1, 1 + tuning.runnersUp)
    .reduce((sum, other) => sum + other.score, 0)
  const same = tuning.threshold + tuning.cohesionSlope * cohesion + (tuning.runnerUpSlope * near) / tuning.runnersUp
  return { same, across: tuning.acrossThreshold }
}

/** A score relative to its threshold: 1 joins. */
export function margin(ranked: Ranked, thresholds: Thresholds): number {
  return ranked.score / (ranked.across ? thresholds.across : thresholds.same)
}

/** The margin that an item needs to join a story: less if both tell one event. */
export function needed({ related: { relation } }: Ranked, tuning: Tuning): number {
  return relation === 'other' ? Number.POSITIVE_INFINITY : tuning.needs[relation]
}

/** Nearest first; among joinable stories, one with the same people and places comes before one that is slightly more similar. */
export function inOrder(ranked: readonly Ranked[], thresholds: Thresholds, tuning: Tuning): readonly Ranked[] {
  const joins = (one: Ranked) => (margin(one, thresholds) >= needed(one, tuning) ? 1 : 0)
  const worth = (one: Ranked) =>
    margin(one, thresholds) * (1 + tuning.sharedName * Math.min(MOST_NAMES, one.sharedNames))
  return [...ranked].sort((a, b) => joins(b) - joins(a) || worth(b) - worth(a))
}
