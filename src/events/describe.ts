import type { Claim, EventReading } from './event.ts'

/** A claim in words: "summit cancelled by US". */
export function describeClaim(claim: Claim): string {
  const what = claim.object === null ? '' : `${claim.object.name} `
  const of = claim.of === null ? '' : ` (${claim.of})`
  const mode = claim.mode === 'done' ? '' : `, ${claim.mode}`
  const by = claim.agent === null ? '' : ` by ${claim.agent}`
  return `${what}${claim.phase}${of}${mode}${by}${claim.named ? ', only named' : ''}`
}

/** A reading in lines for people: the kind of piece, its claims, where and when. */
export function describeReading(reading: EventReading): readonly string[] {
  const lines = reading.claims.map(claim => `tells: ${describeClaim(claim)}`)
  if (reading.kind !== 'report') lines.unshift(`a piece of the kind: ${reading.kind}`)
  if (reading.places.length > 0) lines.push(`at: ${reading.places.join(', ')}`)
  if (reading.days.length > 0) lines.push(`on: ${reading.days.join(', ')}`)
  if (reading.speaker !== null) lines.push(`a statement of: ${reading.speaker}`)
  return lines.length > 0 ? lines : ['no event is read in the headline']
}
