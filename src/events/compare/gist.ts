import type { EventReading } from '../event.ts'
import type { EventsFile } from '../events-file.ts'
import { toldClaims } from './relation.ts'

/** Says in English what a report in another language says; null if that is not certain enough. */
export type Gist = (title: string, reading: EventReading) => string | null

/** Quoted words are somebody's, and who did what in them is often misread. */
const QUOTED = /["“”「」『』‘’«»]/u

/**
 * Makes one short English sentence of a reading: who, what, with whom, where. It is in the bot's own words and must be marked so. Only
 * what is certain is said: one completed act, by one side, on the headline's only object, outside quotations.
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

/** The other principal side, if the object is talks or the like. */
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
