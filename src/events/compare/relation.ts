import type { Claim, EventReading, Phase } from '../event.ts'
import {
  bestOf,
  claimsOfStory,
  isOfOneThing,
  nameOf,
  PERSONAL,
  type RelationRules,
  sameVoice,
  toldClaims,
  VOICE_MS,
} from './agreement.ts'

export { type RelationRules, toldClaims } from './agreement.ts'

/**
 * How a report's event relates to a story's. `statement`: the same statement. `same`: the same event. `about`: about it, without an act of its
 * own. `near`: perhaps the same, words decide. `other`: a different event. `unread`: only the report's act is known. `aside`: a piece or words
 * not clearly about it. `unknown`: no act is known. `outside`: off the subject.
 */
export type Relation = 'statement' | 'same' | 'about' | 'near' | 'other' | 'unread' | 'aside' | 'unknown' | 'outside'

export interface Related {
  readonly relation: Relation
  /** How many of object, people, places, days and agent are common to both: 0 to 5. The more, the fewer shared words are needed. */
  readonly ties: number
  /** What was compared, for people. */
  readonly why: string
}

/** A reading with its time. */
export interface TimedReading {
  readonly reading: EventReading
  /** ms since 1970. */
  readonly at: number
}

type Verdict = Omit<Related, 'ties'>

const HOUR = 3_600_000
/** A person's statements within this time (ms) are one. */
const STATEMENT_MS = 20 * HOUR
/** After this time (ms) the same act may be another event: words decide. */
const SAME_MS = 36 * HOUR
/** "Another" of a kind is a different event from one older than this (ms). */
const AGAIN_MS = 4 * HOUR

/**
 * Compares a report with the reports of a story.
 * @param story the story's reports, in any order
 */
export function relate(item: TimedReading, story: readonly TimedReading[], rules: RelationRules): Related {
  return { ...compared(item, story, rules), ties: tiesOf(item.reading, story) }
}

function compared(item: TimedReading, story: readonly TimedReading[], rules: RelationRules): Verdict {
  const { reading } = item
  if (![item, ...story].some(one => one.reading.sides.some(side => rules.subject.includes(side))))
    return { relation: 'outside', why: 'not of the subject' }
  if (reading.speaker !== null) {
    const same = story.filter(
      one => one.reading.speaker === reading.speaker && Math.abs(one.at - item.at) <= STATEMENT_MS,
    )
    if (same.length > 0 && !same.some(one => takesBack(reading, one.reading)))
      return { relation: 'statement', why: `a statement of ${reading.speaker} on one day` }
  }
  const ours = toldClaims(reading)
  const lead = ours[0]
  const theirs = claimsOfStory(story.map(one => one.reading))
  if (reading.kind !== 'report') return piece(reading, theirs, rules)
  if (lead === undefined) return silent(reading, theirs, rules)
  if (theirs.length === 0) {
    const news = !lead.speech && lead.mode === 'done'
    return { relation: news ? 'unread' : 'unknown', why: `tells ${nameOf(lead)}, but no act is read in the story` }
  }
  const best = bestOf(lead, theirs, rules)
  if (lead.speech || (lead.phase === 'answered' && !isPrincipal(lead, rules)))
    return speech(item, lead, best, theirs, rules, near(item, story))
  const voices = theirs.filter(claim => sameVoice(lead, claim, rules))
  if (best === 'other' && voices.length > 0 && near(item, story))
    return { relation: 'near', why: `both are what ${lead.agent} says` }
  if (theirs.every(claim => claim.speech))
    return { relation: best === 'same' ? 'same' : 'other', why: `${lead.phase} after words` }
  if (best === 'other') {
    const second = ours.slice(1).some(claim => !claim.speech && bestOf(claim, theirs, rules) === 'same')
    return second
      ? { relation: 'near', why: `tells ${lead.phase} first, and what the story tells` }
      : { relation: 'other', why: `tells ${nameOf(lead)}, the story ${nameOf(theirs[0] ?? lead)}` }
  }
  const against = contradiction(item, lead, story)
  if (against !== null) return { relation: 'other', why: against }
  const newest = Math.max(...story.map(one => one.at))
  const late = item.at - newest > SAME_MS
  if (best === 'near' && !late && sharesDay(reading, story))
    return { relation: 'same', why: `${lead.phase}, on the same day as the story tells` }
  if (best === 'near') return { relation: 'near', why: `${lead.phase} may be what the story tells` }
  if (late) return { relation: 'near', why: `${nameOf(lead)}, but the story is older` }
  return { relation: 'same', why: `both tell ${nameOf(lead)}` }
}

