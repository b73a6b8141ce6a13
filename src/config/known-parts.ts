import { NO_SIDES, type SidesFile } from '../briefs/people/sides-file.ts'
import { NO_PLACES, type PlacesFile } from '../briefs/places/places-file.ts'
import type { Feed } from '../feeds/feed.ts'
import { compileTerms, type TermIndex, type TermsFile } from '../rules/terms/terms.ts'
import type { StoriesFile } from '../stories/stories-file.ts'
import type { Problem } from '../text/show/problem.ts'
import { readDemo } from './files/demo-file.ts'
import { type EventsRead, readEvents } from './files/events-file.ts'
import { readFeeds } from './files/feeds-file.ts'
import { readPeople } from './files/people-file.ts'
import type { Finding } from './files/people-terms.ts'
import { readPlaces } from './files/places-file.ts'
import { readSettings } from './files/settings-file.ts'
import { readSides } from './files/sides-file.ts'
import { readStories } from './files/stories-file.ts'
import { readTerms } from './files/terms-file.ts'
import type { FileText } from './layers/read-layers.ts'
import type { Parts } from './parts.ts'
import type { ListedPerson } from './schemas/people-schema.ts'
import type { Settings } from './settings.ts'

/** Parts that the same program has already read from the same files and found valid: they are not checked again. */
export interface KnownParts extends Partial<Pick<Parts, 'settings' | 'feeds' | 'people' | 'terms'>> {
  /** Everything that affects judging is valid: it is neither read nor needed here. */
  readonly judging?: true
}

/** The other parts that were read. */
export interface Around extends Pick<Parts, 'settings' | 'feeds'> {
  readonly kind: 'around'
}

/** A file of a configuration; null: missing, which is reported elsewhere. */
type Source = FileText | null

export function settingsOf(
  from: Source,
  { settings }: KnownParts,
): { readonly settings: Settings | null; readonly problems: readonly Problem[] } {
  if (settings !== undefined) return { settings, problems: [] }
  return from === null ? { settings: null, problems: [] } : readSettings(from.file, from.text, from.over)
}

export function feedsOf(
  from: Source,
  { feeds }: KnownParts,
): { readonly feeds: readonly Feed[]; readonly problems: readonly Problem[] } {
  if (feeds !== undefined) return { feeds, problems: [] }
  return from === null ? { feeds: [], problems: [] } : readFeeds(from.file, from.text, from.over)
}

/** File name of a problem in a part that was not read: only reading it shows where. */
export const ELSEWHERE = ''

export function peopleOf(
  from: Source,
  { people }: KnownParts,
): {
  readonly known: readonly ListedPerson[]
  readonly valid: boolean
  readonly problems: readonly Problem[]
  readonly problem: ReturnType<typeof readPeople>['problem'] | null
} {
  if (people !== undefined) {
    const problem = (_path: unknown, what: string, todo: string) => ({
      file: ELSEWHERE,
      line: 0,
      column: 0,
      what,
      todo,
    })
    return { known: people, valid: true, problems: [], problem }
  }
  if (from === null) return { known: [], valid: false, problems: [], problem: null }
  return readPeople(from.file, from.text, from.over)
}

/** @returns `checked`: the sides that other files' names are checked against; null: no check, since the file is missing or has problems */
export function sidesOf(
  from: Source,
  people: readonly ListedPerson[],
): { readonly sides: SidesFile | null; readonly checked: SidesFile | null; readonly problems: readonly Problem[] } {
  if (from === null) return { sides: NO_SIDES, checked: null, problems: [] }
  const read = readSides(from.file, from.text, people, from.over)
  return { ...read, checked: read.sides }
}

export function placesOf(from: Source): { readonly places: PlacesFile | null; readonly problems: readonly Problem[] } {
  return from === null ? { places: NO_PLACES, problems: [] } : readPlaces(from.file, from.text, from.over)
}

/** Without stories.yaml, reports of one event are recognised by their words alone. */
export function storiesOf(from: Source): {
  readonly stories: StoriesFile | null
  readonly problems: readonly Problem[]
} {
  return from === null ? { stories: null, problems: [] } : readStories(from.file, from.text, from.over)
}

/** Problems of demo.yaml: only the demo needs it, but it is checked like every file. */
export function demoProblems(from: Source): readonly Problem[] {
  return from === null ? [] : readDemo(from.file, from.text, from.over).problems
}

export function termsOf(
  from: Source,
  people: readonly ListedPerson[],
  sides: SidesFile | null,
  { terms }: KnownParts,
): {
  readonly terms: TermIndex | null
  readonly fed: { readonly terms: TermsFile } | null
  readonly problems: readonly Problem[]
  readonly inPeople: readonly Finding[]
} {
  if (terms !== undefined) return { terms: compileTerms(terms), fed: { terms }, problems: [], inPeople: [] }
  if (from === null) return { terms: null, fed: null, problems: [], inPeople: [] }
  return readTerms(from.file, from.text, people, from.over, sides)
}

/** null: no events.yaml, as before version 0.2: reports are then grouped by their words alone. */
export function eventsOf(from: Source, terms: TermIndex | null): EventsRead | null {
  return from === null ? null : readEvents(from.file, from.text, terms, from.over)
}
