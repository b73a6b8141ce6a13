/** A place as in config/places.yaml. */
export interface PlaceSpec {
  /** As the card shows it: a venue with its city. */
  readonly name: string
  readonly spellings: readonly string[]
  /** Whether its name also means a government ("… said"). */
  readonly government: boolean
  /** Whether it is a base, a test site or a venue: naming it means that the event is there. */
  readonly site: boolean
  /** Whether it is a room of a seat of government: people named in it are there. */
  readonly room: boolean
  /** Whether "in the …" means holding office, not being there. */
  readonly office: boolean
}

/** Words that imply a place without naming it. */
export interface ImpliedSpec {
  readonly place: string
  /** Source of a regular expression with the flags g and u. */
  readonly pattern: string
  /** Its score in the headline, and in the first sentences. */
  readonly weight: readonly [title: number, lead: number]
  /** Only if the report contains one of these words; empty: always. */
  readonly beside: readonly string[]
  /** Only if the place is named as well. */
  readonly named: boolean
  /** Only for reports since then (ms since 1970). */
  readonly since: number
}

/** config/places.yaml, valid, with defaults filled in. */
export interface PlacesFile {
  readonly places: readonly PlaceSpec[]
  /** Names that say where a place is, but are no city or site themselves. */
  readonly regions: readonly string[]
  /** Cities where outlets have bureaus. */
  readonly bureaus: readonly string[]
  /** Zones, as feeds write them, by the words before "time": "Seoul time". */
  readonly clocks: Readonly<Record<string, string>>
  readonly implied: readonly ImpliedSpec[]
  /** Words for a nation, as before an office: "the American secretary". */
  readonly nations: readonly string[]
  /** Names of bodies, which are never a person's. */
  readonly bodies: readonly string[]
  /** The first five letters of words in nearly every headline. */
  readonly untelling: readonly string[]
}

/** Without config/places.yaml: places are recognised by their form alone. */
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
