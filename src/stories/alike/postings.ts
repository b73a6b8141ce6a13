/** A queried feature, with the factor for its weight. */
export interface Asked {
  readonly id: number
  readonly counts: number
}

interface Posting {
  readonly slots: number[]
  readonly weights: number[]
}

/**
 * An inverted index of stories by feature, for a rough first choice among thousands. Stories are slots: small numbers that are reused. Weights are
 * those of a story's first report that had the feature.
 */
export class Postings {
  readonly #postings = new Map<number, Posting>()
  readonly #free: number[] = []
  #slots = 0
  #lengths = new Float64Array(64).fill(1)
  #scores = new Float64Array(64)
  #touched = new Int32Array(64)

  /** A slot for a new story. */
  take(): number {
    const slot = this.#free.pop() ?? this.#slots++
    if (slot >= this.#scores.length) {
      this.#scores = new Float64Array(slot * 2)
      this.#touched = new Int32Array(slot * 2)
      const lengths = new Float64Array(slot * 2).fill(1)
      lengths.set(this.#lengths)
      this.#lengths = lengths
    }
    return slot
  }

  /** Sets the length of a story's vector, by which its score is divided. */
  measure(slot: number, length: number): void {
    this.#lengths[slot] = length
  }

  /** Adds a feature to the story in a slot, which must not have had it before. */
  add(slot: number, id: number, weight: number): void {
    const posting = this.#postings.get(id)
    if (posting === undefined) {
      this.#postings.set(id, { slots: [slot], weights: [weight] })
      return
    }
    posting.slots.push(slot)
    posting.weights.push(weight)
  }

  /** Forgets a story. @param ids its features */
  release(slot: number, ids: Iterable<number>): void {
    for (const id of ids) {
      const posting = this.#postings.get(id)
      const at = posting?.slots.indexOf(slot) ?? -1
      if (posting === undefined || at < 0) continue
      posting.slots.splice(at, 1)
      posting.weights.splice(at, 1)
      if (posting.slots.length === 0) this.#postings.delete(id)
    }
    this.#free.push(slot)
  }

  /**
   * The slots that share most with the query, best first.
   * @param most most postings to read, rarest features first: bounds the time whatever the number of stories
   */
  top(asked: readonly Asked[], count: number, most: number): readonly number[] {
    const found = asked
      .map(({ id, counts }) => ({ counts, posting: this.#postings.get(id) }))
      .sort((a, b) => (a.posting?.slots.length ?? 0) - (b.posting?.slots.length ?? 0))
    let walked = 0
    let touched = 0
    for (const { counts, posting } of found) {
      if (posting === undefined) continue
      walked += posting.slots.length
      if (walked > most && touched > 0) break
      for (let at = 0; at < posting.slots.length; at += 1) {
        const slot = posting.slots[at] ?? 0
        const before = this.#scores[slot] ?? 0
        if (before === 0) {
          this.#touched[touched] = slot
          touched += 1
        }
        this.#scores[slot] = before + (posting.weights[at] ?? 0) * counts
      }
    }
    return this.#best(touched, count)
  }

  /** Picks the best of the touched slots and wipes their scores. */
  #best(touched: number, count: number): readonly number[] {
    const best: { readonly slot: number; readonly score: number }[] = []
    let least = 0
    for (let at = 0; at < touched; at += 1) {
      const slot = this.#touched[at] ?? 0
      const score = (this.#scores[slot] ?? 0) / (this.#lengths[slot] ?? 1)
      this.#scores[slot] = 0
      if (score <= least && best.length === count) continue
      let place = best.length
      while (place > 0 && (best[place - 1]?.score ?? 0) < score) place -= 1
      best.splice(place, 0, { slot, score })
      if (best.length > count) best.pop()
      least = best.at(-1)?.score ?? 0
    }
    return best.map(one => one.slot)
  }
}
