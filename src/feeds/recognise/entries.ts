import type { Item } from '../item.ts'
import { type Keys, keysOf, type Mark, markOf } from './identity.ts'

/** One entry of a document: items that agree in two of guid, address and title are the same entry. */
export interface Entry {
  /** The first of these items, which represents them all. */
  readonly item: Item
  readonly mark: Mark
  readonly keys: Keys
}

export interface Document {
  readonly items: readonly Item[]
  readonly entries: readonly Entry[]
  /** Keys that several entries share, and that therefore identify none. */
  readonly several: ReadonlySet<string>
}

/** The entries of a document, whose items must have names. Linear time. */
export function entriesOf(items: readonly Item[]): Document {
  const entries: Entry[] = []
  const byPair = new Map<string, number>()
  const owners = new Map<string, number>()
  const several = new Set<string>()
  for (const item of items) {
    if (item.names === undefined) continue
    const keys = keysOf(item, item.names)
    const pairs = pairsOf(keys, item.names.headline || null)
    const known = pairs.map(pair => byPair.get(pair)).find(one => one !== undefined)
    const owner = known ?? entries.length
    if (known === undefined) entries.push({ item, mark: markOf(item, item.names), keys })
    for (const pair of pairs) byPair.set(pair, owner)
    for (const key of singlesOf(keys)) {
      const other = owners.get(key)
      if (other === undefined) owners.set(key, owner)
      else if (other !== owner) several.add(key)
    }
  }
  return { items, entries, several }
}

/** The keys that an entry has in its own feed. */
export function singlesOf({ guid, address, page, title }: Keys): readonly string[] {
  return [guid, address, page, title].filter(key => key !== null)
}

/** What two items must share to be one entry: two names, or all they have. */
function pairsOf({ guid, address, page, title, whole }: Keys, headline: string | null): readonly string[] {
  const named = [guid, address, page, title].filter(key => key !== null).length
  const pair = (a: string | null, b: string | null) => (a === null || b === null ? [] : [`${a}\n${b}`])
  const all = named < 2 ? [`${guid}\n${address}\n${whole}`] : []
  return [...pair(guid, address), ...pair(guid, headline), ...pair(address, headline), ...all]
}
