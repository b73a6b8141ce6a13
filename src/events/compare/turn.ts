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
  /** Places that its headline names. */
  readonly places: readonly string[]
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
    : {
        ...spec,
        phase: lead.phase,
        family: familyOf(lead),
        object: lead.object,
        sides: reading.sides,
        places: reading.places,
      }
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
      return claim.phase === 'held' ? isOneMeeting(turn.object, claim.object) : isOneLevel(turn.object, claim.object)
    })
}

/** Whether the coming dates of an earlier report may lapse with a turn, even where its state is not overtaken: not those of another level alone. */
export function mayLapse(turn: Turn, earlier: EventReading): boolean {
  const levels = toldClaims(earlier).flatMap(claim => claim.object?.level ?? [])
  return levels.length === 0 || levels.some(level => !isOtherLevel(turn.object?.level ?? null, level))
}

/** Whether a plan concerns other sides, another place, or another object: many things are planned at once. "agrees to meet" names no object. */
function isOfOthers(turn: Turn, earlier: EventReading): boolean {
  if (turn.sides.some(side => !earlier.sides.includes(side))) return true
  if (turn.places.length === 0 || earlier.places.length === 0) return turn.object === null
  return !turn.places.some(place => earlier.places.includes(place))
}

/** Whether what is put off or called off may be what was planned: a summit put off leaves the envoys' talks before it as they are. */
function isOneLevel(turned: ObjectRef | null, earlier: ObjectRef | null): boolean {
  return turned === null || earlier === null || !isOtherLevel(turned.level, earlier.level)
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
