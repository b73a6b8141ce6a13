import type { Claim, EventReading, ObjectRef, Phase } from '../event.ts'
import type { TurnSpec } from '../events-file.ts'
import { isOtherLevel } from './agreement.ts'
import { toldClaims } from './relation.ts'

/** How a new event changes an earlier state. */
export interface Turn extends TurnSpec {
  readonly phase: Phase
  readonly family: string | null
  readonly object: ObjectRef | null
  /** Sides that the report names. */
  readonly sides: readonly string[]
}

/** The turn that a report's main act brings; null: it changes no earlier state. */
export function turnOf(reading: EventReading, turns: Readonly<Partial<Record<Phase, TurnSpec>>>): Turn | null {
  if (reading.kind !== 'report') return null
  const lead = toldClaims(reading)[0]
  if (lead === undefined || lead.named || lead.mode !== 'done') return null
  // A summary also tells what came before; only that of a statement is reliable here.
  if (lead.below && reading.speaker === null) return null
  const spec = turns[lead.phase]
  return spec === undefined
    ? null
    : { ...spec, phase: lead.phase, family: familyOf(lead), object: lead.object, sides: reading.sides }
}

/** Whether a turn overtakes what an earlier report told. */
export function overtakes(turn: Turn, earlier: EventReading): boolean {
  if (turn.phase === 'planned' && isOfOthers(turn, earlier)) return false
  return toldClaims(earlier)
    .filter(claim => !claim.named && (!claim.below || earlier.speaker !== null))
    .some(claim => {
      const family = familyOf(claim)
      if (!turn.over.includes(claim.phase)) return false
      if (family !== null && turn.family !== null && family !== turn.family) return false
      return claim.phase !== 'held' || isOneMeeting(turn.object, claim.object)
    })
}

/** Whether a plan concerns other sides or another object: many things are planned at once. */
function isOfOthers(turn: Turn, earlier: EventReading): boolean {
  return turn.object === null || turn.sides.some(side => !earlier.sides.includes(side))
}

/** The level of a contact before talks: it is a meeting of its own, whatever becomes of the talks. */
const CONTACT = 'contact'

/** Whether what ended or failed may be the meeting that was held. */
function isOneMeeting(ended: ObjectRef | null, held: ObjectRef | null): boolean {
  if (ended === null || held === null || ended.level === held.level) return true
  if (ended.level === CONTACT || held.level === CONTACT) return false
  return !isOtherLevel(ended.level, held.level)
}

/** An offer refers to something else: its refusal overtakes what was offered. */
const OFFER = 'offer'

function familyOf(claim: Claim): string | null {
  if (claim.object?.family === OFFER) return null
  if (claim.object !== null) return claim.object.family
  return claim.phase === 'held' || claim.phase === 'planned' ? 'meeting' : null
}
