import { type Classes, compileClasses } from './alike/event-words.ts'
import { sharedFinder } from './alike/shared-features.ts'
import { compileOrigins, type Origins } from './origins.ts'
import type { CommonSpec, StoriesFile } from './stories-file.ts'

/** config/stories.yaml, compiled: all that grouping knows about its subject. */
export interface Wording {
  readonly classes: Classes
  /** Event classes and places that a text names in any language; places also in Latin letters. */
  sharedFeatures(text: string): ReadonlySet<string>
  /** Whether a feature of a text's own words means the same in every language. */
  meets(feature: string): boolean
  readonly common: readonly CommonSpec[]
  readonly origins: Origins
}

/** Compiles a valid config/stories.yaml. */
export function compileWording(file: StoriesFile): Wording {
  const shared = new Set(Object.keys(file.shared))
  return {
    classes: compileClasses(file.classes),
    sharedFeatures: sharedFinder(file),
    meets: feature => /^[=#]/.test(feature) || shared.has(feature),
    common: file.common,
    origins: compileOrigins(file.origins),
  }
}

/** Without config/stories.yaml: reports are grouped by words alone. */
export const NO_WORDING: Wording = compileWording({ classes: {}, shared: {}, places: {}, common: [], origins: [] })
