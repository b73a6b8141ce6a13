import type { ImpliedSpec, PlaceSpec, PlacesFile } from './places-file.ts'

/** config/places.yaml, compiled: all that briefs know about places. */
export interface Gazetteer {
  /** The place with a spelling. */
  placeOf(spelling: string): PlaceSpec | undefined
  /** Whether a text is the name of a place, in any case. */
  isPlace(name: string): boolean
  /** Find the spellings in a text, the Latin ones first: their matches take precedence. */
  readonly patterns: readonly RegExp[]
  /** Whether a name is a country's or a region's; dots and capitals do not matter. */
  isRegion(name: string): boolean
  isBureau(name: string): boolean
  readonly implied: readonly Implied[]
  /** Zones by the words before "time", in lower case. */
  readonly clocks: ReadonlyMap<string, string>
  /** Sources of regular expressions; without names they match nothing. */
  readonly nations: string
  readonly bodies: string
  readonly clockNames: string
  readonly untelling: ReadonlySet<string>
}

/** Words that imply a place without naming it. */
export interface Implied extends Omit<ImpliedSpec, 'pattern' | 'beside'> {
  readonly pattern: RegExp
  readonly beside: RegExp | null
}

const NOTHING = '(?!)'

/** Compiles the places of a valid configuration. */
export function compileGazetteer(file: PlacesFile): Gazetteer {
  const bySpelling = new Map(file.places.flatMap(place => place.spellings.map(spelling => [spelling, place] as const)))
  const spellings = [...bySpelling.keys()].sort((a, b) => b.length - a.length)
  const latin = spellings.filter(one => /[a-z]/i.test(one))
  const others = spellings.filter(one => !/[a-z]/i.test(one))
  const regions = new Set(file.regions.map(regionKey))
  const bureaus = new Set(file.bureaus)
  return {
    placeOf: spelling => bySpelling.get(spelling),
    isPlace: name => bySpelling.has(name) || bySpelling.has(name.charAt(0) + name.slice(1).toLowerCase()),
    patterns: [
      new RegExp(`(?<![\\p{L}-])(?=\\p{Lu})(?:${oneOf(latin)})(?![\\p{L}]|-[\\p{Ll}]*(?:based|born|backed))`, 'gu'),
      new RegExp(oneOf(others), 'gu'),
    ],
    isRegion: name => regions.has(regionKey(name)),
    isBureau: name => bureaus.has(name),
    implied: file.implied.map(({ pattern, beside, ...spec }) => ({
      ...spec,
      pattern: new RegExp(pattern, 'gu'),
      beside: beside.length === 0 ? null : new RegExp(oneOf(beside)),
    })),
    clocks: new Map(Object.entries(file.clocks).map(([name, zone]) => [name.toLowerCase(), zone])),
    nations: oneOf(file.nations).replaceAll("'", "['’]"),
    bodies: oneOf(file.bodies),
    clockNames: oneOf(Object.keys(file.clocks)),
    untelling: new Set(file.untelling),
  }
}

function oneOf(names: readonly string[]): string {
  if (names.length === 0) return NOTHING
  return names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
}

function regionKey(name: string): string {
  return name.toLowerCase().replace(/\./g, ' ').replace(/\s+/g, ' ').trim()
}
