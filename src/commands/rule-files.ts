import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readEvents } from '../config/events-file.ts'
import { readPeople } from '../config/people-schema.ts'
import { type FileText, readRules } from '../config/rules-file.ts'
import { readTerms } from '../config/terms-file.ts'
import { typedRules } from '../config/typed-rules.ts'
import { readWeights } from '../config/weights-file.ts'
import type { ScanTerms } from '../events/read.ts'
import { type EventSense, eventSense, NO_SENSE } from '../events/sense.ts'
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

/** What an item is judged by, and how it is read as an event. */
export interface Judging {
  readonly ruleSet: RuleSet
  readonly sense: EventSense
}

/** Reads terms.yaml, rules.yaml and events.yaml of a config directory, and writes their problems. @returns null where they have any */
export async function loadJudging(directory: string, stderr: NodeJS.WritableStream): Promise<Judging | null> {
  const terms = await loadTerms(join(directory, 'terms.yaml'), stderr)
  if (terms === null) return null
  return judgingOf([join(directory, 'rules.yaml')], terms, directory, stderr)
}

/** The same for other rules and terms that were read before. */
export async function judgingOf(
  rules: readonly string[],
  terms: TermIndex,
  directory: string,
  stderr: NodeJS.WritableStream,
): Promise<Judging | null> {
  const ruleSet = await loadRules(rules, terms, stderr)
  const sense = await loadSense(directory, (text, language) => terms.scan(text, language), stderr)
  if (ruleSet === null || sense === null) return null
  const typed = await loadTypes(directory, ruleSet, sense, stderr)
  return typed === null ? null : { ruleSet: typed, sense }
}

/** Rules that tell types by the weights.yaml of a config directory: by their own list alone where it has none; null where it has problems. */
async function loadTypes(
  directory: string,
  ruleSet: RuleSet,
  sense: EventSense,
  stderr: NodeJS.WritableStream,
): Promise<RuleSet | null> {
  const file = join(directory, 'weights.yaml')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return ruleSet
  const { types, problems } = readWeights(file, text, ruleSet.terms)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return problems.length > 0 ? null : typedRules(ruleSet, types, sense)
}

/** How reports are read by the events.yaml of a config directory: not at all where it has none; null where it has problems. */
export async function loadSense(
  directory: string,
  scan: ScanTerms,
  stderr: NodeJS.WritableStream,
): Promise<EventSense | null> {
  const file = join(directory, 'events.yaml')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return NO_SENSE
  const { events, problems } = readEvents(file, text)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return events === null ? null : eventSense(events, scan)
}

async function readText(file: string): Promise<FileText | Problem> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (error) {
    const what = `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`
    return { file, line: 1, column: 1, what, todo: 'check the name and who may read it' }
  }
}
