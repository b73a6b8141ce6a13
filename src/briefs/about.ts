import type { Brief, Coming, Person, Report, Sentence } from './brief.ts'
import { findPeople } from './people.ts'
import type { PeopleIndex } from './people-index.ts'
import { findPlaces } from './places.ts'
import { findComing } from './when.ts'

const MOST_PEOPLE = 12
const MOST_PLACES = 3
const MOST_COMING = 5

/** Who, where and when over all reports of a story: what most reports name stands first. */
export function brief(reports: readonly Report[], people: PeopleIndex, summary: readonly Sentence[]): Brief {
  const persons = reports.map(one => findPeople(`${one.title}\n${one.text}`, people, one.publishedAt))
  const places = reports.map(one => findPlaces(one.title, one.text, one.publishedAt))
  const coming = reports.map(one => findComing(one.title, one.text, one.publishedAt, one.timeZone))
  return {
    summary,
    people: mostNamed<Person>(persons, one => one.name).slice(0, MOST_PEOPLE),
    where: mostNamed<string>(places, one => one).slice(0, MOST_PLACES),
    coming: [...mostNamed<Coming>(coming, one => one.date).slice(0, MOST_COMING)].sort((a, b) => a.at - b.at),
  }
}

function mostNamed<T>(lists: readonly (readonly T[])[], key: (one: T) => string): readonly T[] {
  const counts = new Map<string, { one: T; count: number }>()
  for (const one of lists.flat())
    counts.set(key(one), { one: counts.get(key(one))?.one ?? one, count: (counts.get(key(one))?.count ?? 0) + 1 })
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ one }) => one)
}
