import type { Claim, EventReading, Phase } from './event.ts'
import type { TurnSpec } from './events-file.ts'
import { toldClaims } from './relation.ts'

/** What a new event does to what stood. */
export interface Turn extends TurnSpec {
  readonly phase: Phase
  readonly family: string | null
}

/** The turn that a report tells by its main act; null: it changes nothing that stood. */
export function turnOf(reading: EventReading, turns: Readonly<Partial<Record<Phase, TurnSpec>>>): Turn | null {
  if (reading.kind !== 'report') return null
  const lead = toldClaims(reading)[0]
  if (lead === undefined || lead.named || lead.mode !== 'done') return null
  const spec = turns[lead.phase]
  return spec === undefined ? null : { ...spec, phase: lead.phase, family: familyOf(lead) }
}

/** Whether a turn overtakes what an earlier report told. */
export function overtakes(turn: Turn, earlier: EventReading): boolean {
  return toldClaims(earlier)
    .filter(claim => !claim.named)
    .some(claim => {
      const family = familyOf(claim)
      return turn.over.includes(claim.phase) && (family === null || turn.family === null || family === turn.family)
    })
}

/** An offer is of something else: its refusal overtakes what was offered. */
const OFFER = 'offer'

function familyOf(claim: Claim): string | null {
  if (claim.object?.family === OFFER) return null
  if (claim.object !== null) return claim.object.family
  return claim.phase === 'held' || claim.phase === 'planned' ? 'meeting' : null
}
