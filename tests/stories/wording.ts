import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readStories } from '../../src/config/files/stories-file.ts'
import { compileWording, type Wording } from '../../src/stories/wording.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

/** What the shipped configuration says of grouping. */
export const wording: Wording = shipped()

function shipped(): Wording {
  const text = readFileSync(new URL('../../config/stories.yaml', import.meta.url), 'utf8')
  const { stories, problems } = readStories('stories.yaml', text)
  assert.ok(stories !== null, problems.map(renderProblem).join('\n'))
  return compileWording(stories)
}
