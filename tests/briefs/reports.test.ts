import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { brief } from '../../src/briefs/about.ts'
import { readPeople } from '../../src/config/people-schema.ts'

interface Labelled {
  readonly id: string
  readonly date: string
  readonly title: string
  readonly text: string
  readonly people: readonly { readonly name: string; readonly side: string }[]
  readonly where: readonly string[]
  readonly coming: readonly { readonly date: string }[]
}

const { people } = readPeople('config/people.yaml', readFileSync('config/people.yaml', 'utf8'))
const labelled = readFileSync('tests/briefs/reports.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Labelled)
const said = labelled.map(({ title, text, date }) => {
  assert.ok(people)
  const report = { title, text, outlet: '', language: 'en', timeZone: 'UTC', publishedAt: Date.parse(date) }
  return brief([report], people, [])
})

/** F1 of what was found over all reports, with what is missing and what is too much. */
function f1(expected: readonly (readonly string[])[], found: readonly (readonly string[])[]) {
  const all = (lists: readonly (readonly string[])[]) =>
    new Set(lists.flatMap((list, i) => list.map(one => `${labelled[i]?.id} ${one}`)))
  const [wanted, had] = [all(expected), all(found)]
  const hits = [...wanted].filter(one => had.has(one)).length
  return {
    f1: (2 * hits) / (wanted.size + had.size),
    missing: [...wanted].filter(one => !had.has(one)),
    extra: [...had].filter(one => !wanted.has(one)),
  }
}
const plain = (name: string) => name.toLowerCase().replace(/[-.]/g, ' ').split(/\s+/).join(' ')

test('reports of 1994 to 2025: people and their sides', () => {
  const found = f1(
    labelled.map(one => one.people.map(({ name, side }) => `${plain(name)} ${side}`)),
    said.map(one => one.people.map(({ name, side }) => `${plain(name)} ${side}`)),
  )
  assert.ok(found.f1 >= 0.93, JSON.stringify(found, null, 1))
})

test('reports of 1994 to 2025: places of the main event', () => {
  const short = (place: string) => place.split(',')[0]?.replace(/ (?:Island|Cosmodrome)$/, '') ?? ''
  const found = f1(
    labelled.map(one => one.where.map(short)),
    said.map(one => one.where.map(short)),
  )
  assert.ok(found.f1 >= 0.85, JSON.stringify(found, null, 1))
})

test('reports of 1994 to 2025: what is coming', () => {
  const found = f1(
    labelled.map(one => one.coming.map(({ date }) => date)),
    said.map((one, i) =>
      one.coming.map(({ date }) => labelled[i]?.coming.find(other => date.startsWith(other.date))?.date ?? date),
    ),
  )
  assert.ok(found.f1 >= 0.9, JSON.stringify(found, null, 1))
})

test('what is coming is told in a short phrase that ends whole', () => {
  for (const { what } of said.flatMap(one => one.coming)) {
    assert.ok(what.length >= 4 && what.length <= 110, what)
    assert.doesNotMatch(what, /\b(?:the|a|an|of|to|in|on|at|for|with|and|that|by|from|planned|scheduled)$/i)
  }
})
