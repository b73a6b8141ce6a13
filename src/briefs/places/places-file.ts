/** A place as config/places.yaml has it. */
export interface PlaceSpec {
  /** As the card shows it: a venue with its city. */
  readonly name: string
  readonly spellings: readonly string[]
  /** Stands for a government as often as for itself ("… said"). */
  readonly government: boolean
  /** A base, a test site, a venue: an event stands there wherever it is named. */
  readonly site: boolean
  /** Who is named in it is there: a room of a seat of government. */
  readonly room: boolean
  /** "in the …" says who governs, not where. */
  readonly office: boolean
}

/** What stands for a place without its name. */
export interface ImpliedSpec {
  readonly place: string
  /** Source of a regular expression with the flags g and u. */
  readonly pattern: string
  /** What it counts in the headline, and in the first sentences. */
  readonly weight: readonly [title: number, lead: number]
  /** Only where one of these words stands in the report; none: wherever. */
  readonly beside: readonly string[]
  /** Only where the place is named as well. */
  readonly named: boolean
  /** Only of reports since then (ms since 1970). */
  readonly since: number
}

/** config/places.yaml, valid, defaults filled in. */
export interface PlacesFile {
  readonly places: readonly PlaceSpec[]
  /** Names that say where a place lies but are no city or site themselves. */
  readonly regions: readonly string[]
  /** Where outlets have their people. */
  readonly bureaus: readonly string[]
  /** Zones, as feeds write them, by the words before "time": "Seoul time". */
  readonly clocks: Readonly<Record<string, string>>
  readonly implied: readonly ImpliedSpec[]
  /** Words for a nation before an office: "the American secretary". */
  readonly nations: readonly string[]
  /** Names of those that act as one body: no person is called so. */
  readonly bodies: readonly string[]
  /** The first five letters of words that nearly every headline has. */
  readonly untelling: readonly string[]
}

/** Without config/places.yaml: places are found by their shape alone. */
export const NO_PLACES: PlacesFile = {
  places: [],
  regions: [],
  bureaus: [],
  clocks: {},
  implied: [],
  nations: [],
  bodies: [],
  untelling: [],
}
