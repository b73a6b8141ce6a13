import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { type ListedPerson, peopleSchema } from '../schemas/people-schema.ts'
import { withGenerated } from './generated-spellings.ts'
import { standingTwice } from './people-twice.ts'

/**
 * Reads config/people.yaml; finds every problem.
 * @param over layers over it, in order
 */
export function readPeople(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): {
  /** With the generated spellings; empty if the file cannot be read at all. */
  known: readonly ListedPerson[]
  valid: boolean
  problems: readonly Problem[]
  /** Makes a problem of a finding whose path is in this file. */
  problem: (path: readonly (string | number)[], what: string, todo: string) => Problem
} {
  const read = readLayers('people', { file, text, over }, peopleSchema)
  if (read.kind === 'problems') {
    const problem = (_path: unknown, what: string, todo: string) => ({ file, line: 1, column: 1, what, todo })
    return { known: [], valid: false, problems: read.problems, problem }
  }
  const problems = standingTwice(read.value.people).map(({ index, earlier }) => {
    const { name } = read.value.people[index] ?? { name: '' }
    const there = read.at(['people', earlier, 'name'])
    const here = read.at(['people', index, 'name'])
    const where = there.file === here.file ? `on line ${there.line}` : `in ${there.file}:${there.line}`
    const what = `"${name}" occurs twice, first ${where}`
    return read.problem(['people', index, 'name'], what, 'keep one, with the spellings and offices of both')
  })
  const known = withGenerated<ListedPerson>(read.value.people)
  return { known, valid: problems.length === 0, problems, problem: read.problem }
}
