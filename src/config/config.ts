import { compilePeople } from '../briefs/people-index.ts'
import { NO_PLACES } from '../briefs/places-file.ts'
import { NO_SIDES } from '../briefs/sides-file.ts'
import { runExamples as runEventExamples } from '../events/examples.ts'
import { NO_SENSE } from '../events/sense.ts'
import { runExamples } from '../rules/examples.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { termScanner } from '../rules/terms.ts'
import type { Problem } from '../text/problem.ts'
import { readDemo } from './demo-file.ts'
import { readEvents } from './events-file.ts'
import { readFeeds } from './feeds-file.ts'
import { CONFIG_FILES, type ConfigFileName, LOCAL } from './files.ts'
import { foldProblems } from './fold-problems.ts'
import { firstProblems } from './most-problems.ts'
import { alertOf, type Config, type Parts, senseOf } from './parts.ts'
import { readPeople } from './people-file.ts'
import { readPlaces } from './places-file.ts'
import { type RulesRead, readRules } from './rules-file.ts'
import { readSettings } from './settings-file.ts'
import { readSides, strangersTo } from './sides-file.ts'
import { sourceOf } from './sources.ts'
import { readStories } from './stories-file.ts'
import { readTerms } from './terms-file.ts'

export type { Config } from './parts.ts'

export type ConfigRead =
  | {
      readonly kind: 'valid'
      readonly config: Config
      /** What it was compiled from. */
      readonly parts: Parts
      /** Example headlines that a rule does not treat, or that are not read, as the files say: named by `check`, no reason not to run. */
      readonly examples: readonly Problem[]
      /** The same of the shipped files where the user's own ones are put on them: what those change, and no mistake of anyone. */
      readonly changed: readonly Problem[]
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/**
 * Reads all files of a config directory; fails whole, with every problem of every file.
 * @param files texts by file name; those of the user's own files by local/ and their name
 * @param directory how problems name the place, such as "config"
 * @param unreadable what stands in the place of files that are not among `files`, as problems
 */
export function readConfig(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[] = [],
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
  const settingsFrom = source('settings.yaml')
  const { settings, ...inSettings } =
    settingsFrom === null
      ? { settings: null, problems: [] }
      : readSettings(settingsFrom.file, settingsFrom.text, settingsFrom.over)
  const feedsFrom = source('feeds.yaml')
  const inFeeds =
    feedsFrom === null ? { feeds: [], problems: [] } : readFeeds(feedsFrom.file, feedsFrom.text, feedsFrom.over)
  const peopleFrom = source('people.yaml')
  const inPeople =
    peopleFrom === null
      ? { known: [], valid: false, problems: [], problem: null }
      : readPeople(peopleFrom.file, peopleFrom.text, peopleFrom.over)
  const sidesFrom = source('sides.yaml')
  const inSides =
    sidesFrom === null
      ? { sides: NO_SIDES, problems: [] }
      : readSides(sidesFrom.file, sidesFrom.text, inPeople.known, sidesFrom.over)
  const sides = sidesFrom === null ? null : inSides.sides
  const placesFrom = source('places.yaml')
  const inPlaces = placesFrom === null ? null : readPlaces(placesFrom.file, placesFrom.text, placesFrom.over)
  const termsFrom = source('terms.yaml')
  const inTerms =
    termsFrom === null
      ? { terms: null, fed: null, problems: [], inPeople: [] }
      : readTerms(termsFrom.file, termsFrom.text, inPeople.known, termsFrom.over, sides)
  // Configurations of before 0.2 have no events.yaml: reports are then grouped by their words alone.
  const eventsFrom = source('events.yaml')
  const inEvents =
    eventsFrom === null ? null : readEvents(eventsFrom.file, eventsFrom.text, inTerms.terms, eventsFrom.over)
  const events = inEvents?.events ?? null
  const demoFrom = source('demo.yaml')
  const storiesFrom = source('stories.yaml')
  const inStories = storiesFrom === null ? null : readStories(storiesFrom.file, storiesFrom.text, storiesFrom.over)
  // What finds the words of rules finds the terms, once there is such a thing.
  let scan = inTerms.terms?.scan ?? (() => [])
  const terms = inTerms.terms && { ...inTerms.terms, scan: (text: string, language?: string) => scan(text, language) }
  const sense = events === null || terms === null ? NO_SENSE : senseOf(events, terms)
  const strangers = sides === null ? [] : strangersTo(sides, inPeople.known)
  problems.push(
    ...inSettings.problems,
    ...inFeeds.problems,
    ...inTerms.problems,
    ...inPeople.problems,
    ...inTerms.inPeople.flatMap(({ path, what, todo }) => inPeople.problem?.(path, what, todo) ?? []),
    ...inSides.problems,
    ...strangers.flatMap(({ path, what, todo }) => inPeople.problem?.(path, what, todo) ?? []),
    ...(inPlaces?.problems ?? []),
    ...(inEvents?.problems ?? []),
    ...(inStories?.problems ?? []),
    ...(demoFrom === null ? [] : readDemo(demoFrom.file, demoFrom.text, demoFrom.over).problems),
  )
  let ruleSet: RuleSet | null = null
  let raw: RulesRead['raw'] = null
  let examples: readonly Problem[] = []
  const rulesFrom = source('rules.yaml')
  if (terms !== null && rulesFrom !== null) {
    const known = {
      routes: settings === null ? null : Object.keys(settings.routes),
      events: sense.facts,
      readFacts: sense.factsOf,
      readMatters: sense.mattersOf,
      ...(settings === null ? {} : { alert: alertOf(settings) }),
    }
    const read = readRules([rulesFrom], terms, known, source('weights.yaml'))
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
    !inPeople.valid
  ) {
    return {
      kind: 'problems',
      problems: [...Map.groupBy(problems.sort(byPlace), one => one.file).values()].flatMap(own =>
        firstProblems(foldProblems(own)),
      ),
    }
  }
  const hasOwn = [...files.keys()].some(name => name.startsWith(`${LOCAL}/`))
  const isOwn = ({ file }: Problem) => file.startsWith(path(`${LOCAL}/`))
  if (events !== null && inEvents !== null) {
    const wrong = runEventExamples(events.examples, sense.read)
    examples = [...examples, ...wrong.map(({ index, what, todo }) => inEvents.problem(index, what, todo))]
  }
  const { fed } = inTerms
  const stories = inStories?.stories ?? null
  const known = inPeople.known
  const places = inPlaces?.places ?? NO_PLACES
  const parts = {
    settings,
    feeds: inFeeds.feeds,
    people: known,
    sides: inSides.sides,
    places,
    terms: fed.terms,
    events,
    stories,
    ...raw,
  }
  return {
    kind: 'valid',
    parts,
    config: {
      sense,
      settings,
      feeds: inFeeds.feeds,
      terms,
      ruleSet,
      people: compilePeople(known, inSides.sides),
      places,
      stories,
    },
    examples: examples.filter(one => !hasOwn || isOwn(one)),
    changed: examples.filter(one => hasOwn && !isOwn(one)),
  }
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
