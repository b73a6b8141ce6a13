import { compilePeople } from '../briefs/people/people-index.ts'
import { runExamples as runEventExamples } from '../events/examples.ts'
import { NO_SENSE } from '../events/sense.ts'
import { runExamples } from '../rules/examples.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { termScanner } from '../rules/terms/terms.ts'
import type { Problem } from '../text/show/problem.ts'
import { type RulesRead, readRules } from './files/rules-file.ts'
import { strangersTo } from './files/sides-file.ts'
import {
  type Around,
  demoProblems,
  ELSEWHERE,
  eventsOf,
  feedsOf,
  type KnownParts,
  peopleOf,
  placesOf,
  settingsOf,
  sidesOf,
  storiesOf,
  termsOf,
} from './known-parts.ts'
import { CONFIG_FILES, type ConfigFileName, LOCAL } from './layers/files.ts'
import { whose } from './layers/own-examples.ts'
import { sourceOf } from './layers/sources.ts'
import { alertOf, type Config, type Parts, senseOf, type Tables } from './parts.ts'
import { foldProblems } from './yaml/fold-problems.ts'
import { firstProblems } from './yaml/most-problems.ts'

export type { Config } from './parts.ts'

export type ConfigRead =
  | {
      readonly kind: 'valid'
      readonly config: Config
      /** What it was compiled from. */
      readonly parts: Parts
      /** The tables that find its words. */
      readonly tables: Tables
      /** All failing examples: `examples` and `changed`. */
      readonly wrong: readonly Problem[]
      /** Example headlines that are not judged or read as the files say: reported by `check`, no reason not to run. */
      readonly examples: readonly Problem[]
      /** Failing examples of shipped files under the user's own files: an effect of those changes, not a mistake. */
      readonly changed: readonly Problem[]
    }
  | Refused

interface Refused {
  readonly kind: 'problems'
  readonly problems: readonly Problem[]
}

/**
 * Reads all files of a config directory; fails as a whole, with every problem of every file.
 * @param files texts by file name; the user's own files under local/, changes made in Discord under desk/
 * @param directory how problems name the place, such as "config"
 * @param unreadable problems for files that could not be read and so are not among `files`
 */
export function readConfig(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[] = [],
): ConfigRead {
  return readAll(files, directory, unreadable, {})
}

/** `readConfig` with some parts already known. @returns `around`: the parts that do not affect judging, if those were read */
export function readBeside(
  known: KnownParts,
  files: ReadonlyMap<string, string>,
  directory: string,
): ConfigRead | Around {
  const whole = CONFIG_FILES.every(({ name, required }) => !required || files.has(name))
  if (known.judging === true && whole) return readAround(files, directory, known)
  const read = readAll(files, directory, [], known)
  // A problem may lie in a part that was not read.
  const again = read.kind === 'problems' && read.problems.some(one => one.file === ELSEWHERE)
  return again ? readAll(files, directory, [], {}) : read
}

/** Reads the parts that do not affect how items are judged. */
function readAround(files: ReadonlyMap<string, string>, directory: string, known: KnownParts): Around | Refused {
  const { settings, ...inSettings } = settingsOf(sourceOf('settings.yaml', files, directory), known)
  const { feeds, ...inFeeds } = feedsOf(sourceOf('feeds.yaml', files, directory), known)
  const problems = [...inSettings.problems, ...inFeeds.problems]
  return problems.length > 0 || settings === null ? refused(problems) : { kind: 'around', settings, feeds }
}

