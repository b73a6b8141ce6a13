import type { PeopleIndex } from '../briefs/people-index.ts'
import type { Feed } from '../feeds/feed.ts'
import { compileTerms, type TermIndex, type TermsFile } from '../rules/terms.ts'
import type { Problem } from '../text/problem.ts'
import { type EventsRead, readEvents } from './events-file.ts'
import { readFeeds } from './feeds-file.ts'
import type { Parts } from './parts.ts'
import { readPeople } from './people-file.ts'
import type { ListedPerson } from './people-schema.ts'
import type { Finding } from './people-terms.ts'
import type { FileText } from './read-layers.ts'
import type { Settings } from './settings.ts'
import { readSettings } from './settings-file.ts'
import { readTerms } from './terms-file.ts'

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
  /** null: not compiled here. */
  readonly people: PeopleIndex | null
  readonly known: readonly ListedPerson[]
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
    return { people: null, known: people, problems: [], problem }
  }
  if (from === null) return { people: null, known: [], problems: [], problem: null }
  return readPeople(from.file, from.text, from.over)
}

export function termsOf(
  from: Source,
  people: readonly ListedPerson[],
  { terms }: KnownParts,
): {
  readonly terms: TermIndex | null
  readonly fed: { readonly terms: TermsFile } | null
  readonly problems: readonly Problem[]
  readonly inPeople: readonly Finding[]
} {
  if (terms !== undefined) return { terms: compileTerms(terms), fed: { terms }, problems: [], inPeople: [] }
  if (from === null) return { terms: null, fed: null, problems: [], inPeople: [] }
  return readTerms(from.file, from.text, people, from.over)
}

/** null: there is no such file. Configurations of before 0.2 have none: reports are then grouped by their words alone. */
export function eventsOf(from: Source, terms: TermIndex | null): EventsRead | null {
  return from === null ? null : readEvents(from.file, from.text, terms, from.over)
}
