import type { Clause } from './clauses.ts'
import type { Grammar } from './grammar.ts'
import type { Hit, Meaning } from './lexicon.ts'
import type { Party } from './parties.ts'

export type ActMeaning = Extract<Meaning, { is: 'act' }>

/** Words that tell an act, and where they are. */
export interface ActHit extends Hit {
  readonly meaning: ActMeaning
}

/** A clause with everything known about its words. */
export interface Room {
  /** The headline with the joints between two parties ("Trump and Kim", "S. Korea, U.S.") blanked out, since they join no acts. */
  readonly title: string
  readonly hits: readonly Hit[]
  readonly parties: readonly Party[]
  readonly clause: Clause
  readonly grammar: Grammar
  /** Things that the headline's other clauses name; empty if the clause names its own. */
  readonly elsewhere: readonly Hit[]
}

/** Separates two acts. */
export const JOINS = /(?:,| and | as | but | while |; |、|，|」)/iu

/** Endings of English past participles, including irregular ones. */
export const PARTICIPLE = /(?:ed|en|wn|ne|ld|nt|ung|own|et)$/i

/** Acts that only carry what another act tells. */
export const ONLY_REPORTS: ReadonlySet<string> = new Set(['say', 'confirm'])

/** A holder of an office is not the object of his own acts. */
export const OFFICE = 'envoy'

export function isAct(hit: Hit): hit is ActHit {
  return hit.meaning.is === 'act'
}

export function overlaps(a: Hit, b: Hit): boolean {
  return a.start < b.end && b.start < a.end
}

const BETWEEN_PARTIES = /^(?:, | and |, and | & )$/i

/** Blanks out what joins two parties, keeping offsets. Not in "by Pyongyang, Seoul says", where the second party only reports. */
export function withoutPartyJoins(title: string, parties: readonly Party[], hits: readonly Hit[]): string {
  const reports = (party: Party) =>
    hits.some(hit => isAct(hit) && ONLY_REPORTS.has(hit.meaning.name) && hit.start === party.end + 1)
  let out = title
  for (const [index, party] of parties.entries()) {
    const name = out.slice(party.start, party.end).replace(/,| and /g, found => ' '.repeat(found.length))
    out = out.slice(0, party.start) + name + out.slice(party.end)
    const next = parties[index + 1]
    if (next === undefined) continue
    const between = title.slice(party.end, next.start)
    const attributes = /\bby (?:the )?$/i.test(title.slice(0, party.start)) && reports(next)
    if (BETWEEN_PARTIES.test(between) && !attributes)
      out = `${out.slice(0, party.end)}${' '.repeat(between.length)}${out.slice(next.start)}`
  }
  return out
}
