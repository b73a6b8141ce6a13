import type { Relation } from '../../events/compare/relation.ts'

/** The parameters of grouping, the same for every stream; docs/stories.md says how each was chosen and how flat its plateau is. */
export interface Tuning {
  /** Weight of a summary's word, relative to a headline's. */
  readonly summaryWeight: number
  /** UTF-16 units read of a summary: the event is at its beginning. */
  readonly summaryHead: number
  /** What a repetition of a word adds, relative to its first occurrence. */
  readonly repeatWeight: number
  /** Weight of a quoted word, relative to one outside quotation marks. */
  readonly quoteWeight: number
  /** Weight of a word in a background clause ("after …", "amid …"), relative to the main clause. */
  readonly backgroundWeight: number
  /** How many items the configured common words count as, until the stream has shown its own. */
  readonly backgroundItems: number
  /** Least idf: a word that every item has still counts a little. */
  readonly leastIdf: number
  /** Days until a report counts half. */
  readonly halfLifeDays: number
  /** Share of the nearest reports in the similarity; the rest is the story as a whole. */
  readonly reportShare: number
  /** How many of the nearest reports are averaged. */
  readonly nearestReports: number
  /** Threshold of a stream whose items share nothing. */
  readonly threshold: number
  /** How much the stream's cohesion raises the threshold. */
  readonly cohesionSlope: number
  /** How much the runners-up of an item raise its threshold. */
  readonly runnerUpSlope: number
  readonly runnersUp: number
  /** Threshold across languages, on shared terms and numbers. */
  readonly acrossThreshold: number
  /** Penalty for a story whose headlines tell events when the item's tells only others. */
  readonly otherEvent: number
  /** Bonus per person or place in both headlines when the nearest story is chosen; no reason to join. */
  readonly sharedName: number
  /** Share of the threshold from which a report that tells no act of its own is listed on a card instead of being a message. */
  readonly besideNeeds: number
  /** Weight of a claim, relative to a word. */
  readonly claimWeight: number
  /** Share of the threshold that an item needs to join, by how its event relates to the story's. */
  readonly needs: Readonly<Record<Exclude<Relation, 'other'>, number>>
  /** Share of the threshold from which an item joins if it adds nothing to the story. */
  readonly nearMiss: number
  /** Share of the threshold by which the next story must then be further away. */
  readonly nearMissLead: number
}

export const TUNING: Tuning = {
  summaryWeight: 0.5,
  summaryHead: 400,
  repeatWeight: 0.3,
  quoteWeight: 1.2,
  backgroundWeight: 0.8,
  backgroundItems: 20,
  leastIdf: 0.1,
  halfLifeDays: 2,
  reportShare: 0.4,
  nearestReports: 3,
  threshold: 0.09,
  cohesionSlope: 0.5,
  runnerUpSlope: 0.3,
  runnersUp: 3,
  acrossThreshold: 0.45,
  otherEvent: 0.1,
  sharedName: 0.25,
  nearMiss: 0.85,
  claimWeight: 0.8,
  besideNeeds: 0.55,
  needs: { statement: 0.02, same: 0.25, about: 0.3, near: 1.5, unread: 1.8, aside: 0.9, unknown: 1.4, outside: 1 },
  nearMissLead: 0.3,
}
