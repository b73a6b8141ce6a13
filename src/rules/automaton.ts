/** Finds all of many words in one pass over a text (Aho and Corasick, CACM 18(6), 1975). */
export interface Automaton {
  /** Calls `found` for each place where a word ends, longest first at one place. `end` is the unit after it. */
  scan(units: Uint16Array, length: number, found: (word: number, end: number) => void): void
}

/**
 * Builds the automaton over UTF-16 units. Edges live in one open hash table, those of the root in a plain array, because most steps
 * of a text that holds none of the words start there.
 * @param words none empty, none twice
 */
export function buildAutomaton(words: readonly string[]): Automaton {
  const most = words.reduce((sum, word) => sum + word.length, 1)
  const edges = new Edges(most)
  const root = new Int32Array(0x10000)
  const endsWord = new Int32Array(most).fill(-1)
  const parent: number[] = [0]
  const unitOf: number[] = [0]
  const step = (state: number, unit: number) => (state === 0 ? (root[unit] ?? 0) : edges.get(state, unit))
  words.forEach((word, index) => {
    let state = 0
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at)
      let next = step(state, unit)
      if (next === 0) {
        next = parent.length
        parent.push(state)
        unitOf.push(unit)
        if (state === 0) root[unit] = next
        else edges.set(state, unit, next)
      }
      state = next
    }
    endsWord[state] = index
  })
  const { fail, shorter } = links(parent, unitOf, endsWord, step)
  return {
    scan(units, length, found) {
      let state = 0
      for (let at = 0; at < length; at += 1) {
        const unit = units[at] ?? 0
        let next = state === 0 ? 0 : edges.get(state, unit)
        while (next === 0 && state !== 0) {
          state = fail[state] ?? 0
          if (state !== 0) next = edges.get(state, unit)
        }
        state = next === 0 ? (root[unit] ?? 0) : next
        let ending = (endsWord[state] ?? -1) >= 0 ? state : (shorter[state] ?? 0)
        while (ending !== 0) {
          found(endsWord[ending] ?? 0, at + 1)
          ending = shorter[ending] ?? 0
        }
      }
    },
  }
}

/** For each state: the state of its longest proper suffix, and of the longest suffix that is a word. Breadth first. */
function links(
  parent: readonly number[],
  unitOf: readonly number[],
  endsWord: Int32Array,
  step: (state: number, unit: number) => number,
): { readonly fail: Int32Array; readonly shorter: Int32Array } {
  const fail = new Int32Array(parent.length)
  const shorter = new Int32Array(parent.length)
  const depth = new Int32Array(parent.length)
  for (let state = 1; state < parent.length; state += 1) depth[state] = (depth[parent[state] ?? 0] ?? 0) + 1
  const order = Array.from({ length: parent.length - 1 }, (_, index) => index + 1)
  order.sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0))
  for (const state of order) {
    const above = parent[state] ?? 0
    const unit = unitOf[state] ?? 0
    if (above === 0) continue
    let suffix = fail[above] ?? 0
    let next = step(suffix, unit)
    while (next === 0 && suffix !== 0) {
      suffix = fail[suffix] ?? 0
      next = step(suffix, unit)
    }
    fail[state] = next
    shorter[state] = (endsWord[next] ?? -1) >= 0 ? next : (shorter[next] ?? 0)
  }
  return { fail, shorter }
}

/** (state, unit) → state in an open hash table with linear probing; 0 is "no edge", since no edge leads to the root. */
class Edges {
  private readonly mask: number
  private readonly states: Int32Array
  private readonly units: Uint16Array
  private readonly targets: Int32Array

  constructor(most: number) {
    let size = 16
    while (size < most * 3) size *= 2
    this.mask = size - 1
    this.states = new Int32Array(size)
    this.units = new Uint16Array(size)
    this.targets = new Int32Array(size)
  }

  get(state: number, unit: number): number {
    let slot = this.slot(state, unit)
    while (this.targets[slot] !== 0) {
      if (this.states[slot] === state && this.units[slot] === unit) return this.targets[slot] ?? 0
      slot = (slot + 1) & this.mask
    }
    return 0
  }

  set(state: number, unit: number, target: number): void {
    let slot = this.slot(state, unit)
    while (this.targets[slot] !== 0) slot = (slot + 1) & this.mask
    this.states[slot] = state
    this.units[slot] = unit
    this.targets[slot] = target
  }

  private slot(state: number, unit: number): number {
    const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & this.mask
  }
}
