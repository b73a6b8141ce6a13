import { dirname, join } from 'node:path'
import { compilePeople, type PeopleIndex } from '../../briefs/people/people-index.ts'
import { NO_SIDES } from '../../briefs/people/sides-file.ts'
import { compileGazetteer, type Gazetteer } from '../../briefs/places/gazetteer.ts'
import { NO_PLACES } from '../../briefs/places/places-file.ts'
import { readEvents } from '../../config/files/events-file.ts'
import { readPeople } from '../../config/files/people-file.ts'
import { readPlaces } from '../../config/files/places-file.ts'
import { readRules } from '../../config/files/rules-file.ts'
import { readSettings } from '../../config/files/settings-file.ts'
import { readSides } from '../../config/files/sides-file.ts'
import { readStories } from '../../config/files/stories-file.ts'
import { readTerms, type TermsRead } from '../../config/files/terms-file.ts'
import { alertOf } from '../../config/parts.ts'
import type { ScanTerms } from '../../events/reading/read.ts'
import { type EventSense, eventSense, NO_SENSE } from '../../events/sense.ts'
import type { Level, RuleSet } from '../../rules/rule-set.ts'
import type { TermIndex } from '../../rules/terms/terms.ts'
import { compileWording, NO_WORDING, type Wording } from '../../stories/wording.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { readSource } from '../source-file.ts'

/**
 * Reads terms.yaml, or another file, and writes its problems, one per line.
 * @param from where the lists' people and the user's own files are
 * @returns null where it has any
 */
export async function loadTerms(
  file: string,
  stderr: NodeJS.WritableStream,
  from: TermsFrom = {},
): Promise<TermIndex | null> {
  const { terms, problems } = await readTermsFile(file, from)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return terms
}

/** Further files for reading terms. */
export interface TermsFrom {
  /** Directory with people.yaml for the lists, if there is none beside the file. */
  readonly directory?: string | undefined
  /** The folder of the user's own files; default: the one beside the file. */
  readonly local?: string | undefined
}

/** Reads terms.yaml, or another file, with the people of people.yaml; if that is missing or broken, which `check` reports, without people. */
export async function readTermsFile(
  file: string,
  { directory = dirname(file), local }: TermsFrom = {},
): Promise<TermsRead> {
  const read = await readSource(file, local)
  const beside = await readSource(join(dirname(file), 'people.yaml'), local)
  const people = 'text' in beside ? beside : await readSource(join(directory, 'people.yaml'), local)
  const known = 'text' in people ? readPeople(people.file, people.text, people.over).known : []
  if ('text' in read) return readTerms(read.file, read.text, known, read.over)
  return { terms: null, fed: null, problems: [read], inPeople: [] }
}

/**
 * Reads rule files with terms already read, and writes their problems.
 * @param sense how items are read as events
 * @param weights path of weights.yaml; if the file is missing, the rules alone decide
 * @param local the folder of the user's own files; default: the one beside each file
 * @returns null where they have any
 */
export async function loadRules(
  files: readonly string[],
  terms: TermIndex,
  { sense, weights, alert }: Weighing,
  stderr: NodeJS.WritableStream,
  local?: string,
): Promise<RuleSet | null> {
  const read = await Promise.all(files.map(file => readSource(file, local)))
  const unread = read.filter(each => 'what' in each)
  const weighed = await readSource(weights, local)
  const known = { routes: null, events: sense.facts, readFacts: sense.factsOf, readMatters: sense.mattersOf, alert }
  const { ruleSet, problems } = readRules(
    read.filter(each => 'text' in each),
    terms,
    known,
    'text' in weighed ? weighed : null,
  )
  for (const problem of [...unread, ...problems]) stderr.write(`${renderProblem(problem)}\n`)
  return unread.length > 0 ? null : ruleSet
}

