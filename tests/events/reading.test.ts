import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readPeople } from '../../src/config/files/people-file.ts'
import { readTerms } from '../../src/config/files/terms-file.ts'
import { eventsSchema, toEvents } from '../../src/config/schemas/events-schema.ts'
import { relate } from '../../src/events/compare/relation.ts'
import { describeClaim } from '../../src/events/describe.ts'
import { eventSense } from '../../src/events/sense.ts'

const events = eventsSchema.parse(parse(readFileSync('config/events.yaml', 'utf8')))
const { known } = readPeople('config/people.yaml', readFileSync('config/people.yaml', 'utf8'))
const { terms } = readTerms('config/terms.yaml', readFileSync('config/terms.yaml', 'utf8'), known)
assert.ok(terms)
const sense = eventSense(toEvents(events), (text, language) => terms.scan(text, language))

const reading = (title: string, language = 'en') => sense.read({ title, summary: '', language })
const lead = (title: string, language = 'en') => {
  const claim = reading(title, language).claims.find(one => !one.named)
  return claim === undefined ? 'nothing' : describeClaim(claim)
}

const TOLD: readonly (readonly [why: string, title: string, told: string])[] = [
  ['a full stop in "N. Korea" ends no sentence', 'N. Korea pulls out of military pact', 'agreement broken by DPRK'],
  [
    'a meeting behind a possessive is a thing',
    "Kim's meeting with US envoy called off by Seoul",
    'meeting cancelled by ROK',
  ],
  ['the thing before a participle is not who did it', 'US tourist detained in North Korea', 'detainee detained'],
  ['"and" between two names joins no acts', 'Could Trump and Kim meet in Oslo?', 'considered'],
  ['what is done for something is only named', 'Kim Yong Chol flies to New York to meet Pompeo', 'travelling by DPRK'],
  ['a party behind "with" does not act', 'Oslo talks with N. Korea scrapped', 'meeting cancelled'],
]
for (const [why, title, told] of TOLD) {
  test(`reading: ${why}`, () => {
    assert.equal(lead(title), told)
  })
}

const HOUR = 3_600_000
const RELATED: readonly (readonly [why: string, first: string, second: string, relation: string])[] = [
  ['one act in other words', 'US calls off Oslo talks with North Korea', 'Oslo talks with N. Korea scrapped', 'same'],
  ['another phase', 'US, North Korea to hold talks in Oslo', 'US calls off Oslo talks with North Korea', 'other'],
  ['one more of its kind', 'North Korea fires missile', 'North Korea fires another missile', 'other'],
  ['banks for sanctions', 'US sanctions North Korean firm', 'US Treasury blacklists North Korean banks', 'same'],
  [
    'a reaction that names it',
    'US lifts North Korea sanctions',
    'Japan criticises lifting of North Korea sanctions',
    'about',
  ],
  ['the answer of the other side', 'US imposes sanctions on North Korea', 'North Korea slams US sanctions', 'other'],
]
for (const [why, first, second, relation] of RELATED) {
  test(`relation: ${why} is ${relation}`, () => {
    const story = [{ reading: reading(first), at: 0 }]
    assert.equal(relate({ reading: reading(second), at: 8 * HOUR }, story, sense.rules).relation, relation)
  })
}

test('reading: hostile headlines are read in linear time', () => {
  const began = performance.now()
  for (const part of ['meet ', 'talks with ', 'Trump and ', 'no talks ', '발사 중단 ', ', ', "'s "]) {
    reading(part.repeat(5000))
  }
  assert.ok(performance.now() - began < 2000)
})
