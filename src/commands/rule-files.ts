import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readPeople } from '../config/people-schema.ts'
import { type FileText, readRules } from '../config/rules-file.ts'
import { readTerms } from '../config/terms-file.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { TermIndex } from '../rules/terms.ts'
import { type Problem, renderProblem } from '../text/problem.ts'

/** Reads terms.yaml, or another file, and writes its problems, one a line. @returns null where it has any */
export async function loadTerms(file: string, stderr: NodeJS.WritableStream): Promise<TermIndex | null> {
  const read = await readText(file)
  // People of people.yaml beside it count as terms; where there is none, or a broken one, which "check" names, terms stand alone.
  const beside = await readText(join(dirname(file), 'people.yaml'))
  const known = 'text' in beside ? readPeople(beside.file, beside.text).known : []
  const { terms, problems } =
    'text' in read ? readTerms(read.file, read.text, known) : { terms: null, problems: [read] }
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return terms
}

/** Reads files of rules with terms that were read before, and writes their problems. @returns null where they have any */
export async function loadRules(
  files: readonly string[],
  terms: TermIndex,
  stderr: NodeJS.WritableStream,
): Promise<RuleSet | null> {
  const read = await Promise.all(files.map(readText))
  const unread = read.filter(each => 'what' in each)
  const { ruleSet, problems } = readRules(
    read.filter(each => 'text' in each),
    terms,
  )
  for (const problem of [...unread, ...problems]) stderr.write(`${renderProblem(problem)}\n`)
  return unread.length > 0 ? null : ruleSet
}

/** Reads terms.yaml and rules.yaml of a config directory. */
export async function loadRuleSet(directory: string, stderr: NodeJS.WritableStream): Promise<RuleSet | null> {
  const terms = await loadTerms(join(directory, 'terms.yaml'), stderr)
  return terms === null ? null : loadRules([join(directory, 'rules.yaml')], terms, stderr)
}

async function readText(file: string): Promise<FileText | Problem> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (error) {
    const what = `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`
    return { file, line: 1, column: 1, what, todo: 'check the name and who may read it' }
  }
}
