import type { Brief, Coming, Person, Report, Sentence, Source } from './brief.ts'
import { findPeople } from './people/people.ts'
import type { PeopleIndex } from './people/people-index.ts'
import type { Gazetteer } from './places/gazetteer.ts'
import { findPlaces } from './places/places.ts'
import { sentences } from './sentences/sentences.ts'
import { findComing } from './when/when.ts'

const MOST_PEOPLE = 12
const MOST_PLACES = 3
const MOST_COMING = 5

/** The configured people and places that briefs use. */
export interface Known {
  readonly people: PeopleIndex
  readonly places: Gazetteer
}

/**
 * Who, where and when over all reports of a story: what most reports name comes first.
 * @param now ms since 1970: events over by then are left out. Default: each report is read as of its own day.
 */
export function brief(
  reports: readonly Report[],
  known: Known,
  summary: readonly Sentence[],
  now = Number.NEGATIVE_INFINITY,
): Brief {
  const persons = reports.map((one, report) => peopleOf(one, report, known.people))
  const places = reports.map(one => findPlaces(one.title, one.text, one.publishedAt, known.places))
  const coming = reports.map((one, report) =>
    findComing(one.title, one.text, one.publishedAt, one.timeZone, known.places, report),
  )
  const where = mostNamed(
    places.map((found, report) => found.map(({ place, ...source }) => ({ place, source: { report, ...source } }))),
    one => one.place,
  ).slice(0, MOST_PLACES)
  const named = mostNamed<Person>(persons, one => one.name).slice(0, MOST_PEOPLE)
  const sides = known.people.labels.filter(({ side }) => named.some(person => person.side === side))
  const ahead = coming.map(found => found.filter(one => endOf(one) > now))
  return {
    summary,
    people: named,
    ...(sides.length === 0 ? {} : { sides }),
    where: where.map(({ place }) => place),
    coming: [...mostNamed<Coming>(ahead, one => one.date).slice(0, MOST_COMING)].sort((a, b) => a.at - b.at),
    ...(where.length === 0 ? {} : { whereSources: where.map(({ source }): Source => source) }),
  }
}

/** People with the sentence that first names them. */
function peopleOf(one: Report, report: number, index: PeopleIndex): readonly Person[] {
  const found = findPeople(`${one.title}\n${one.text}`, index, one.publishedAt)
  const spans = found.some(({ at }) => at > one.title.length) ? sentences(one.text) : []
  return found.map(({ at, ...person }) => {
    const inText = at - one.title.length - 1
    const span = spans.find(({ end }) => end > inText)
    const source: Source =
      inText < 0 || span === undefined
        ? { report, part: 'title', start: 0, end: one.title.length }
        : { report, part: 'text', start: span.start, end: span.end }
    return { ...person, source }
  })
}

const DAY = 86_400_000
/** Longest month. */
const MONTH = 31 * DAY

/** When a coming event is over at the latest (ms since 1970): an instant at once, a day or a month at its end. */
function endOf({ at, date, time }: Coming): number {
  return time === 'instant' ? at : at + (date.length === 7 ? MONTH : DAY)
}

function mostNamed<T>(lists: readonly (readonly T[])[], key: (one: T) => string): readonly T[] {
  const counts = new Map<string, { one: T; count: number }>()
  for (const one of lists.flat())
    counts.set(key(one), { one: counts.get(key(one))?.one ?? one, count: (counts.get(key(one))?.count ?? 0) + 1 })
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ one }) => one)
}
