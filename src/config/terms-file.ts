import type { KnownPerson } from '../briefs/people-index.ts'
import { checkTerms } from '../rules/check-terms.ts'
import { compileTerms, type TermIndex } from '../rules/terms.ts'
import type { Problem } from '../text/problem.ts'
import { withPeople } from './people-terms.ts'
import { type FileText, readLayers } from './read-layers.ts'
import { termsSchema, toTerms } from './terms-schema.ts'

/**
 * Reads and compiles config/terms.yaml; null where it has problems.
 * @param people those of people.yaml, which their sides' lists take in
 * @param over what is put on it, in order
 */
export function readTerms(
  file: string,
  text: string,
  people: readonly KnownPerson[] = [],
  over: readonly FileText[] = [],
): { terms: TermIndex | null; problems: readonly Problem[] } {
  const read = readLayers('terms', { file, text, over }, termsSchema)
  if (read.kind === 'problems') return { terms: null, problems: read.problems }
  const terms = toTerms(read.value)
  const fed = withPeople(terms, people)
  const problems = [...checkTerms(terms), ...fed.twice].map(({ path, what, todo }) => read.problem(path, what, todo))
  return { terms: problems.length > 0 ? null : compileTerms(fed.terms), problems }
}
