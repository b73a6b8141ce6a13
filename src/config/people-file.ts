import { compilePeople, type KnownPerson, type PeopleIndex } from '../briefs/people-index.ts'
import type { Problem } from '../text/problem.ts'
import { peopleSchema } from './people-schema.ts'
import { type FileText, readLayers } from './read-layers.ts'

/**
 * Reads and compiles config/people.yaml; null and nobody where it has problems.
 * @param over what is put on it, in order
 */
export function readPeople(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { people: PeopleIndex | null; known: readonly KnownPerson[]; problems: readonly Problem[] } {
  const read = readLayers('people', { file, text, over }, peopleSchema)
  if (read.kind === 'problems') return { people: null, known: [], problems: read.problems }
  return { people: compilePeople(read.value.people), known: read.value.people, problems: [] }
}
