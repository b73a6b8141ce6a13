import type { TermIndex } from '../rules/terms.ts'
import type { TypePoints } from '../rules/type-points.ts'
import { nearest } from '../text/nearest.ts'
import type { Problem } from '../text/problem.ts'
import { readYaml } from './read-yaml.ts'
import { toTypePoints, weightsSchema } from './weights-schema.ts'

/** Lists that the name of a feature speaks of. */
const LIST = /@([a-z\d-]+)/g

/**
 * Reads config/weights.yaml; finds every problem.
 * @param terms whose lists it may name
 * @returns null for the types where there are problems, or where it says nothing of them
 */
export function readWeights(
  file: string,
  text: string,
  terms: TermIndex,
): { readonly types: TypePoints | null; readonly problems: readonly Problem[] } {
  const read = readYaml(file, text, weightsSchema)
  if (read.kind === 'problems') return { types: null, problems: read.problems }
  const types = toTypePoints(read.value)
  const problems = Object.entries(types ?? {}).flatMap(([type, points]) =>
    Object.keys(points).flatMap(feature =>
      [...feature.matchAll(LIST)].flatMap(([, list = '']) => {
        if (terms.lists.includes(list)) return []
        const near = nearest(list, terms.lists)
        const todo = near === null ? 'remove the line' : `did you mean "@${near}"?`
        return [read.problem(['types', type, feature], `no list "${list}" in terms.yaml`, todo)]
      }),
    ),
  )
  return { types: problems.length > 0 ? null : types, problems }
}
