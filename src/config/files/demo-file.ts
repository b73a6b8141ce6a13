import { nearest } from '../../text/nearest.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { demoSchema } from '../schemas/demo-schema.ts'

/** An invented outlet of the demo. */
export interface DemoOutlet {
  readonly name: string
  readonly language: string
  readonly affiliation: string
}

/** An entry of one of the demo's feeds. */
export interface DemoItem {
  /** When it is published (ms since 1970). */
  readonly at: number
  readonly outlet: string
  readonly title: string
  readonly summary: string
}

/** config/demo.yaml, valid. */
export interface Demo {
  readonly outlets: Readonly<Record<string, DemoOutlet>>
  /** In order of time. */
  readonly items: readonly DemoItem[]
}

/**
 * Reads config/demo.yaml; finds every problem.
 * @param over layers over it, in order
 * @returns `demo` null if there are problems
 */
export function readDemo(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { readonly demo: Demo | null; readonly problems: readonly Problem[] } {
  const read = readLayers('demo', { file, text, over }, demoSchema)
  if (read.kind === 'problems') return { demo: null, problems: read.problems }
  const { outlets } = read.value
  const known = Object.keys(outlets)
  const problems: Problem[] = []
  const items = read.value.items.map(({ at, ...item }, index) => {
    const time = Date.parse(`${at}Z`)
    if (Number.isNaN(time))
      problems.push(read.problem(['items', index, 'at'], `there is no ${at}`, 'write another time'))
    if (!known.includes(item.outlet)) {
      const near = nearest(item.outlet, known)
      const todo = near === null ? `one of: ${known.join(', ')}` : `did you mean "${near}"?`
      problems.push(read.problem(['items', index, 'outlet'], `no outlet "${item.outlet}"`, todo))
    }
    return { ...item, at: time }
  })
  return problems.length > 0
    ? { demo: null, problems }
    : { demo: { outlets, items: items.sort((a, b) => a.at - b.at) }, problems }
}
