import type { Claim, EventReading, Phase } from '../event.ts'

/** The part of a configuration that says how events are compared. */
export interface RelationRules {
  readonly near: readonly (readonly [Phase, Phase])[]
  /** A phase, and one that later reports of the same event may give: what is back on is also planned. */
  readonly later: readonly (readonly [Phase, Phase])[]
  /** Families that reports of one event use interchangeably. */
  readonly kin: readonly (readonly string[])[]
  readonly principals: readonly string[]
  /** Sides of which one must be named; other news is compared by words alone. */
  readonly subject: readonly string[]
}

/** How well two claims agree. */
export type Agreement = 'same' | 'near' | 'other'

/** Statements of one side within this time (ms) are probably one answer. */
export const VOICE_MS = 12 * 3_600_000
export const VOICES: ReadonlySet<Phase> = new Set(['answered', 'considered', 'refused', 'accepted', 'denied'])
/** What two sides do together: reports name either of them. */
const MUTUAL = new Set<Phase>(['held', 'planned', 'signed', 'exercised', 'reunited', 'clashed', 'ended', 'failed'])
/** Acts after which the act that follows is as good as done. */
const LEADING = new Set<Phase>(['agreed', 'pledged', 'accepted', 'confirmed'])
/** Events that are separate for each person. */
export const PERSONAL: ReadonlySet<Phase> = new Set([
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
/** Reports of a journey also tell other things: what the traveller carries, whom he is to meet. */
const MOVES: ReadonlySet<Phase> = new Set(['travelling', 'arrived', 'returned', 'crossed'])
/** Up to this many reports, every claim is the story's; with more, a claim must be in this share of them. */
const FEW = 4
const ENOUGH = 0.2

/** The claims that a reading makes; for a piece that is no report also those it only mentions, since it is about them. */
export function toldClaims(reading: EventReading): readonly Claim[] {
  const told = reading.claims.filter(claim => !claim.named || reading.kind !== 'report')
  const more = told.filter(claim => claim.phase !== 'said' && claim.phase !== 'confirmed')
  return more.length > 0 ? more : told
}

/** A story's claims: those of enough of its reports, or else of its first. */
export function claimsOfStory(readings: readonly EventReading[]): readonly Claim[] {
  const told = readings.map(toldClaims)
  if (told.length <= FEW) return told.flat()
  const counts = new Map<Phase, number>()
  for (const claims of told)
    for (const phase of new Set(claims.map(claim => claim.phase))) counts.set(phase, (counts.get(phase) ?? 0) + 1)
  const least = told.length * ENOUGH
  return told.flatMap((claims, index) => claims.filter(claim => index === 0 || (counts.get(claim.phase) ?? 0) >= least))
}

/** Whether a claim is a side's position: words, an answer, a readiness, a refusal. */
export function isVoice(claim: Claim): boolean {
  return claim.speech || VOICES.has(claim.phase)
}

/** Whether two claims are words of the same principal side and do not contradict each other. */
export function sameVoice(a: Claim, b: Claim, rules: RelationRules): boolean {
  if (!isVoice(a) || !isVoice(b) || a.agent === null || a.agent !== b.agent || !rules.principals.includes(a.agent))
    return false
  const phases = new Set([a.phase, b.phase])
  const turned = phases.has('refused') || phases.has('denied')
  return !(turned && (phases.has('considered') || phases.has('accepted')))
}

/** Whether two claims both name an object, and the same one. */
export function isOfOneThing(a: Claim, b: Claim, rules: RelationRules): boolean {
  return a.object !== null && b.object !== null && isKin(a.object.family, b.object.family, rules)
}

/** The best agreement of a claim with several others. */
export function bestOf(claim: Claim, others: readonly Claim[], rules: RelationRules): Agreement {
  let best: Agreement = 'other'
  for (const other of others) {
    const agreement = compare(claim, other, rules)
    if (agreement === 'same') return 'same'
    if (agreement === 'near') best = 'near'
  }
  return best
}

function compare(a: Claim, b: Claim, rules: RelationRules): Agreement {
  const near = rules.near.some(([x, y]) => (x === a.phase && y === b.phase) || (x === b.phase && y === a.phase))
  const led = leadsTo(a, b)
  const leads = led || leadsTo(b, a)
  const later = rules.later.some(([first, then]) => b.phase === first && a.phase === then)
  if (a.phase !== b.phase && !near && !leads && !later) return 'other'
  const unsure = [a.mode, b.mode].some(mode => mode === 'not' || mode === 'may' || mode === 'asked')
  if (a.mode !== b.mode && unsure && a.phase !== 'resumed') return 'other'
  if (a.object !== null && b.object !== null && !MOVES.has(a.phase)) {
    if (!isKin(a.object.family, b.object.family, rules)) return 'other'
    if (isOtherLevel(a.object.level, b.object.level)) return 'other'
  }
  const mutual = MUTUAL.has(a.phase) && MUTUAL.has(b.phase)
  if (a.agent !== null && b.agent !== null && a.agent !== b.agent && !mutual) {
    if (rules.principals.includes(a.agent) && rules.principals.includes(b.agent)) return 'other'
    return 'near'
  }
  if (a.of !== null && b.of !== null && a.of !== b.of) return 'near'
  if (isVague(a) || isVague(b)) return 'near'
  const named = a.object !== null && b.object !== null
  if (led && named && !unsure) return 'same'
  if (near || leads || later || a.mode !== b.mode) return 'near'
  return named || (a.agent !== null && a.agent === b.agent) ? 'same' : 'near'
}

/** Whether reports of one event may name either of two things. */
function isKin(a: string, b: string, rules: RelationRules): boolean {
  return a === b || rules.kin.some(kin => kin.includes(a) && kin.includes(b))
}

/** Envoys' talks are not a summit, nor is a cruise missile a ballistic one; "any" matches every level. */
export function isOtherLevel(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== 'any' && b !== 'any' && a !== b
}

/** "agrees to restore": what is agreed on is the result. */
function leadsTo(a: Claim, b: Claim): boolean {
  return LEADING.has(a.phase) && a.of === b.phase
}

/** "Trump meets": whom, and for what, was not recognised. */
function isVague(claim: Claim): boolean {
  return claim.phase === 'held' && claim.object === null && claim.agent !== null
}

export function nameOf(claim: Claim): string {
  const mode = claim.mode === 'done' ? '' : ` (${claim.mode})`
  return `${claim.object === null ? '' : `${claim.object.name} `}${claim.phase}${mode}`
}
