import { join } from 'node:path'
import { type Demo, readDemo } from '../../config/files/demo-file.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { readSource } from '../source-file.ts'

/** Reads demo.yaml of a config directory, and writes its problems. @returns null if it has any, or is missing */
export async function loadDemo(directory: string, stderr: NodeJS.WritableStream): Promise<Demo | null> {
  const source = await readSource(join(directory, 'demo.yaml'))
  if (!('text' in source)) {
    stderr.write(`${renderProblem(source)}\n`)
    return null
  }
  const { demo, problems } = readDemo(source.file, source.text, source.over)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return demo
}
