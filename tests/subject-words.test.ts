import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readSources } from './imports.ts'

/** What code may name of what config/ names, by its path in src/, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, readonly (readonly [word: string, why: string])[]>> = {
  'language/ko/families.ts': [['Kim', 'a Korean family name, as others are']],
  'language/ko/romanisations.ts': [['Kim', 'a Korean family name, as others are']],
  'bot/replies/desk-steer.ts': [['London', 'an example of a time zone']],
  'briefs/when/east.ts': [['나선', 'a verb: somebody takes the field']],
  'briefs/places/place-mentions.ts': [['Air Force', 'a part of the names of bases anywhere']],
  'events/reading/read.ts': [['Yonhap', 'its mark before a headline, as those of other agencies']],
  'feeds/dates/zones.ts': [
    ['Dublin', 'a city by which a time zone is told from another of its letters'],
    ['Jerusalem', 'likewise'],
    ['Dhaka', 'likewise'],
  ],
}

const text = (name: string) => readFileSync(new URL(`../config/${name}.yaml`, import.meta.url), 'utf8')

interface Named {
  readonly place?: string
  readonly side?: string
  readonly also?: readonly string[]
  readonly words?: readonly string[]
}

/** Names of the subject: people by their whole names, places and the words of its sides, in every spelling. */
function names(): ReadonlySet<string> {
  const people = [...text('people').matchAll(/\bname: ([^,}\n]+ [^,}\n]+)/g)].map(match => match[1] ?? '')
  const file = parse(text('places')) as Readonly<Record<string, readonly (string | Named)[]>>
  const places = ['capitals', 'seats', 'cities', 'sites'].flatMap(kind =>
    (file[kind] ?? []).flatMap(one => (typeof one === 'string' ? [one] : [one.place ?? '', ...(one.also ?? [])])),
  )
  const { sides } = parse(text('sides')) as { readonly sides: readonly Named[] }
  const own = sides.filter(({ side }) => side !== 'US').flatMap(({ words = [] }) => words)
  // What is said in half of all reports is the subject's; what in fewer, an office or a kind of event.
  const { common } = parse(text('stories')) as { readonly common: readonly (Named & { readonly share: number })[] }
  const foreign = common
    .filter(({ share }) => share >= 0.5)
    .flatMap(({ words = [] }) => words.filter(word => /[^\p{Script=Latin}]/u.test(word)))
  return new Set([...people, ...places, ...own, ...foreign, 'Trump', 'Kim', 'Air Force'])
}

/** Words that name the subject in small letters and capitals alike. */
const ALWAYS = /\b(?:koreas?|dprk|pyongyang|kcna|trump|hanoi|yongbyon|panmunjom)\b/i

test('no name of the subject stands in src/: what it is about is said in config/ alone', () => {
  const wrong: string[] = []
  const all = [...names()].map(name => [name, patternOf(name)] as const)
  assert.ok(all.length > 700, 'the files are read')
  for (const { name: file, text: source } of readSources()) {
    // Comments show by examples what code does, and zones of time are named after cities.
    const code = source
      .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
      .replace(/\b(?:Asia|Europe|America|Africa|Australia|Pacific)\/[A-Z]\w+/g, '')
    const may = new Set(EXCEPTIONS[file]?.map(([word]) => word))
    const found = all.filter(([name, pattern]) => code.includes(name) && pattern.test(code)).map(([name]) => name)
    const always = ALWAYS.exec(code)
    wrong.push(...[...found, ...(always ?? [])].filter(name => !may.has(name)).map(name => `${file}: ${name}`))
  }
  assert.deepEqual(wrong, [])
})

/** A whole word: of Latin letters or Hangul; Han and kana stand within others. */
function patternOf(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(
    /^[\p{Script=Latin}\p{Script=Hangul}]/u.test(name) ? `(?<!\\p{L})${literal}(?!\\p{L})` : literal,
    'u',
  )
}
