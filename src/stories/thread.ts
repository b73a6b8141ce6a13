import { type RelationRules, toldClaims } from '../events/compare/relation.ts'
import type { Claim, EventReading, Phase } from '../events/event.ts'

/** A story with what threads need of its reports. */
export interface Member {
  readonly storyId: string
  /** ms since 1970 of its newest report. */
  readonly lastAt: number
  readonly readings: readonly EventReading[]
  /** Margin of the item's similarity to it: 1 would join; 0: not compared. */
  readonly alike: number
}

/** A thread is followed for this long after its last report. */
const THREAD_MS = 14 * 86_400_000
/** Points that bind an event to a thread; below ENOUGH it begins its own. */
const ENOUGH = 2.5
const POINTS = {
  family: 2,
  level: -2,
  place: 1,
  otherPlace: -0.5,
  person: 0.5,
  counterpart: 0.5,
  otherCounterpart: -2,
  turn: 1,
}
const MOST_PEOPLE = 2

/**
 * The story that a new event continues: about the same talks, the same detainee, the same sanctions. Words decide if the reading
 * says little.
 * @param overtakes phases that the new event's phase overtakes
 * @returns the member; null: the event begins a thread
 */
export function followed(
  reading: EventReading,
  at: number,
  members: readonly Member[],
  overtakes: readonly Phase[],
  rules: RelationRules,
): Member | null {
  let best: { readonly member: Member; readonly points: number } | null = null
  for (const member of members) {
    if (Math.abs(at - member.lastAt) > THREAD_MS) continue
    const points = pointsOf(reading, member, overtakes, rules)
    const newer = best !== null && points === best.points && member.lastAt > best.member.lastAt
    if (points >= ENOUGH && (best === null || points > best.points || newer)) best = { member, points }
  }
  return best?.member ?? null
}

function pointsOf(reading: EventReading, member: Member, overtakes: readonly Phase[], rules: RelationRules): number {
  const ours = toldClaims(reading)
  const theirs = member.readings.flatMap(toldClaims)
  let points = Math.min(2, member.alike * 1.5)
  const families = familiesOf(ours)
  const shared = [...familiesOf(theirs)].filter(family => families.has(family))
  if (shared.length > 0) points += POINTS.family
  if (levelsClash(ours, theirs)) points += POINTS.level
  const places = new Set(member.readings.flatMap(one => [...one.places, ...one.lands]))
  const [here] = [[...reading.places, ...reading.lands]]
  if (here.some(place => places.has(place))) points += POINTS.place
  else if (here.length > 0 && places.size > 0) points += POINTS.otherPlace
  const people = new Set(member.readings.flatMap(one => one.people))
  points += POINTS.person * Math.min(MOST_PEOPLE, reading.people.filter(person => people.has(person)).length)
  const [first] = rules.subject
  const other = (sides: readonly string[]) => sides.filter(side => side !== first)
  const [we, they] = [other(reading.sides), new Set(other(member.readings.flatMap(one => one.sides)))]
  if (we.some(side => they.has(side))) points += POINTS.counterpart
  else if (we.length > 0 && they.size > 0) points += POINTS.otherCounterpart
  if (theirs.some(claim => !claim.below && overtakes.includes(claim.phase))) points += POINTS.turn
  return points
}

function familiesOf(claims: readonly Claim[]): ReadonlySet<string> {
  return new Set(claims.flatMap(claim => claim.object?.family ?? (MEETING.has(claim.phase) ? ['meeting'] : [])))
}

/** Phases that imply a meeting if a headline does not name it: "Trump and Kim to meet". */
const MEETING = new Set<Phase>(['held', 'planned'])

function levelsClash(ours: readonly Claim[], theirs: readonly Claim[]): boolean {
  const levels = (claims: readonly Claim[]) => new Set(claims.flatMap(claim => claim.object?.level ?? []))
  const [a, b] = [levels(ours), levels(theirs)]
  return (
    (a.has('leaders') && b.has('working') && !b.has('leaders')) ||
    (b.has('leaders') && a.has('working') && !a.has('leaders'))
  )
}
