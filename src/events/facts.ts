import { type EventReading, KINDS, PHASES } from './event.ts'
import type { EventsFile } from './events-file.ts'

/** Who deals with whom in a headline, by the sides it names and the side that acts. */
export const DEALINGS = [
  // Both principals are named.
  'between',
  // Only the principals are named.
  'between-alone',
  // One principal acts and the other is named.
  'one-to-other',
  // A third party acts and both are named.
  'third-of-both',
  // A third party acts and one of them is named.
  'third-of-one',
  // One principal acts and the other is not named.
  'one-alone',
  // No agent was recognised.
  'nobody-acts',
  // An event is told, not only named.
  'told',
  // It is words only.
  'words',
  // It is fixed for later, wanted or threatened, denied, demanded.
  'is-ahead',
  'is-may',
  'is-not',
  'is-asked',
  // At least two sides besides the principals.
  'many',
] as const

/** The values of `event:` with an events file: dealings, phases, kinds, who acts (by-us), who is named first (first-us), the object (of-summit). */
export function knownFacts(file: EventsFile): readonly string[] {
  const families = new Set(Object.values(file.objects).map(object => `of-${object.family}`))
  const sides = Object.keys(file.sides).flatMap(side => [`by-${side.toLowerCase()}`, `first-${side.toLowerCase()}`])
  return [...DEALINGS, ...PHASES, ...KINDS, ...sides, ...families]
}

/** A reading as the facts that conditions ask for. @param principals sides whose dealings are the subject */
export function factsOf(reading: EventReading, principals: readonly string[]): readonly string[] {
  const facts = new Set<string>([reading.kind])
  const { sides } = reading
  const named = principals.filter(side => sides.includes(side))
  const others = sides.filter(side => !principals.includes(side))
  const both = principals.length > 1 && named.length === principals.length
  if (both) facts.add('between')
  if (both && others.length === 0) facts.add('between-alone')
  if (others.length > 1) facts.add('many')
  if (sides[0] !== undefined) facts.add(`first-${sides[0].toLowerCase()}`)
  const [lead, second] = reading.claims.filter(claim => !claim.named)
  if (lead === undefined) return [...facts, 'nobody-acts']
  facts.add('told')
  facts.add(lead.phase)
  if (second !== undefined) facts.add(second.phase)
  if (lead.speech) facts.add('words')
  if (lead.mode !== 'done') facts.add(`is-${lead.mode}`)
  if (lead.object !== null) facts.add(`of-${lead.object.family}`)
  const { agent } = lead
  if (agent === null) facts.add('nobody-acts')
  else {
    facts.add(`by-${agent.toLowerCase()}`)
    const principal = principals.includes(agent)
    if (principal) facts.add(both ? 'one-to-other' : 'one-alone')
    else if (both) facts.add('third-of-both')
    else if (named.length > 0) facts.add('third-of-one')
  }
  return [...facts]
}
