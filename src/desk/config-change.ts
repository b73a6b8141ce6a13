/** A change of the configuration, as it may be put into a file of config/local or handed to what keeps changes made in Discord. */
export interface ConfigChange {
  /** Name of the file: "weights.yaml". */
  readonly file: string
  /** What stands in it, whole: it is put on what is in force by the same merge. */
  readonly yaml: string
  /** What it does, in one sentence of plain text; a stranger's words may stand in it. */
  readonly says: string
}

/** A change that would have kept a judged item quiet, with what else it would do. */
export interface Proposal {
  readonly change: ConfigChange
  /** Ids of the items that readers found not relevant and that it keeps quiet. */
  readonly quiets: readonly string[]
  /** Other alerts that it silences: how many, and the headlines of some. */
  readonly silences: Silenced
  /** Labelled core items that are alerted and would not be. */
  readonly loses: Silenced
}

export interface Silenced {
  readonly count: number
  readonly examples: readonly string[]
}

/** What can be proposed for one item. */
export type Proposed =
  | { readonly kind: 'proposals'; readonly id: string; readonly proposals: readonly Proposal[] }
  /** The rules in force alert it no longer by its own words. */
  | { readonly kind: 'quiet'; readonly id: string }

/** What can be proposed for all that readers found not relevant. */
export interface Proposals {
  readonly items: readonly Proposed[]
  /** Alerts and labelled core items on which each change was tried. */
  readonly alerts: number
  readonly core: number
}