/** Reads stories.yaml of a config directory, and writes its problems; if it is missing, reports are grouped by plain words. @returns null if it has any */
export async function loadWording(directory: string, stderr: NodeJS.WritableStream): Promise<Wording | null> {
  const source = await readSource(join(directory, 'stories.yaml'))
  if (!('text' in source)) return NO_WORDING
  const { stories, problems } = readStories(source.file, source.text, source.over)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return stories === null ? null : compileWording(stories)
}

/** Reads people.yaml and sides.yaml of a config directory, and writes their problems. @returns null if they have any, or people.yaml is missing */
export async function loadPeople(directory: string, stderr: NodeJS.WritableStream): Promise<PeopleIndex | null> {
  const [inPeople, inSides] = [
    await readSource(join(directory, 'people.yaml')),
    await readSource(join(directory, 'sides.yaml')),
  ]
  if (!('text' in inPeople)) {
    stderr.write(`${join(directory, 'people.yaml')} cannot be read – name the config directory with --config\n`)
    return null
  }
  const { known, valid, problems } = readPeople(inPeople.file, inPeople.text, inPeople.over)
  const { sides, ...read } =
    'text' in inSides ? readSides(inSides.file, inSides.text, known, inSides.over) : { sides: NO_SIDES, problems: [] }
  for (const problem of [...problems, ...read.problems]) stderr.write(`${renderProblem(problem)}\n`)
  return sides === null || !valid ? null : compilePeople(known, sides)
}

/** Reads places.yaml of a config directory, and writes its problems; if it is missing, places are found by shape. @returns null if it has any */
export async function loadPlaces(directory: string, stderr: NodeJS.WritableStream): Promise<Gazetteer | null> {
  const source = await readSource(join(directory, 'places.yaml'))
  if (!('text' in source)) return compileGazetteer(NO_PLACES)
  const { places, problems } = readPlaces(source.file, source.text, source.over)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return places === null ? null : compileGazetteer(places)
}

/** Weights and alert levels for reading rules. */
export interface Weighing {
  readonly sense: EventSense
  /** Path of weights.yaml. */
  readonly weights: string
  /** Alert level by route. */
  readonly alert: Readonly<Record<string, Level | number>>
}

/** What items are judged by, and how they are read as events. */
export interface Judging {
  readonly ruleSet: RuleSet
  readonly sense: EventSense
}

/** Like loadJudging, but reads only the files for judging; `check` reports problems of the others. */
export async function judgingOf(
  directory: string,
  stderr: NodeJS.WritableStream,
  alert: Level | number | null,
): Promise<Judging | null> {
  const terms = await loadTerms(join(directory, 'terms.yaml'), stderr)
  if (terms === null) return null
  const sense = await loadSense(directory, (text, language) => terms.scan(text, language), stderr)
  if (sense === null) return null
  const weighing = { sense, weights: join(directory, 'weights.yaml'), alert: await alertIn(directory, alert) }
  const ruleSet = await loadRules([join(directory, 'rules.yaml')], terms, weighing, stderr)
  return ruleSet === null ? null : { ruleSet, sense }
}

/** Reads events.yaml of a config directory, and writes its problems; if it is missing, nothing is read as an event. @returns null if it has any */
export async function loadSense(
  directory: string,
  scan: ScanTerms,
  stderr: NodeJS.WritableStream,
): Promise<EventSense | null> {
  const read = await readSource(join(directory, 'events.yaml'))
  if (!('text' in read)) return NO_SENSE
  const { events, problems } = readEvents(read.file, read.text, null, read.over)
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return events === null ? null : eventSense(events, scan)
}

/** Alert levels by route from settings.yaml; `normal` if it has none or cannot be read, which `check` reports. */
export async function alertIn(
  directory: string,
  alert: Level | number | null,
): Promise<Readonly<Record<string, Level | number>>> {
  if (alert !== null) return { default: alert }
  const read = await readSource(join(directory, 'settings.yaml'))
  const settings = 'text' in read ? readSettings(read.file, read.text, read.over).settings : null
  return settings === null ? {} : alertOf(settings)
}
