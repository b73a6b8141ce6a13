import type { StoryType } from '../rules/verdict.ts'
import type { Claim, EventReading } from './event.ts'

/**
 * A report's facts as plain names, each once, from which its type is decided: `act:meet`, `phase:cancelled`, `object:summit`, `by:DPRK`.
 * @param types the story type of an object, by its name
 */
export function mattersOf(reading: EventReading, types: ReadonlyMap<string, StoryType>): readonly string[] {
  const told = reading.claims.filter(claim => !claim.named)
  const [lead] = told
  const matterOf = (claim: Claim) => (claim.object === null ? 'nothing' : (types.get(claim.object.name) ?? 'other'))
  const facts = new Set([
    `kind:${reading.kind}`,
    `told:${lead === undefined ? 'nothing' : lead.speech ? 'speech' : 'deed'}`,
    ...reading.families.map(family => `thing:${family}`),
    ...reading.sides.map(side => `side:${side}`),
    ...reading.sides.slice(0, 1).map(side => `side-first:${side}`),
    ...(reading.speaker === null ? [] : ['speaker']),
  ])
  if (lead !== undefined) {
    facts.add(`phase:${lead.phase}`)
    facts.add(`mode:${lead.mode}`)
    facts.add(`about:${lead.object?.name ?? 'nothing'}`)
    facts.add(`${lead.speech ? 'speech' : 'deed'}-on:${matterOf(lead)}`)
    facts.add(`by:${lead.agent ?? 'nobody'}`)
  }
  for (const claim of told) {
    facts.add(`act:${claim.act}`)
    if (claim.object !== null) facts.add(`object:${claim.object.name}`).add(`told-on:${matterOf(claim)}`)
  }
  for (const claim of reading.claims) {
    if (claim.named) facts.add(`act-named:${claim.act}`)
    if (claim.object === null) continue
    if (claim.named) facts.add(`object-named:${claim.object.name}`)
    facts.add(`on:${matterOf(claim)}`)
  }
  return [...facts]
}
