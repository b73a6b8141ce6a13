import type { Claim, EventReading, Phase } from './event.ts'

/** How a report's event stands to another's: one event; perhaps one, the words decide; another; an act is read of the report alone; nothing can be said; not of the subject. */
export type Relation = 'same' | 'near' | 'other' | 'unread' | 'unknown' | 'outside'

export interface Related {
  readonly relation: Relation
  /** For a person: what was compared. */
  readonly why: string
}

/** A reading with its time. */
export interface TimedReading {
  readonly reading: EventReading
  /** ms since 1970. */
  readonly at: number
}

export interface RelationRules {
  readonly near: readonly (readonly [Phase, Phase])[]
  readonly principals: readonly string[]
  /** Sides of which one must be named: the words know other news better. */
  readonly subject: readonly string[]
}

const HOUR = 3_600_000
/** A person's statements within this time are one. */
const STATEMENT_MS = 20 * HOUR
/** Within this time what one side says is likely one answer. */
const VOICE_MS = 12 * HOUR
const VOICES = new Set<Phase>(['answered', 'considered', 'refused', 'accepted', 'denied'])
/** After this time the same act again may be another event: the words decide. */
const SAME_MS = 36 * HOUR
/** Reports of a story up to which all that they tell is the story's; of more, what this share tells. */
const FEW = 4
const ENOUGH = 0.2
/** Events of which each person has one of his own. */
const PERSONAL = new Set<Phase>([
  'travelling',
  'arrived',
  'returned',
  'named',
  'replaced',
  'left-office',
  'died',
  'killed',
  'sentenced',
  'charged',
])

/** What a reading tells; of a piece that is no report also what it names, since it is about that. */
export function toldClaims(reading: EventReading): readonly Claim[] {
  const told = reading.claims.filter(claim => !claim.named || reading.kind !== 'report')
  const more = told.filter(claim => claim.phase !== 'said' && claim.phase !== 'confirmed')
  return more.length > 0 ? more : told
}

/**
 * Compares a report with the reports of a story.
 * @param story the story's reports, in any order
 */
export function relate(item: TimedReading, story: readonly TimedReading[], rules: RelationRules): Related {
  const { reading } = item
  if (![item, ...story].some(one => one.reading.sides.some(side => rules.subject.includes(side))))
    return { relation: 'outside', why: 'not of the subject' }
  if (reading.speaker !== null) {
    const same = story.some(
      one => one.reading.speaker === reading.speaker && Math.abs(one.at - item.at) <= STATEMENT_MS,
    )
    if (same) return { relation: 'same', why: `a statement of ${reading.speaker} on one day` }
  }
  const ours = toldClaims(reading)
  const lead = ours[0]
  const theirs = claimsOfStory(story)
  if (lead === undefined) return { relation: 'unknown', why: 'no act is read' }
  if (theirs.length === 0) {
    const news = reading.kind === 'report' && !lead.speech && lead.mode === 'done'
    return { relation: news ? 'unread' : 'unknown', why: `tells ${nameOf(lead)}, of the story no act is read` }
  }
  if (reading.kind !== 'report') return piece(ours, theirs, rules)
  const best = bestOf(lead, theirs, rules)
  if (lead.speech || (lead.phase === 'answered' && !isPrincipal(lead, rules)))
    return speech(reading, lead, best, theirs, rules)
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
  if (best === 'near') return { relation: 'near', why: `${lead.phase} may be what the story tells` }
  const newest = Math.max(...story.map(one => one.at))
  if (item.at - newest > SAME_MS) return { relation: 'near', why: `${nameOf(lead)}, but the story is older` }
  return { relation: 'same', why: `both tell ${nameOf(lead)}` }
}

/** What a story tells: what enough of its reports tell, or its first. */
function claimsOfStory(story: readonly TimedReading[]): readonly Claim[] {
  const told = story.map(one => toldClaims(one.reading))
  if (told.length <= FEW) return told.flat()
  const counts = new Map<Phase, number>()
  for (const claims of told)
    for (const phase of new Set(claims.map(claim => claim.phase))) counts.set(phase, (counts.get(phase) ?? 0) + 1)
  const least = told.length * ENOUGH
  return told.flatMap((claims, index) => claims.filter(claim => index === 0 || (counts.get(claim.phase) ?? 0) >= least))
}

/** An analysis, a live page, pictures: about what it names. */
function piece(ours: readonly Claim[], theirs: readonly Claim[], rules: RelationRules): Related {
  const decisive = ours.filter(claim => !claim.speech)
  if (decisive.some(claim => bestOf(claim, theirs, rules) === 'same'))
    return { relation: 'same', why: 'a piece about this event' }
  return { relation: decisive.length > 0 ? 'near' : 'unknown', why: 'a piece about something else, as far as is read' }
}

