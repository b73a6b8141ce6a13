/** Characters within which a document type may begin, and how much of it is read. */
const HEAD = 5000
const SUBSET = 20_000
/** Longest value of an entity, and how much all uses together may add to a feed: entities are for signs and names. */
const LONGEST_VALUE = 500
const MOST_ADDED = 200_000

/** The entities that a feed's own document type declares. */
export class OwnEntities {
  readonly #values: ReadonlyMap<string, string>
  #left = MOST_ADDED

  /** @param text the feed; external declarations are never fetched */
  constructor(text: string) {
    this.#values = declared(text)
  }

  /** Expands names once: entities named inside a value are not expanded, so that nothing multiplies. */
  expand(raw: string): string {
    if (this.#values.size === 0 || !raw.includes('&')) return raw
    return raw.replace(/&([A-Za-z_][\w.-]{0,60});/g, (reference, name: string) => {
      const value = this.#values.get(name)
      if (value === undefined || value.length > this.#left) return reference
      this.#left -= value.length
      return value
    })
  }
}

function declared(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const begin = text.slice(0, HEAD).search(/<!DOCTYPE[^>[]{0,500}\[/i)
  if (begin < 0) return values
  const from = text.indexOf('[', begin)
  const end = text.slice(from, from + SUBSET).search(/\]\s*>/)
  const subset = text.slice(from, end < 0 ? from : from + end)
  for (const match of subset.matchAll(/<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"]*)"|'([^']*)')\s*>/g)) {
    const name = match[1] ?? ''
    const value = match[2] ?? match[3] ?? ''
    // XML's predefined entities cannot be redeclared; otherwise the first declaration counts.
    if (!/^(?:amp|lt|gt|quot|apos)$/.test(name) && !values.has(name) && value.length <= LONGEST_VALUE)
      values.set(name, value)
  }
  return values
}
