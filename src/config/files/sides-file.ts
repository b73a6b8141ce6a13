import { OTHER } from '../../briefs/brief.ts'
import type { SidesFile } from '../../briefs/people/sides-file.ts'
import { nearest } from '../../text/nearest.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import type { ListedPerson } from '../schemas/people-schema.ts'
import { sidesSchema, toSides } from '../schemas/sides-schema.ts'
import type { Finding } from './people-terms.ts'

/**
 * Reads config/sides.yaml; finds every problem.
 * @param people those of people.yaml, whom it may name
 * @param over layers over it, in order
 * @returns `sides` null if there are problems
 */
export function readSides(
  file: string,
  text: string,
  people: readonly ListedPerson[],
  over: readonly FileText[] = [],
): { readonly sides: SidesFile | null; readonly problems: readonly Problem[] } {
  const read = readLayers('sides', { file, text, over }, sidesSchema)
  if (read.kind === 'problems') return { sides: null, problems: read.problems }
  const sides = toSides(read.value)
  const problems: Problem[] = []
  const names = sides.sides.map(({ side }) => side)
  for (const [index, name] of names.entries()) {
    const path = ['sides', index, 'side']
    if (name === OTHER)
      problems.push(read.problem(path, `"${OTHER}" is everyone of no side`, 'put its words under others:'))
    else if (names.indexOf(name) !== index)
      problems.push(read.problem(path, `side "${name}" occurs twice`, 'keep one, with the words of both'))
  }
  for (const [index, { side }] of sides.shapes.entries()) {
    const wrong = sideProblem(side, sides)
    if (wrong !== null) problems.push(read.problem(['shapes', index, 'side'], wrong.what, wrong.todo))
  }
  const known = people.map(({ name }) => name)
  for (const [index, { means }] of (read.value.leaders ?? []).entries())
    for (const [place, { person }] of means.entries()) {
      if (known.length === 0 || known.includes(person)) continue
      const meant = nearest(person, known)
      const todo = meant === null ? 'add the person there' : `did you mean "${meant}"?`
      problems.push(
        read.problem(['leaders', index, 'means', place, 'person'], `nobody in people.yaml is "${person}"`, todo),
      )
    }
  return { sides: problems.length > 0 ? null : sides, problems }
}

/** People whose side is not in sides.yaml. */
export function strangersTo(sides: SidesFile, people: readonly ListedPerson[]): readonly Finding[] {
  return people.flatMap(({ side }, index) => {
    const wrong = sideProblem(side, sides)
    return wrong === null ? [] : [{ path: ['people', index, 'side'], ...wrong }]
  })
}

/** What is wrong with the name of a side; null: nothing. */
export function sideProblem(side: string, { sides }: SidesFile): Pick<Finding, 'what' | 'todo'> | null {
  const known = [...sides.map(one => one.side), OTHER]
  if (known.includes(side)) return null
  const near = nearest(side, known)
  const one = `one of: ${known.join(', ')}`
  return {
    what: `"side" cannot be ${JSON.stringify(side)}`,
    todo: near === null ? one : `did you mean "${near}"? O${one.slice(1)}`,
  }
}
