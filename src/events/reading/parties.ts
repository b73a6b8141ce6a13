import type { TermHit } from '../../rules/terms/terms.ts'
import { termId } from '../../rules/terms/terms.ts'
import type { EventsFile } from '../events-file.ts'

/** A party as a headline names it: one side, or both in one word ("북미", "Trump-Kim"). */
export interface Party {
  readonly sides: readonly string[]
  /** The term's id if it is a configured person; else null. */
  readonly person: string | null
  readonly start: number
  readonly end: number
}

/** Lists of config/terms.yaml whose terms are people, by how their names end. */
const PEOPLE_LIST = /(?:people|leaders|presidents|envoys|officials|by-name)$/

/** The configured people that a text names, by their ids. */
export function peopleOf(hits: readonly TermHit[]): readonly string[] {
  return hits.filter(hit => hit.lists.some(list => PEOPLE_LIST.test(list))).map(hit => hit.term)
}

/** Reads the parties of a text from its term hits; of overlapping hits the longest counts. */
export function partyReader(file: EventsFile): (hits: readonly TermHit[]) => readonly Party[] {
  const byList = new Map<string, string[]>()
  const byTerm = new Map<string, string[]>()
  const note = (map: Map<string, string[]>, key: string, side: string) => map.set(key, [...(map.get(key) ?? []), side])
  for (const [side, { lists, terms }] of Object.entries(file.sides)) {
    for (const list of lists) note(byList, list, side)
    for (const term of terms) note(byTerm, termId(term), side)
  }
  return hits => {
    const parties: Party[] = []
    for (const hit of hits) {
      const sides = [
        ...new Set([...(byTerm.get(hit.term) ?? []), ...hit.lists.flatMap(list => byList.get(list) ?? [])]),
      ]
      const person = hit.lists.some(list => PEOPLE_LIST.test(list)) ? hit.term : null
      if (sides.length > 0) parties.push({ sides, person, start: hit.start, end: hit.end })
    }
    // Terms may include words around a name: "US and North Korea" is two parties, and only the last word of "talks with US" is one.
    const joins = (party: Party) => {
      const own = parties.filter(one => isWithin(one, party) && sameSides(one, party))
      return (
        own.some(one => one.end === party.end) ||
        (own.length > 0 &&
          parties.some(one => isWithin(one, party) && one.sides.every(side => !party.sides.includes(side))))
      )
    }
    const byLength = parties
      .filter(party => !joins(party))
      .sort((a, b) => b.end - b.start - (a.end - a.start) || b.sides.length - a.sides.length)
    const kept: Party[] = []
    for (const party of byLength) {
      if (!kept.some(other => other.start < party.end && party.start < other.end)) kept.push(party)
    }
    return kept.sort((a, b) => a.start - b.start)
  }
}

function isWithin(inner: Party, outer: Party): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner.end - inner.start < outer.end - outer.start
}

function sameSides(a: Party, b: Party): boolean {
  return a.sides.length === b.sides.length && a.sides.every(side => b.sides.includes(side))
}
