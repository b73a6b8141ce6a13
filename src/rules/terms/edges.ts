/** Slots of the hash table, in parallel. */
export interface EdgeTable {
  readonly states: Int32Array
  readonly units: Uint16Array
  readonly targets: Int32Array
}

/** (state, unit) → state in an open hash table with linear probing; 0 is "no edge", since no edge leads to the root. */
export class Edges {
  readonly table: EdgeTable
  private readonly mask: number
  private readonly states: Int32Array
  private readonly units: Uint16Array
  private readonly targets: Int32Array

  private constructor(table: EdgeTable) {
    this.table = table
    this.mask = table.targets.length - 1
    this.states = table.states
    this.units = table.units
    this.targets = table.targets
  }

  /** An empty table with room for `most` edges. */
  static room(most: number): Edges {
    let size = 16
    while (size < most * 3) size *= 2
    return new Edges({ states: new Int32Array(size), units: new Uint16Array(size), targets: new Int32Array(size) })
  }

  /** The edges of a table that was filled before. */
  static of(table: EdgeTable): Edges {
    return new Edges(table)
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
