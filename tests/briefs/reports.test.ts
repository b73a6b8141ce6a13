import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { brief } from '../../src/briefs/about.ts'
import { known } from './known.ts'

interface Labelled {
  readonly id: string
  readonly date: string
  readonly title: string
  readonly text: string
  readonly lang?: string
  readonly people: readonly { readonly name: string; readonly side: string }[]
  readonly where: readonly string[]
  readonly coming: readonly { readonly date: string }[]
}

/** Labelled reports of a file with what is said of each. */
function read(file: string) {
  const labelled = readFileSync(`tests/briefs/${file}`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Labelled)
  return labelled.map(label => {
    const { title, text, date, lang } = label
    const report = { title, text, outlet: '', language: lang ?? 'en', timeZone: 'UTC', publishedAt: Date.parse(date) }
    return { label, said: brief([report], known, []) }
  })
}

/** How much of what was said is right, and how much of what is right was said; what is wrong and what is missing beside it. */
function measure(
  pairs: readonly { readonly id: string; readonly right: readonly string[]; readonly said: readonly string[] }[],
) {
  const right = new Set(pairs.flatMap(one => one.right.map(each => `${one.id}: ${each}`)))
  const said = new Set(pairs.flatMap(one => one.said.map(each => `${one.id}: ${each}`)))
  const hits = [...said].filter(each => right.has(each)).length
  return {
    precision: hits / said.size,
    recall: hits / right.size,
    wrong: [...said].filter(each => !right.has(each)),
    missing: [...right].filter(each => !said.has(each)),
  }
}

const plain = (name: string) => name.toLowerCase().replace(/[-.]/g, ' ').split(/\s+/).join(' ')
const city = (place: string) => (place.split(', ').at(-1) ?? '').replace(/ (?:Island|Cosmodrome)$/, '')

/** Sets of reports, and what is asked of each: precision and recall. `apart`: not looked at while the rules were made. */
const SETS = [
  { file: 'reports.jsonl', people: 0.95, where: [0.93, 0.85], coming: [0.95, 0.75] },
  { file: 'reports-apart.jsonl', people: 0.94, where: [0.85, 0.7], coming: [0.95, 0.7] },
] as const

for (const { file, ...asked } of SETS) {
  const reports = read(file)
  const enough = (found: ReturnType<typeof measure>, [precision, recall]: readonly [number, number]) =>
    assert.ok(found.precision >= precision && found.recall >= recall, JSON.stringify(found, null, 1))

  test(`${file}: people and their sides`, () => {
    const found = measure(
      reports.map(({ label, said }) => ({
        id: label.id,
        right: label.people.map(({ name, side }) => `${plain(name)} ${side}`),
        said: said.people.map(({ name, side }) => `${plain(name)} ${side}`),
      })),
    )
    enough(found, [asked.people, asked.people])
  })

  test(`${file}: places of the main event`, () => {
    const found = measure(
      reports.map(({ label, said }) => ({
        id: label.id,
        right: label.where.map(city),
        said: said.where.map(city),
      })),
    )
    enough(found, asked.where)
  })

  test(`${file}: what is coming`, () => {
    const found = measure(
      reports.map(({ label, said }) => ({
        id: label.id,
        right: label.coming.map(({ date }) => date),
        said: said.coming.map(({ date }) => label.coming.find(other => date.startsWith(other.date))?.date ?? date),
      })),
    )
    enough(found, asked.coming)
  })

  test(`${file}: what is coming is told in a phrase that stands alone`, () => {
    for (const { label, said } of reports)
      for (const { what } of said.coming) {
        assert.ok(what.length >= 6 && what.length <= 105, `${label.id}: ${what}`)
        assert.doesNotMatch(
          what,
          /(?<!sworn )\b(?:the|a|an|of|to|in|on|at|for|with|and|that|by|from|planned|scheduled)$|^(?:he|she|it|they|will|is|are|was|to|in|on|and|said)\b|[“”"|]/i,
          label.id,
        )
      }
  })

  test(`${file}: every fact names the sentence that it comes from`, () => {
    for (const { label, said } of reports) {
      const text = (source: { part: 'title' | 'text'; start: number; end: number } | undefined) =>
        source === undefined ? '' : label[source.part].slice(source.start, source.end)
      for (const { date, source } of said.coming) assert.notEqual(text(source).trim(), '', `${label.id}: ${date}`)
      for (const { name, source } of said.people) assert.notEqual(text(source).trim(), '', `${label.id}: ${name}`)
      for (const [index, place] of said.where.entries())
        assert.notEqual(text(said.whereSources?.[index]).trim(), '', `${label.id}: ${place}`)
    }
  })
}
