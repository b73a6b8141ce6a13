import { compilePeople, type PeopleIndex } from '../briefs/people/people-index.ts'
import type { SidesFile } from '../briefs/people/sides-file.ts'
import type { PlacesFile } from '../briefs/places/places-file.ts'
import type { EventsFile } from '../events/events-file.ts'
import { type EventSense, eventSense, NO_SENSE } from '../events/sense.ts'
import type { Feed } from '../feeds/feed.ts'
import { compileRules, type RulesFile, type WeightsFile } from '../rules/expression/compile.ts'
import type { Level, RuleSet } from '../rules/rule-set.ts'
import type { MatchTables } from '../rules/terms/match-tables.ts'
import { compileTerms, type TermIndex, type TermsFile, termScanner } from '../rules/terms/terms.ts'
import { neededBy } from '../rules/weigh/relevance.ts'
import { featureReader, type TypePoints, typerOf } from '../rules/weigh/type-points.ts'
import type { StoriesFile } from '../stories/stories-file.ts'
import type { ListedPerson } from './schemas/people-schema.ts'
import type { Settings } from './settings.ts'

/** A whole valid configuration. */
export interface Config {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  readonly terms: TermIndex
  readonly ruleSet: RuleSet
  readonly people: PeopleIndex
  /** Without places.yaml, places are recognised by their form alone. */
  readonly places: PlacesFile
  /** How reports are read as events; without events.yaml none is. */
  readonly sense: EventSense
  /** How reports of one event are recognised; null (no stories.yaml): by their words alone. */
  readonly stories: StoriesFile | null
}

/**
 * The data of a valid configuration's files, plain so that it can be stored as JSON or passed to another thread: all that a
 * Config is compiled from.
 */
export interface Parts {
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  /** With the generated spellings. */
  readonly people: readonly ListedPerson[]
  /** Empty without sides.yaml. */
  readonly sides: SidesFile
  /** Empty without places.yaml. */
  readonly places: PlacesFile
  /** With the people of people.yaml in its lists. */
  readonly terms: TermsFile
  /** null: there is no events.yaml. */
  readonly events: EventsFile | null
  /** null: there is no stories.yaml. */
  readonly stories: StoriesFile | null
  readonly rules: RulesFile
  /** null: there is no weights.yaml. */
  readonly weights: WeightsFile | null
  readonly typePoints: TypePoints | null
}

/** The tables that find the words of rules and terms, and of events; null: built at first use. */
export interface Tables {
  readonly rules: MatchTables | null
  readonly events: MatchTables | null
}

export const NO_TABLES: Tables = { rules: null, events: null }

/** Compiles valid parts, with the result of `readConfig` on the same files. @param tables those of the same parts */
export function compileParts(parts: Parts, tables: Tables = NO_TABLES): Config {
  const compiling = compilingParts(parts, tables)
  for (;;) {
    const step = compiling.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps, so that the event loop can run between them. */
export function* compilingParts(parts: Parts, tables: Tables): Generator<void, Config> {
  const { settings, feeds, places, stories } = parts
  const own = compileTerms(parts.terms)
  yield
  let scan = own.scan
  const terms: TermIndex = { ...own, scan: (text, language) => scan(text, language) }
  const sense = parts.events === null ? NO_SENSE : senseOf(parts.events, terms, tables.events)
  yield
  const ruleSet = ruleSetOf(parts, terms, sense, tables.rules)
  // The rules' matcher also finds the terms: a second table of all names would double memory and time.
  scan = termScanner(own.terms, () => ruleSet.matcher)
  yield
  let people: PeopleIndex | null = null
  return {
    settings,
    feeds,
    terms,
    sense,
    ruleSet,
    places,
    stories,
    // Lazy: a process that only judges needs no people.
    get people() {
      people ??= compilePeople(parts.people, parts.sides)
      return people
    },
  }
}

/** The rules of a valid configuration, compiled with already compiled terms and events: its own or equal ones. */
export function ruleSetOf(
  { settings, rules, weights, typePoints }: Parts,
  terms: TermIndex,
  sense: EventSense,
  tables: MatchTables | null = null,
): RuleSet {
  const known = {
    routes: Object.keys(settings.routes),
    events: sense.facts,
    readFacts: sense.factsOf,
    alert: alertOf(settings),
  }
  const compiled = compileRules([rules], terms, known, weights, tables)
  if (compiled.kind === 'mistakes') throw new Error(`rules that were valid: ${compiled.findings[0]?.what}`)
  const typer = typePoints === null ? null : typerOf(typePoints, featureReader(terms, sense.mattersOf))
  return { ...compiled.ruleSet, typer }
}

/** The reader of reports by one configuration's events and terms. */
export function senseOf(events: EventsFile, terms: TermIndex, tables: MatchTables | null = null): EventSense {
  const names = new Map(terms.terms.map(term => [term.id, term.name]))
  return eventSense(
    events,
    (words, language) => terms.scan(words, language),
    id => names.get(id) ?? null,
    tables,
  )
}

/** How much is alerted, by route. */
export function alertOf({ alert, routes }: Pick<Settings, 'alert' | 'routes'>): Record<string, Level | number> {
  const own = Object.entries(routes).map(([name, route]) => [name, route.alert ?? alert] as const)
  return { default: alert, ...Object.fromEntries(own) }
}

/** The rule set with the same alert level on every route. */
export function tellingAs(alert: Level | number, ruleSet: RuleSet): RuleSet {
  return { ...ruleSet, needed: { default: neededBy(alert, ruleSet.relevance) } }
}