/** Whether one refuses what the other was willing to do: then they are not one statement. */
function takesBack(ours: EventReading, theirs: EventReading): boolean {
  const [first, second] = [phasesOf(ours), phasesOf(theirs)]
  const turns = (a: ReadonlySet<Phase>, b: ReadonlySet<Phase>) =>
    a.has('refused') && !b.has('refused') && (b.has('considered') || b.has('accepted'))
  return turns(first, second) || turns(second, first)
}

function phasesOf(reading: EventReading): ReadonlySet<Phase> {
  return new Set(toldClaims(reading).map(claim => claim.phase))
}

/** How many of object, people, places, days and agent a report and a story have in common. */
function tiesOf(reading: EventReading, story: readonly TimedReading[]): number {
  const readings = story.map(one => one.reading)
  const shares = (ours: readonly string[], theirs: (one: EventReading) => readonly string[]) =>
    ours.some(one => readings.some(other => theirs(other).includes(one)))
  const thing = shares(thingsOf(reading), thingsOf)
  const person = shares(reading.people, one => [...one.people, ...one.morePeople])
  const place =
    shares(reading.places, one => [...one.places, ...one.morePlaces]) ||
    shares(reading.lands, one => [...one.lands, ...one.moreLands])
  const day = shares(reading.days, one => [...one.days, ...one.moreDays])
  const doer = shares(doersOf(reading), doersOf)
  return [thing, person, place, day, doer].filter(Boolean).length
}

function sharesDay(reading: EventReading, story: readonly TimedReading[]): boolean {
  return reading.days.some(day => story.some(one => one.reading.days.includes(day)))
}

function thingsOf(reading: EventReading): readonly string[] {
  return [...reading.things, ...reading.claims.flatMap(claim => claim.object?.family ?? [])]
}

function doersOf(reading: EventReading): readonly string[] {
  return toldClaims(reading).flatMap(claim => claim.agent ?? [])
}

/** An analysis, a live page, pictures: it is about the event that it names. */
function piece(reading: EventReading, theirs: readonly Claim[], rules: RelationRules): Verdict {
  const decisive = reading.claims.filter(claim => !claim.speech)
  const best = decisive.map(claim => bestOf(claim, theirs, rules))
  if (best.includes('same')) return { relation: 'about', why: 'a piece about this event' }
  if (best.includes('near')) return { relation: 'aside', why: 'a piece perhaps about this event' }
  return { relation: 'aside', why: 'a piece about something else, as far as is read' }
}

/** A report without an act of its own, which may name an event: "Families of freed Americans". */
function silent(reading: EventReading, theirs: readonly Claim[], rules: RelationRules): Verdict {
  // Only the first claim counts; the rest is background: "should go ahead, says Seoul, days after Trump cancelled it".
  const first = reading.claims.find(claim => !claim.speech)
  const named = reading.claims.filter(claim => claim.phase !== 'said' && (claim.speech || claim === first))
  if (theirs.some(claim => isNamed(claim, named, rules))) return { relation: 'about', why: 'it names this event' }
  return { relation: 'unknown', why: 'no act is read' }
}

/** Whether one report names what another tells: the same act, or the same side's words about the same object. */
function isNamed(claim: Claim, named: readonly Claim[], rules: RelationRules): boolean {
  return (
    (!claim.speech && bestOf(claim, named, rules) === 'same') ||
    named.some(one => sameVoice(one, claim, rules) && isOfOneThing(one, claim, rules))
  )
}

