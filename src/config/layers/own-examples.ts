import type { Problem } from '../../text/show/problem.ts'
import { DESK, LOCAL } from './files.ts'

/** Sorts failing examples: if the user has files of their own, a shipped example that fails is not their mistake. */
export function whose(
  wrong: readonly Problem[],
  files: ReadonlyMap<string, string>,
  directory: string,
): {
  /** Reported by `check`; no reason not to run. */
  readonly examples: readonly Problem[]
  /** What the user's own files change in the shipped ones. */
  readonly changed: readonly Problem[]
} {
  const hasOwn = [...files.keys()].some(name => name.startsWith(`${LOCAL}/`) || name.startsWith(`${DESK}/`))
  const isOwn = ({ file }: Problem) => file.startsWith(`${directory}/${LOCAL}/`) || file.startsWith(`${DESK}/`)
  return { examples: wrong.filter(one => !hasOwn || isOwn(one)), changed: wrong.filter(one => hasOwn && !isOwn(one)) }
}
