import { SCRIPT, scriptOf, scripts } from '../../text/fold/words.ts'
import { Edges, type EdgeTable } from './edges.ts'

/**
 * Finds many words in one pass over a text (Aho and Corasick, CACM 18(6), 1975). A word that begins with a letter of a script
 * with spaces is found only where a word begins: the automaton consumes a border before each such beginning, so that the
 * middle of a word leads nowhere and costs next to nothing.
 */
export interface Automaton {
  /** Calls `found` for each place where a word ends, longest first at one place. `end` is the unit after it. */
  scan(units: Uint16Array, length: number, found: (word: number, end: number) => void): void
}

/** An automaton's tables, as plain numbers that can be stored or passed to another thread. Arrays are indexed by state. */
export interface AutomatonTables {
  /** The column of each unit: 0 for a unit in no word, COLUMNS for one that is looked up in `rare`. */
  readonly columns: Uint8Array
  /** Number of columns in use. */
  readonly width: number
  /** For each state and column, the next state. */
  readonly steps: Uint16Array | Int32Array
  /** The state of the longest proper suffix. */
  readonly fail: Int32Array
  /** The state of the longest proper suffix that is a word; 0: none. */
  readonly shorter: Int32Array
  /** The word that ends here; -1: none. */
  readonly ends: Int32Array
  /** Edges that have no column. */
  readonly rare: EdgeTable
}

/** The unit for the border before a word; folded texts never contain it. */
const BORDER = 0

/** Most units with a column in the table of steps: letters of scripts with spaces, digits, signs. The rest use a hash table. */
const COLUMNS = 64
const LAST_COLUMN_UNIT = 0x1fff

/**
 * Builds the automaton over UTF-16 units. For common units each step is one lookup in a table that includes the fail links; Hangul,
 * Han and kana, of which there are thousands, look up their edges in an open hash table and follow fail links if there is none.
 * @param words folded, not empty, without duplicates
 */
export function automatonTables(words: readonly string[]): AutomatonTables {
  const paths = pathsOf(words)
  const { columns, width } = columnsOf(paths.units)
  const edges = Edges.room(paths.units.length + 1)
  const most = paths.units.length + 1
  const parents = new Int32Array(most)
  const unitsOf = new Uint16Array(most)
  const ends = new Int32Array(most).fill(-1)
  let states = 1
  for (let index = 0; index < words.length; index += 1) {
    let state = 0
    const end = paths.starts[index + 1] as number
    for (let at = paths.starts[index] as number; at < end; at += 1) {
      const unit = paths.units[at] as number
      let next = edges.get(state, unit)
      if (next === 0) {
        next = states
        states += 1
        parents[next] = state
        unitsOf[next] = unit
        edges.set(state, unit, next)
      }
      state = next
    }
    ends[state] = index
  }
  const parent = parents.subarray(0, states)
  const unitOf = unitsOf.subarray(0, states)
  const endsWord = ends.slice(0, states)
  const order = breadthFirst(parent)
  const { fail, shorter } = links(order, parent, unitOf, endsWord, edges)
  const steps = stepsOf(order, parent, unitOf, fail, columns, width)
  return { columns, width, steps, fail, shorter, ends: endsWord, rare: rareEdges(parent, unitOf, columns) }
}

/** An automaton with tables that were built before. */
export function automatonOf({ columns, width, steps, fail, shorter, ends, rare: table }: AutomatonTables): Automaton {
  const rare = Edges.of(table)
  const border = columns[BORDER] ?? 0
  const walk = (from: number, unit: number): number => {
    for (let state = from; ; state = fail[state] ?? 0) {
      const next = rare.get(state, unit)
      if (next !== 0 || state === 0) return next
    }
  }
  return {
    scan(units, length, found) {
      let state = 0
      let before = false
      for (let at = 0; at < length; at += 1) {
        const unit = units[at] as number
        const spaced = scripts[unit] === SCRIPT.spaced
        if (spaced && !before) state = steps[state * width + border] as number
        before = spaced
        const column = columns[unit] as number
        if (column === 0) {
          state = 0
          continue
        }
        state = column < COLUMNS ? (steps[state * width + column] as number) : walk(state, unit)
        if (state === 0) continue
        let ending = (ends[state] ?? -1) >= 0 ? state : (shorter[state] ?? 0)
        while (ending !== 0) {
          found(ends[ending] ?? 0, at + 1)
          ending = shorter[ending] ?? 0
        }
      }
    },
  }
}

/** The edges of units without a column. */
function rareEdges(parent: Int32Array, unitOf: Uint16Array, columns: Uint8Array): EdgeTable {
  const isRare = (state: number) => columns[unitOf[state] ?? 0] === COLUMNS
  let count = 0
  for (let state = 1; state < parent.length; state += 1) if (isRare(state)) count += 1
  const rare = Edges.room(count)
  for (let state = 1; state < parent.length; state += 1)
    if (isRare(state)) rare.set(parent[state] ?? 0, unitOf[state] ?? 0, state)
  return rare.table
}

