/** A configuration change that can become a file of config/local or a change made in Discord. */
export interface ConfigChange {
  /** Name of the file: "weights.yaml". */
  readonly file: string
  /** The file's whole text, to be merged like a file of config/local. */
  readonly yaml: string
  /** What it does, in one sentence of plain text, which may contain strangers' words. */
  readonly says: string
}

/** A change that would have prevented the alert for an item, with its other effects. */
export interface Proposal {
  readonly change: ConfigChange
  /** Ids of the items found not relevant that it keeps quiet. */
  readonly quiets: readonly string[]
  /** Other alerts that it prevents: their number, and some headlines. */
  readonly silences: Silenced
  /** Labelled core items that are alerted now and no longer would be. */
  readonly loses: Silenced
}

export interface Silenced {
  readonly count: number
  readonly examples: readonly string[]
}

/** What can be proposed for one item. */
export type Proposed =
  | { readonly kind: 'proposals'; readonly id: string; readonly proposals: readonly Proposal[] }
  /** By its own words, the rules in force no longer alert it. */
  | { readonly kind: 'quiet'; readonly id: string }

/** Proposals for all items that readers found not relevant. */
export interface Proposals {
  readonly items: readonly Proposed[]
  /** Numbers of alerts and labelled core items on which each change was tried. */
  readonly alerts: number
  readonly core: number
}
