import type { SidesFile } from '../../briefs/people/sides-file.ts'
import { checkTerms } from '../../rules/check-terms.ts'
import { compileTerms, type TermIndex, type TermsFile } from '../../rules/terms/terms.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import type { ListedPerson } from '../schemas/people-schema.ts'
import { termsSchema, toTerms } from '../schemas/terms-schema.ts'
import { type Fed, type Finding, withPeople } from './people-terms.ts'
import { sideProblem } from './sides-file.ts'

export interface TermsRead {
  /** null if the file has problems. */
  readonly terms: TermIndex | null
  /** The lists with the people in them, as compiled; null if the file cannot be read at all. */
  readonly fed: Fed | null
  readonly problems: readonly Problem[]
  /** Mistakes in people.yaml that only show together with this file. */
  readonly inPeople: readonly Finding[]
}

/**
 * Reads and compiles config/terms.yaml.
 * @param people those of people.yaml, whom the lists include
 * @param over layers over it, in order
 * @param sides the sides that lists may name under people:; null: not checked
 */
export function readTerms(
  file: string,
  text: string,
  people: readonly ListedPerson[] = [],
  over: readonly FileText[] = [],
  sides: SidesFile | null = null,
): TermsRead {
  const read = readLayers('terms', { file, text, over }, termsSchema)
  if (read.kind === 'problems') return { terms: null, fed: null, problems: read.problems, inPeople: [] }
  const terms = toTerms(read.value)
  const fed = withPeople(terms, people)
  const findings = [...checkTerms(terms, fed.terms), ...strangers(terms, sides), ...fed.twice]
  const problems = findings.map(({ path, what, todo }) => read.problem(path, what, todo))
  return { terms: problems.length > 0 ? null : compileTerms(fed.terms), fed, problems, inPeople: fed.unknown }
}

/** Lists that include the people of an unknown side. */
function strangers({ lists }: TermsFile, sides: SidesFile | null): readonly Finding[] {
  if (sides === null) return []
  return Object.entries(lists).flatMap(([name, { people }]) => {
    const wrong = people === undefined ? null : sideProblem(people, sides)
    return wrong === null
      ? []
      : [{ path: ['lists', name, 'people'], what: wrong.what.replace('"side"', '"people"'), todo: wrong.todo }]
  })
}
