import { SCRIPT, scriptOf, scripts } from '../../text/fold/words.ts'
import { Edges, type EdgeTable } from './edges.ts'

/**
 * Finds all of many words in one pass over a text (Aho and Corasick, CACM 18(6), 1975). A word that begins with a letter of a script
 * that writes spaces is found only where a word begins: the automaton steps over a border before each such beginning, so that the
 * middle of a word leads nowhere and costs next to nothing.
 */
export interface Automaton {
  /** Calls `found` for each place where a word ends, longest first at one place. `end` is the unit after it. */
  scan(units: Uint16Array, length: number, found: (word: number, end: number) => void): void
}

/** What an automaton goes by, as plain numbers: it can be written down, or given to another thread. Index is the state. */
export interface AutomatonTables {
  /** The column of each unit: 0 for one that no word has, COLUMNS for one that goes through `rare`. */
  readonly columns: Uint8Array
  /** Columns from 0 to the last that is used. */
  readonly width: number
  /** For each state and column the state after it. */
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

/** Stands for the border before a word; folding leaves no such unit in a text. */
const BORDER = 0

/** Units that may get a column in the table of steps: the letters of scripts with spaces, digits, signs. The rest go through a hash table. */
const COLUMNS = 64
const LAST_COLUMN_UNIT = 0x1fff

/**
 * Builds the automaton over UTF-16 units. For common units each step is one look into a table with the ways back worked in; Hangul,
 * Han and kana, of which there are thousands, take their edges from an open hash table and walk back where there is none.
 * @param words folded, none empty, none twice
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

/** Scans by tables that were built before. */
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

/** The edges that have no column: of all of them few do, and what is built with the others need not be kept. */
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

/** For each state and column the state after it: that of its longest suffix, unless an edge of its own leads further. */
function stepsOf(
  order: Int32Array,
  parent: Int32Array,
  unitOf: Uint16Array,
  fail: Int32Array,
  columns: Uint8Array,
  width: number,
): Uint16Array | Int32Array {
  // Of the memory of all that is looked for most is here, and the states of some 8,000 names still go into 16 bits.
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

/** States by their distance from the root, without the root: counted and then laid out, as each stands after its parent. */
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

/** The units of all words, each with a border before each beginning, one word behind the other; word i from starts[i] to starts[i + 1]. */
function pathsOf(words: readonly string[]): { readonly units: Uint16Array; readonly starts: Int32Array } {
  // No border stands without a letter behind it.
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
