/** One element's text and attributes, as a parser gives them. */
export interface RawField {
  readonly text: string
  /** Whether the text is HTML; otherwise it is plain text. */
  readonly html: boolean
  readonly attributes: Readonly<Record<string, string>>
}

/** Fields by their names in the repaired feed: title, dc:date, atom:link. */
export type RawFields = Readonly<Record<string, readonly RawField[]>>

/** A feed as one of the parsers gives it; nothing in it is trusted. */
export interface RawFeed {
  readonly feed: RawFields
  readonly entries: readonly RawFields[]
}

export function rawField(text: string, html = false, attributes: Readonly<Record<string, string>> = {}): RawField {
  return { text, html, attributes }
}
