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

/** Parts that were found valid before, read from the same files by the same program: they are taken as they are. */
export interface KnownParts extends Partial<Pick<Parts, 'settings' | 'feeds' | 'people' | 'terms'>> {
  /** All that items are judged by is valid: it is not read, nor needed here. */
  readonly judging?: true
}

/** What was read beside it. */
export interface Around extends Pick<Parts, 'settings' | 'feeds'> {
  readonly kind: 'around'
}

/** A file of a configuration; null: it is not there, which is named elsewhere. */
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

/** The file of what is wrong in a part that was not read: only reading it shows where. */
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

/** @returns `checked`: what the sides that others name are compared with; null: with nothing, since there is no such file or it has problems */
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

/** Without stories.yaml reports of one event are known by their words alone. */
export function storiesOf(from: Source): {
  readonly stories: StoriesFile | null
  readonly problems: readonly Problem[]
} {
  return from === null ? { stories: null, problems: [] } : readStories(from.file, from.text, from.over)
}

/** What is wrong with what the demo plays: nothing else needs it, and it is checked like all files. */
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

/** null: there is no such file. Configurations of before 0.2 have none: reports are then grouped by their words alone. */
export function eventsOf(from: Source, terms: TermIndex | null): EventsRead | null {
  return from === null ? null : readEvents(from.file, from.text, terms, from.over)
}
