import type { Side } from '../brief.ts'

/** A side as in config/sides.yaml. */
export interface SideSpec {
  readonly side: Side
  /** Its name on cards. */
  readonly label: string
  /** Words beside a name that mark this side. */
  readonly words: readonly string[]
}

/** What a name's form says about its side; a null or empty criterion is ignored. */
export interface ShapeSpec {
  /** Whether it is a Korean family name before two more words. */
  readonly korean: boolean | null
  readonly hyphen: boolean | null
  /** Whether it begins with a Western given name. */
  readonly given: boolean | null
  readonly families: readonly string[]
  /** Endings of its last word. */
  readonly endings: readonly string[]
  readonly mostWords: number
  readonly side: Side
  readonly weight: number
}

/** A family name that by itself means one person. */
export interface LeaderSpec {
  readonly name: string
  /** Names beside it that make this certain. */
  readonly with: readonly string[]
  /** Words after it that make it someone else's. */
  readonly notBefore: readonly string[]
  /** Whom it means since when (ms since 1970), the earliest first. */
  readonly means: readonly { readonly person: string; readonly since: number }[]
}

/** config/sides.yaml, valid, with defaults filled in. */
export interface SidesFile {
  /** In the order on cards. */
  readonly sides: readonly SideSpec[]
  /** Words beside a name that mark no side. */
  readonly others: readonly string[]
  /** The first that fits decides. */
  readonly shapes: readonly ShapeSpec[]
  readonly leaders: readonly LeaderSpec[]
  /** Capitalised words that are part of no person's name, in lower case. */
  readonly noNames: readonly string[]
  /** Institutes known by their bare names: someone "of" one is a person. */
  readonly institutes: readonly string[]
}

/** Without config/sides.yaml: only people.yaml says sides; anyone else has none. */
export const NO_SIDES: SidesFile = { sides: [], others: [], shapes: [], leaders: [], noNames: [], institutes: [] }
