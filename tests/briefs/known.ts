import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Known } from '../../src/briefs/about.ts'
import { compilePeople } from '../../src/briefs/people/people-index.ts'
import { compileGazetteer } from '../../src/briefs/places/gazetteer.ts'
import { readPeople } from '../../src/config/files/people-file.ts'
import { readPlaces } from '../../src/config/files/places-file.ts'
import { readSides } from '../../src/config/files/sides-file.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

/** The people and the places of the shipped configuration. */
export const known: Known = shipped()

function shipped(): Known {
  const text = (name: string) => readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')
  const { known, ...inPeople } = readPeople('people.yaml', text('people.yaml'))
  const { sides, ...inSides } = readSides('sides.yaml', text('sides.yaml'), known)
  const { places, ...inPlaces } = readPlaces('places.yaml', text('places.yaml'))
  const problems = [...inPeople.problems, ...inSides.problems, ...inPlaces.problems]
  assert.ok(sides !== null && places !== null, problems.map(renderProblem).join('\n'))
  return { people: compilePeople(known, sides), places: compileGazetteer(places) }
}