/** Words: a third party's belong to the event, the other side's answer it. */
function speech(
  { reading }: TimedReading,
  lead: Claim,
  best: Relation,
  theirs: readonly Claim[],
  rules: RelationRules,
  soon: boolean,
): Verdict {
  const decisive = theirs.filter(claim => !claim.speech)
  const acted = decisive.some(claim => claim.agent === lead.agent)
  const named = reading.claims.filter(claim => claim.named && claim.phase !== 'said')
  const about = theirs.filter(claim => claim.phase !== 'said' && isNamed(claim, named, rules))
  const principal = isPrincipal(lead, rules)
  const own = about.some(claim => !claim.speech && claim.agent === lead.agent)
  if (about.length > 0 && (!principal || own)) return { relation: 'about', why: 'what others say of this event' }
  const voices = theirs.filter(claim => sameVoice(lead, claim, rules))
  if (soon && voices.some(claim => isOfOneThing(lead, claim, rules)))
    return { relation: 'same', why: `what ${lead.agent} says of one thing` }
  if (decisive.length === 0) return { relation: best === 'other' ? 'unknown' : 'near', why: 'words on both sides' }
  if (voices.length > 0) return { relation: 'near', why: `both are what ${lead.agent} says` }
  // What one principal says about a joint act is no answer.
  const others = decisive.filter(claim => claim.phase !== 'held' && isPrincipal(claim, rules))
  if (principal && !acted && others.length > 0) return { relation: 'other', why: `what ${lead.agent} says of it` }
  if (decisive.some(claim => isOfOneThing(lead, claim, rules)))
    return { relation: 'aside', why: 'words about the same thing' }
  return { relation: 'unknown', why: 'words about it, as far as is read' }
}

function isPrincipal(claim: Claim, rules: RelationRules): boolean {
  return claim.agent !== null && rules.principals.includes(claim.agent)
}

function near(item: TimedReading, story: readonly TimedReading[]): boolean {
  return story.some(one => Math.abs(one.at - item.at) <= VOICE_MS)
}

/** What speaks against the same event: other people, another place or day, or a first place or day. null: nothing. */
function contradiction(item: TimedReading, lead: Claim, story: readonly TimedReading[]): string | null {
  const { reading } = item
  const first = Math.min(...story.map(one => one.at))
  if (reading.again && !story.some(one => one.reading.again) && item.at - first > AGAIN_MS) return 'it is one more'
  const places = new Set(story.flatMap(one => [...one.reading.places, ...one.reading.morePlaces]))
  const lands = new Set(story.flatMap(one => [...one.reading.lands, ...one.reading.moreLands]))
  const known = reading.places.some(one => places.has(one)) || reading.lands.some(one => lands.has(one))
  if (reading.places.length > 0 && places.size > 0 && !known)
    return `at ${reading.places[0]}, the story at ${[...places][0]}`
  const days = new Set(story.flatMap(one => [...one.reading.days, ...one.reading.moreDays]))
  if (reading.days.length > 0 && days.size > 0 && !reading.days.some(one => days.has(one)))
    return `on ${reading.days[0]}, the story on ${[...days][0]}`
  if (lead.phase === 'planned') {
    if (reading.places.length > 0 && places.size === 0 && lands.size === 0)
      return `the place is named: ${reading.places[0]}`
    if (reading.days.length > 0 && days.size === 0) return `the day is named: ${reading.days[0]}`
  }
  if (PERSONAL.has(lead.phase)) {
    const theirs = story.flatMap(one => toldClaims(one.reading).filter(claim => claim.phase === lead.phase))
    const people = new Set(theirs.flatMap(claim => claim.by))
    if (lead.by.length > 0 && people.size > 0 && !lead.by.some(one => people.has(one)))
      return `of ${lead.by[0]}, the story of ${[...people][0]}`
  }
  return null
}
