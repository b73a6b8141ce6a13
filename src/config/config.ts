import type { PeopleIndex } from '../briefs/people-index.ts'
import { runExamples as runEventExamples } from '../events/examples.ts'
import { type EventSense, eventSense, NO_SENSE } from '../events/sense.ts'
import type { Feed } from '../feeds/feed.ts'
import { runExamples } from '../rules/examples.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { TermIndex } from '../rules/terms.ts'
import type { Problem } from '../text/problem.ts'
import { readEvents } from './events-file.ts'
import { readFeeds } from './feeds-file.ts'
import { CONFIG_FILES, type ConfigFileName } from './files.ts'
import { firstProblems } from './most-problems.ts'
import { readPeople } from './people-schema.ts'
import { readRules } from './rules-file.ts'
import type { Settings } from './settings.ts'
import { readSettings } from './settings-file.ts'
import { readTerms } from './terms-file.ts'
import { typedRules } from './typed-rules.ts'
import { readWeights } from './weights-file.ts'

/** A whole valid configuration. */
export interface Config {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  readonly terms: TermIndex
  readonly ruleSet: RuleSet
  readonly people: PeopleIndex
  /** How reports are read as events; without events.yaml nothing is. */
  readonly sense: EventSense
}

export type ConfigRead =
  | {
      readonly kind: 'valid'
      readonly config: Config
      /** Example headlines that a rule does not treat, or that are not read, as the files say: named by `check`, no reason not to run. */
      readonly examples: readonly Problem[]
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/**
 * Reads all files of a config directory; fails whole, with every problem of every file.
 * @param files texts by file name
 * @param directory how problems name the place, such as "config"
 * @param unreadable what stands in the place of files that are not among `files`, as problems
 */
export function readConfig(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[] = [],
): ConfigRead {
  const reading = readingConfig(files, directory, unreadable)
  for (;;) {
    const step = reading.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps of one file, between which others may have their turn. */
export function* readingConfig(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[] = [],
): Generator<void, ConfigRead> {
  const problems: Problem[] = [...unreadable]
  const path = (name: string) => `${directory}/${name}`
  const text = (name: ConfigFileName) => files.get(name) ?? ''
  for (const { name, required } of CONFIG_FILES) {
    const named = unreadable.some(problem => problem.file === path(name))
    if (required && !files.has(name) && !named) problems.push(missing(path(name)))
  }
  const { settings, ...inSettings } = files.has('settings.yaml')
    ? readSettings(path('settings.yaml'), text('settings.yaml'))
    : { settings: null, problems: [] }
  yield
  const inFeeds = files.has('feeds.yaml')
    ? readFeeds(path('feeds.yaml'), text('feeds.yaml'))
    : { feeds: [], problems: [] }
  yield
  const inPeople = files.has('people.yaml')
    ? readPeople(path('people.yaml'), text('people.yaml'))
    : { people: null, known: [], problems: [] }
  yield
  const inTerms = files.has('terms.yaml')
    ? readTerms(path('terms.yaml'), text('terms.yaml'), inPeople.known)
    : { terms: null, problems: [] }
  // Configurations of before 0.2 have no events.yaml: reports are then grouped by their words alone.
  const inEvents = files.has('events.yaml') ? readEvents(path('events.yaml'), text('events.yaml'), inTerms.terms) : null
  const weights =
    inTerms.terms === null || !files.has('weights.yaml')
      ? null
      : readWeights(path('weights.yaml'), text('weights.yaml'), inTerms.terms)
  problems.push(
    ...inSettings.problems,
    ...inFeeds.problems,
    ...inTerms.problems,
    ...inPeople.problems,
    ...(inEvents?.problems ?? []),
    ...(weights?.problems ?? []),
  )
  let ruleSet: RuleSet | null = null
  let examples: readonly Problem[] = []
  if (inTerms.terms !== null && files.has('rules.yaml')) {
    const known = { routes: settings === null ? null : Object.keys(settings.routes) }
    const read = readRules([{ file: path('rules.yaml'), text: text('rules.yaml') }], inTerms.terms, known)
    problems.push(...read.problems)
    ruleSet = read.ruleSet
    yield
    if (ruleSet !== null) {
      examples = runExamples(ruleSet).map(({ rule, key, index, what, todo }) =>
        read.problem(rule, [key, index], what, todo),
      )
    }
  }
  if (
    problems.length > 0 ||
    settings === null ||
    inTerms.terms === null ||
    ruleSet === null ||
    inPeople.people === null
  ) {
    return {
      kind: 'problems',
      problems: [...Map.groupBy(problems.sort(byPlace), one => one.file).values()].flatMap(own => firstProblems(own)),
    }
  }
  const { terms } = inTerms
  const scan = (words: string, language?: string) => terms.scan(words, language)
  const names = new Map(terms.terms.map(term => [term.id, term.name]))
  const nameOf = (id: string) => names.get(id) ?? null
  const events = inEvents?.events ?? null
  const sense = events === null ? NO_SENSE : eventSense(events, scan, nameOf)
  if (events !== null && inEvents !== null) {
    const wrong = runEventExamples(events.examples, sense.read)
    examples = [...examples, ...wrong.map(({ index, what, todo }) => inEvents.problem(index, what, todo))]
  }
  return {
    kind: 'valid',
    config: {
      sense,
      settings,
      feeds: inFeeds.feeds,
      terms: inTerms.terms,
      ruleSet: typedRules(ruleSet, weights?.types ?? null, sense),
      people: inPeople.people,
    },
    examples,
  }
}

function missing(file: string): Problem {
  return { file, line: 1, column: 1, what: 'the file is missing', todo: 'restore it, the repository has a default' }
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
}