function readAll(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[],
  known: KnownParts,
): ConfigRead {
  const problems: Problem[] = [...unreadable]
  const path = (name: string) => `${directory}/${name}`
  const source = (name: ConfigFileName) => sourceOf(name, files, directory)
  for (const { name, required } of CONFIG_FILES) {
    const named = unreadable.some(problem => problem.file === path(name))
    if (files.has(name) || named) continue
    if (required) problems.push(missing(path(name)))
    else if (files.has(`${LOCAL}/${name}`)) problems.push(alone(path(`${LOCAL}/${name}`), path(name)))
  }
  const { settings, ...inSettings } = settingsOf(source('settings.yaml'), known)
  const inFeeds = feedsOf(source('feeds.yaml'), known)
  const inPeople = peopleOf(source('people.yaml'), known)
  const inSides = sidesOf(source('sides.yaml'), inPeople.known)
  const inTerms = termsOf(source('terms.yaml'), inPeople.known, inSides.checked, known)
  const inPlaces = placesOf(source('places.yaml'))
  const inStories = storiesOf(source('stories.yaml'))
  const inEvents = eventsOf(source('events.yaml'), inTerms.terms)
  const events = inEvents?.events ?? null
  // The rules' matcher finds the terms too, once it exists.
  let scan = inTerms.terms?.scan ?? (() => [])
  const terms = inTerms.terms && { ...inTerms.terms, scan: (text: string, language?: string) => scan(text, language) }
  const sense = events === null || terms === null ? NO_SENSE : senseOf(events, terms)
  const strangers = inSides.checked === null ? [] : strangersTo(inSides.checked, inPeople.known)
  problems.push(
    ...inSettings.problems,
    ...inFeeds.problems,
    ...inTerms.problems,
    ...inPeople.problems,
    ...[...inTerms.inPeople, ...strangers].flatMap(
      ({ path, what, todo }) => inPeople.problem?.(path, what, todo) ?? [],
    ),
    ...inSides.problems,
    ...inPlaces.problems,
    ...(inEvents?.problems ?? []),
    ...inStories.problems,
    ...demoProblems(source('demo.yaml')),
  )
  let ruleSet: RuleSet | null = null
  let raw: RulesRead['raw'] = null
  let examples: readonly Problem[] = []
  const rulesFrom = source('rules.yaml')
  if (terms !== null && rulesFrom !== null) {
    const beside = {
      routes: settings === null ? null : Object.keys(settings.routes),
      events: sense.facts,
      readFacts: sense.factsOf,
      readMatters: sense.mattersOf,
      ...(settings === null ? {} : { alert: alertOf(settings) }),
    }
    const read = readRules([rulesFrom], terms, beside, source('weights.yaml'))
    problems.push(...read.problems)
    ruleSet = read.ruleSet
    const matcher = read.ruleSet?.matcher
    if (matcher !== undefined) scan = termScanner(terms.terms, () => matcher)
    raw = read.raw
    if (ruleSet !== null) {
      examples = runExamples(ruleSet).map(({ rule, key, index, what, todo }) =>
        read.problem(rule, [key, index], what, todo),
      )
    }
  }
  if (
    problems.length > 0 ||
    settings === null ||
    terms === null ||
    inTerms.fed === null ||
    ruleSet === null ||
    raw === null ||
    inSides.sides === null ||
    inPlaces.places === null ||
    !inPeople.valid
  ) {
    return refused(problems)
  }
  if (events !== null && inEvents !== null) {
    const wrong = runEventExamples(events.examples, sense.read)
    examples = [...examples, ...wrong.map(({ index, what, todo }) => inEvents.problem(index, what, todo))]
  }
  const { feeds } = inFeeds
  const { known: people } = inPeople
  const { sides } = inSides
  const { places } = inPlaces
  const { stories } = inStories
  return {
    kind: 'valid',
    parts: { settings, feeds, people, sides, places, terms: inTerms.fed.terms, events, stories, ...raw },
    config: {
      sense,
      settings,
      feeds,
      terms,
      ruleSet,
      people: compilePeople(people, sides),
      places,
      stories,
    },
    tables: { rules: ruleSet.matcher.tables(), events: sense.tables() },
    wrong: examples,
    ...whose(examples, files, directory),
  }
}

function refused(problems: readonly Problem[]): Refused {
  const byFile = Map.groupBy([...problems].sort(byPlace), one => one.file)
  return { kind: 'problems', problems: [...byFile.values()].flatMap(own => firstProblems(foldProblems(own))) }
}

function missing(file: string): Problem {
  return { file, line: 1, column: 1, what: 'the file is missing', todo: 'restore it, the repository has a default' }
}

function alone(file: string, shipped: string): Problem {
  return { file, line: 1, column: 1, what: `there is no ${shipped} to put it on`, todo: 'restore that, or remove this' }
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
}
