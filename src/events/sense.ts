import type { MatchTables } from '../rules/terms/match-tables.ts'
import type { StoryType } from '../rules/verdict.ts'
import { remember } from '../text/remember.ts'
import { type Gist, gistOf } from './compare/gist.ts'
import type { RelationRules } from './compare/relation.ts'
import type { EventReading } from './event.ts'
import type { EventsFile } from './events-file.ts'
import { factsOf, knownFacts } from './facts.ts'
import { mattersOf } from './matters.ts'
import { compileLexicon } from './reading/lexicon.ts'
import { eventReader, type ReadEvent, type ScanTerms } from './reading/read.ts'

/** A configuration's handling of events: how reports are read, and how readings are compared. */
export interface EventSense {
  readonly read: ReadEvent
  readonly gist: Gist
  readonly rules: RelationRules
  readonly turns: EventsFile['turns']
  /** Type of an alert by the object's name. */
  readonly types: ReadonlyMap<string, StoryType>
  /** The valid values of `event:`; null: no events are read, and values are not checked. */
  readonly facts: readonly string[] | null
  /** A report's values of `event:`. */
  readonly factsOf: (report: Parameters<ReadEvent>[0]) => readonly string[]
  /** The facts from which a report's type is decided. */
  readonly mattersOf: (report: Parameters<ReadEvent>[0]) => readonly string[]
  /** The tables that find the words of events; null: there are none. */
  readonly tables: () => MatchTables | null
}

/** Compiles a valid events file together with the terms. @param tables those of the same file, if they were built before */
export function eventSense(
  file: EventsFile,
  scan: ScanTerms,
  nameOf: (term: string) => string | null = () => null,
  tables: MatchTables | null = null,
): EventSense {
  // Cached, since an item is read for its relevance, its type and its story.
  const lexicon = compileLexicon(file, tables)
  const read: ReadEvent = remember(eventReader(lexicon, scan))
  const types = new Map(
    Object.entries(file.objects).flatMap(([name, { type }]) => (type === null ? [] : [[name, type] as const])),
  )
  return {
    read,
    facts: knownFacts(file),
    factsOf: report => factsOf(read(report), file.principals),
    mattersOf: report => mattersOf(read(report), types),
    gist: gistOf(file, nameOf),
    rules: {
      near: file.near,
      later: file.later,
      kin: file.kin,
      principals: file.principals,
      subject: file.subject,
    },
    turns: file.turns,
    types,
    tables: lexicon.tables,
  }
}

const NOTHING: EventReading = {
  kind: 'report',
  claims: [],
  people: [],
  families: [],
  sides: [],
  things: [],
  again: false,
  places: [],
  lands: [],
  days: [],
  morePeople: [],
  morePlaces: [],
  moreLands: [],
  moreDays: [],
  speaker: null,
}

/** Reads nothing: stories are then grouped by words alone. */
export const NO_SENSE: EventSense = {
  read: () => NOTHING,
  gist: () => null,
  rules: { near: [], later: [], kin: [], principals: [], subject: [] },
  turns: {},
  types: new Map(),
  facts: null,
  factsOf: () => [],
  mattersOf: () => [],
  tables: () => null,
}
