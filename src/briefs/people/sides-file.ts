import type { Side } from '../brief.ts'

/** A side as config/sides.yaml has it. */
export interface SideSpec {
  readonly side: Side
  /** What cards call it. */
  readonly label: string
  /** Words beside a name that say so. */
  readonly words: readonly string[]
}

/** What a name's own shape says of its side; what is null or empty is not asked for. */
export interface ShapeSpec {
  /** Whether it is a Korean family name before two more words. */
  readonly korean: boolean | null
  readonly hyphen: boolean | null
  /** Whether it begins with a given name as Western reports use them. */
  readonly given: boolean | null
  readonly families: readonly string[]
  /** How its last word ends. */
  readonly endings: readonly string[]
  readonly mostWords: number
  readonly side: Side
  readonly weight: number
}

/** A family name that alone means one person. */
export interface LeaderSpec {
  readonly name: string
  /** Names that make it sure beside them. */
  readonly with: readonly string[]
  /** Words behind it that make it another's. */
  readonly notBefore: readonly string[]
  /** Whom it means since when (ms since 1970), the earliest first. */
  readonly means: readonly { readonly person: string; readonly since: number }[]
}

/** config/sides.yaml, valid, defaults filled in. */
export interface SidesFile {
  /** In the order of cards. */
  readonly sides: readonly SideSpec[]
  /** Words for everyone else. */
  readonly others: readonly string[]
  /** The first that fits. */
  readonly shapes: readonly ShapeSpec[]
  readonly leaders: readonly LeaderSpec[]
  /** Words of the subject with a capital that are part of no person's name, in small letters. */
  readonly noNames: readonly string[]
  /** Institutes that are known by their bare names: who is of one is a person. */
  readonly institutes: readonly string[]
}

/** Without config/sides.yaml: sides are what people.yaml says, and who is not in it is of none. */
export const NO_SIDES: SidesFile = { sides: [], others: [], shapes: [], leaders: [], noNames: [], institutes: [] }