/** Words: of a third party they belong to the event, of the other side they answer it. */
function speech(
  reading: EventReading,
  lead: Claim,
  best: Relation,
  theirs: readonly Claim[],
  rules: RelationRules,
): Related {
  const named = reading.claims.filter(claim => claim.named && !claim.speech)
  const about = named.some(claim => bestOf(claim, theirs, rules) === 'same')
  const principal = lead.agent !== null && rules.principals.includes(lead.agent)
  if (about && !principal) return { relation: 'same', why: 'what others say of this event' }
  const decisive = theirs.filter(claim => !claim.speech)
  if (decisive.length === 0) return { relation: best === 'other' ? 'unknown' : 'near', why: 'words on both sides' }
  const acted = decisive.some(claim => claim.agent === lead.agent)
  if (theirs.some(claim => sameVoice(lead, claim, rules)))
    return { relation: 'near', why: `both are what ${lead.agent} says` }
  if (principal && !acted && decisive.some(claim => claim.agent !== null))
    return { relation: 'other', why: `what ${lead.agent} says of it` }
  return { relation: 'unknown', why: 'words about it, as far as is read' }
}

/** Whether a report is the statement of a person, or tells words of his side and names him. */
function speaks(reading: EventReading, person: string): boolean {
  if (reading.speaker === person) return true
  const lead = toldClaims(reading)[0]
  return lead !== undefined && isVoice(lead) && [...reading.people, ...reading.morePeople].includes(person)
}

/** What a side lets be known: words, an answer, a readiness, a refusal. */
function isVoice(claim: Claim): boolean {
  return claim.speech || VOICES.has(claim.phase)
}

/** Whether two claims are words of one of the two sides that do not contradict each other. */
function sameVoice(a: Claim, b: Claim, rules: RelationRules): boolean {
  if (!isVoice(a) || !isVoice(b) || a.agent === null || a.agent !== b.agent || !isPrincipal(a, rules)) return false
  const phases = new Set([a.phase, b.phase])
  return !(phases.has('refused') && (phases.has('considered') || phases.has('accepted')))
}

function isPrincipal(claim: Claim, rules: RelationRules): boolean {
  return claim.agent !== null && rules.principals.includes(claim.agent)
}

function near(item: TimedReading, story: readonly TimedReading[]): boolean {
  return story.some(one => Math.abs(one.at - item.at) <= VOICE_MS)
}

function bestOf(claim: Claim, others: readonly Claim[], rules: RelationRules): Relation {
  let best: Relation = 'other'
  for (const other of others) {
    const relation = compare(claim, other, rules)
    if (relation === 'same') return 'same'
    if (relation === 'near') best = 'near'
  }
  return best
}

function compare(a: Claim, b: Claim, rules: RelationRules): Relation {
  const near = rules.near.some(([x, y]) => (x === a.phase && y === b.phase) || (x === b.phase && y === a.phase))
  if (a.phase !== b.phase && !near) return 'other'
  const unsure = [a.mode, b.mode].some(mode => mode === 'not' || mode === 'may' || mode === 'asked')
  if (a.mode !== b.mode && unsure && a.phase !== 'resumed') return 'other'
  if (a.object !== null && b.object !== null) {
    if (a.object.family !== b.object.family) return 'other'
    const levels = [a.object.level, b.object.level]
    if (levels.includes('leaders') && levels.includes('working')) return 'other'
  }
  if (a.agent !== null && b.agent !== null && a.agent !== b.agent) {
    if (rules.principals.includes(a.agent) && rules.principals.includes(b.agent)) return 'other'
    return 'near'
  }
  if (a.of !== null && b.of !== null && a.of !== b.of) return 'near'
  if (isVague(a) || isVague(b)) return 'near'
  return near || a.mode !== b.mode ? 'near' : 'same'
}

/** "Trump meets": whom, and for what, is not read. */
function isVague(claim: Claim): boolean {
  return claim.phase === 'held' && claim.object === null && claim.agent !== null
}

/** What contradicts one event, or adds what was open: other people, another place or day, a place or day for what had none. */
function contradiction(item: TimedReading, lead: Claim, story: readonly TimedReading[]): string | null {
  const { reading } = item
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

function nameOf(claim: Claim): string {
  const mode = claim.mode === 'done' ? '' : ` (${claim.mode})`
  return `${claim.object === null ? '' : `${claim.object.name} `}${claim.phase}${mode}`
}
