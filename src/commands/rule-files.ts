import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileText, readRuleSet } from '../config/rules-file.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type Problem, renderProblem } from '../text/problem.ts'

/** Which files make a rule set; what is left out comes from the directory. */
export interface RuleFiles {
  readonly directory: string
  readonly terms?: string
  readonly rules?: readonly string[]
}

/** Reads a rule set; null where it has problems, which are then written, one a line. */
export async function loadRuleSet(files: RuleFiles, stderr: NodeJS.WritableStream): Promise<RuleSet | null> {
  const terms = await readText(files.terms ?? join(files.directory, 'terms.yaml'))
  const rules = await Promise.all((files.rules ?? [join(files.directory, 'rules.yaml')]).map(readText))
  const texts = rules.filter(each => 'text' in each)
  const unread = [terms, ...rules].filter(each => 'what' in each)
  const read = 'text' in terms && unread.length === 0 ? readRuleSet(terms, texts) : { ruleSet: null, problems: [] }
  for (const problem of [...unread, ...read.problems]) stderr.write(`${renderProblem(problem)}\n`)
  return read.ruleSet
}

async function readText(file: string): Promise<FileText | Problem> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (error) {
    const what = `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`
    return { file, line: 1, column: 1, what, todo: 'check the name and who may read it' }
  }
}