/** As in AutomatonTables. */
function columnsOf(units: Uint16Array): { readonly columns: Uint8Array; readonly width: number } {
  const columns = new Uint8Array(0x10000)
  columns[BORDER] = 1
  let last = 1
  for (const unit of units) {
    if (columns[unit] !== 0) continue
    const own = unit <= LAST_COLUMN_UNIT && last + 1 < COLUMNS
    if (own) last += 1
    columns[unit] = own ? last : COLUMNS
  }
  return { columns, width: last + 1 }
}

/** For each state and column, the next state: the state's own edge, else that of its longest suffix. */
function stepsOf(
  order: Int32Array,
  parent: Int32Array,
  unitOf: Uint16Array,
  fail: Int32Array,
  columns: Uint8Array,
  width: number,
): Uint16Array | Int32Array {
  // Most of the matcher's memory is here, and the states of some 8,000 names still fit into 16 bits.
  const size = parent.length * width
  const steps = parent.length <= 0x10000 ? new Uint16Array(size) : new Int32Array(size)
  const firstChild = new Int32Array(parent.length)
  const sibling = new Int32Array(parent.length)
  for (const state of order) {
    const above = parent[state] ?? 0
    sibling[state] = firstChild[above] ?? 0
    firstChild[above] = state
  }
  for (let at = -1; at < order.length; at += 1) {
    const state = at < 0 ? 0 : (order[at] ?? 0)
    const back = (fail[state] ?? 0) * width
    if (state !== 0) steps.copyWithin(state * width, back, back + width)
    for (let child = firstChild[state] ?? 0; child !== 0; child = sibling[child] ?? 0) {
      const column = columns[unitOf[child] ?? 0] ?? 0
      if (column < COLUMNS) steps[state * width + column] = child
    }
  }
  return steps
}

/** States by distance from the root, without the root; a counting sort, since each state comes after its parent. */
function breadthFirst(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length)
  let deepest = 0
  for (let state = 1; state < parent.length; state += 1) {
    depth[state] = (depth[parent[state] ?? 0] ?? 0) + 1
    if ((depth[state] ?? 0) > deepest) deepest = depth[state] ?? 0
  }
  const next = new Int32Array(deepest + 2)
  for (let state = 1; state < parent.length; state += 1)
    next[(depth[state] ?? 0) + 1] = (next[(depth[state] ?? 0) + 1] ?? 0) + 1
  for (let at = 1; at < next.length; at += 1) next[at] = (next[at] ?? 0) + (next[at - 1] ?? 0)
  const order = new Int32Array(parent.length - 1)
  for (let state = 1; state < parent.length; state += 1) {
    const level = depth[state] ?? 0
    order[next[level] ?? 0] = state
    next[level] = (next[level] ?? 0) + 1
  }
  return order
}

/** The units of all words in sequence, with a border before each beginning; word i from starts[i] to starts[i + 1]. */
function pathsOf(words: readonly string[]): { readonly units: Uint16Array; readonly starts: Int32Array } {
  // Each border is followed by a letter, so a word at most doubles.
  const units = new Uint16Array(words.reduce((sum, word) => sum + 2 * word.length, 0))
  const starts = new Int32Array(words.length + 1)
  let end = 0
  words.forEach((word, index) => {
    let before = false
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at)
      const spaced = scriptOf(unit) === SCRIPT.spaced
      if (spaced && !before) {
        units[end] = BORDER
        end += 1
      }
      before = spaced
      units[end] = unit
      end += 1
    }
    starts[index + 1] = end
  })
  return { units: units.subarray(0, end), starts }
}

/** For each state: the state of its longest proper suffix, and of the longest suffix that is a word. */
function links(
  order: Int32Array,
  parent: Int32Array,
  unitOf: Uint16Array,
  endsWord: Int32Array,
  edges: Edges,
): { readonly fail: Int32Array; readonly shorter: Int32Array } {
  const fail = new Int32Array(parent.length)
  const shorter = new Int32Array(parent.length)
  for (const state of order) {
    const above = parent[state] ?? 0
    const unit = unitOf[state] ?? 0
    if (above === 0) continue
    let suffix = fail[above] ?? 0
    let next = edges.get(suffix, unit)
    while (next === 0 && suffix !== 0) {
      suffix = fail[suffix] ?? 0
      next = edges.get(suffix, unit)
    }
    fail[state] = next
    shorter[state] = (endsWord[next] ?? -1) >= 0 ? next : (shorter[next] ?? 0)
  }
  return { fail, shorter }
}
