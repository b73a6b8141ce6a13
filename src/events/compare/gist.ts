import type { EventReading } from '../event.ts'
import type { EventsFile } from '../events-file.ts'
import { toldClaims } from './relation.ts'

/** Says in English what a report in another language tells; null where that is not certain enough to be said. */
export type Gist = (title: string, reading: EventReading) => string | null

/** Words in quotation marks are somebody's, and who did what in them is often read wrongly. */
const QUOTED = /["“”「」『』‘’«»]/u

/**
 * Makes one short English sentence of a reading: who, what, with whom, where. It is the bot's own words and must be marked as such. Only
 * what is read surely is said: one act that is done, by one side, on the only thing that the headline is about, in no quotation.
 * @param nameOf the name of a configured person by its term id
 */
export function gistOf(file: EventsFile, nameOf: (term: string) => string | null): Gist {
  return (title, reading) => {
    const told = toldClaims(reading)
    const [lead] = told
    if (lead === undefined || reading.kind !== 'report' || QUOTED.test(title)) return null
    const { agent, object, mode, named, by } = lead
    if (agent === null || object === null || mode !== 'done' || named) return null
    const says = file.acts[lead.act]?.gist ?? null
    if (says === null || reading.families.length > 1 || told.length > 1) return null
    const what = file.objects[object.name]?.en[0]
    if (what === undefined) return null
    const person = by.length === 1 ? nameOf(by[0] ?? '') : null
    const who = person ?? file.sides[agent]?.says ?? agent
    return [who, says, what, withWhom(agent, object.family, reading, file), whereOf(reading)].filter(Boolean).join(' ')
  }
}

/** The other of the two sides, where talks or the like are the matter. */
function withWhom(
  agent: string,
  family: string,
  { sides }: EventReading,
  { principals, sides: names }: EventsFile,
): string {
  if (family !== 'meeting' || !principals.includes(agent)) return ''
  const other = principals.find(side => side !== agent && sides.includes(side))
  return other === undefined ? '' : `with ${names[other]?.says ?? other}`
}

function whereOf({ places }: EventReading): string {
  return places.length === 1 ? `in ${places[0]}` : ''
}
