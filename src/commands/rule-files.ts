import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readEvents } from '../config/events-file.ts'
import { readPeople } from '../config/people-schema.ts'
import { type FileText, readRules } from '../config/rules-file.ts'
import { readTerms, type TermsRead } from '../config/terms-file.ts'
import type { ScanTerms } from '../events/read.ts'
import { type EventSense, eventSense, NO_SENSE } from '../events/sense.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { TermIndex } from '../rules/terms.ts'
import { type Problem, renderProblem } from '../text/problem.ts'

/**
 * Reads terms.yaml, or another file, and writes its problems, one a line.
 * @param directory whose people.yaml feeds the lists, where none lies beside the file
 * @returns null where it has any
 */
export async function loadTerms(
  file: string,
  stderr: NodeJS.WritableStream,
  directory: string = dirname(file),
): Promise<TermIndex | null> {
  const { terms, problems } = await readTermsFile(file, directory)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return terms
}

/** Reads terms.yaml, or another file, with the people of people.yaml: where that is missing or broken, which "check" names, terms stand alone. */
export async function readTermsFile(file: string, directory: string = dirname(file)): Promise<TermsRead> {
  const read = await readText(file)
  const beside = await readText(join(dirname(file), 'people.yaml'))
  const people = 'text' in beside ? beside : await readText(join(directory, 'people.yaml'))
  const known = 'text' in people ? readPeople(people.file, people.text).known : []
  if ('text' in read) return readTerms(read.file, read.text, known)
  return { terms: null, fed: null, problems: [read], inPeople: [] }
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
  const ruleSet = await loadRules([join(directory, 'rules.yaml')], terms, stderr)
  const sense = await loadSense(directory, (text, language) => terms.scan(text, language), stderr)
  return ruleSet === null || sense === null ? null : { ruleSet, sense }
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
