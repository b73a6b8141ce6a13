import type { PlacesFile } from '../../briefs/places/places-file.ts'
import { nearest } from '../../text/nearest.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { placesSchema, toPlaces } from '../schemas/places-schema.ts'

const KINDS = ['capitals', 'seats', 'cities', 'sites'] as const

/**
 * Reads config/places.yaml; finds every problem.
 * @param over layers over it, in order
 * @returns `places` null if there are problems
 */
export function readPlaces(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { readonly places: PlacesFile | null; readonly problems: readonly Problem[] } {
  const read = readLayers('places', { file, text, over }, placesSchema)
  if (read.kind === 'problems') return { places: null, problems: read.problems }
  const problems: Problem[] = []
  const first = new Map<string, (string | number)[]>()
  for (const kind of KINDS)
    for (const [index, entry] of (read.value[kind] ?? []).entries()) {
      const name = typeof entry === 'string' ? entry : entry.place
      const path = typeof entry === 'string' ? [kind, index] : [kind, index, 'place']
      const earlier = first.get(name)
      if (earlier === undefined) first.set(name, path)
      else {
        const what = `place "${name}" occurs twice, first on line ${read.at(earlier).line}`
        problems.push(read.problem(path, what, 'keep one, with the spellings of both'))
      }
    }
  const places = toPlaces(read.value)
  const known = new Set(places.places.map(place => place.name))
  for (const [index, { place }] of places.implied.entries()) {
    if (known.has(place)) continue
    const meant = nearest(place, known)
    const todo = meant === null ? 'add it to cities or sites' : `did you mean "${meant}"?`
    problems.push(read.problem(['implied', index, 'place'], `no place "${place}"`, todo))
  }
  return { places: problems.length > 0 ? null : places, problems }
}
