import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPlaces } from '../../src/briefs/places/places.ts'
import { known } from './known.ts'

/** Read in November 2018. */
const NOW = Date.UTC(2018, 10, 14, 3)

/** The place of a report's main event by its headline: none where the headline's event is elsewhere or nowhere. */
const CLASSES: Readonly<Record<string, readonly (readonly [title: string, where: readonly string[]])[]>> = {
  'the event is there': [
    ['Envoys meet in Stockholm', ['Stockholm']],
    ['Pompeo arrives in Hanoi while talks go on', ['Hanoi']],
    ['Moon speaks to troops while visiting Panmunjom', ['Panmunjom']],
    ['Kim welcomes Moon in Panmunjom', ['Panmunjom']],
  ],
  'what is said of an event is said elsewhere': [
    ['Scholars react to the Trump-Kim summit in Hanoi', []],
    ['Premier praises envoys for Stockholm talks', []],
    ['Lawmakers question envoy on Stockholm talks', []],
    ['Minister hopes for a summit with Kim in Panmunjom', []],
    ['Geneva offers to host talks; Oslo offers to hold a meeting in Bergen', []],
    ['Senator mocks deal signed at meeting in Hanoi', []],
  ],
  'a clause of another time': [
    ['Officers fear unrest while Kim is away for the summit in Hanoi', []],
    ['Now that a summit is planned in Hanoi, senators ask for a say', []],
  ],
  'what is called off happens nowhere': [
    ['Letter ends plan for Hanoi summit', []],
    ['North pulls out of talks in Stockholm', []],
    ['Hanoi summit will not take place', []],
    ['North pulls its guards out of Panmunjom', ['Panmunjom']],
  ],
}
for (const [name, rows] of Object.entries(CLASSES))
  test(`where: ${name}`, () => {
    for (const [title, where] of rows)
      assert.deepEqual(
        findPlaces(title, '', NOW, known.places).map(one => one.place),
        where,
        title,
      )
  })
