import type { StoriesFile } from '../../stories/stories-file.ts'
import { nearest } from '../../text/nearest.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { storiesSchema, toStories } from '../schemas/stories-schema.ts'

/**
 * Reads config/stories.yaml; finds every problem.
 * @param over layers over it, in order
 * @returns `stories` null if there are problems
 */
export function readStories(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { readonly stories: StoriesFile | null; readonly problems: readonly Problem[] } {
  const read = readLayers('stories', { file, text, over }, storiesSchema)
  if (read.kind === 'problems') return { stories: null, problems: read.problems }
  const stories = toStories(read.value)
  const problems: Problem[] = []
  const known = Object.keys(stories.classes)
  for (const [index, { classes }] of stories.common.entries())
    for (const [place, name] of classes.entries()) {
      if (known.includes(name)) continue
      const meant = nearest(name, known)
      const todo = meant === null ? 'name one of classes:' : `did you mean "${meant}"?`
      problems.push(read.problem(['common', index, 'classes', place], `no class "${name}"`, todo))
    }
  const names = stories.origins.map(({ name }) => name)
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue
    problems.push(
      read.problem(['origins', index, 'name'], `origin "${name}" occurs twice`, 'keep one, with the names of both'),
    )
  }
  return { stories: problems.length > 0 ? null : stories, problems }
}
