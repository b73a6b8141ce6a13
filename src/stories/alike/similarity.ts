/** Features by number, with their weights. */
export interface Vector {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

type Idf = (id: number) => number

const DAY_MS = 86_400_000

/** @param idOf the number of a feature */
export function vector(features: ReadonlyMap<string, number>, idOf: (feature: string) => number): Vector {
  const ids = new Int32Array(features.size)
  const weights = new Float64Array(features.size)
  let at = 0
  for (const [feature, weight] of features) {
    ids[at] = idOf(feature)
    weights[at] = weight
    at += 1
  }
  return { ids, weights }
}

/** A vector prepared for comparison with many others; reused for the next vector, to avoid allocating its table again. */
export class Query {
  /** Weight times squared idf by feature; 0: the vector does not have it. */
  #scaled = new Float64Array(1024)
  #ids: Int32Array = new Int32Array(0)
  #length = 1

  ask({ ids, weights }: Vector, idf: Idf): void {
    for (const id of this.#ids) this.#scaled[id] = 0
    this.#ids = ids
    let most = 0
    for (const id of ids) most = Math.max(most, id)
    if (most >= this.#scaled.length) this.#scaled = new Float64Array(most * 2)
    let squares = 0
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0
      const telling = idf(id)
      const weight = (weights[at] ?? 0) * telling
      this.#scaled[id] = weight * telling
      squares += weight * weight
    }
    this.#length = Math.sqrt(squares) || 1
  }

  /** Cosine with one report: 0 to 1. @param length the report's length */
  likeness({ ids, weights }: Vector, length: number): number {
    const scaled = this.#scaled
    let dot = 0
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0
      if (id < scaled.length) dot += (scaled[id] ?? 0) * (weights[at] ?? 0)
    }
    return dot / (this.#length * length)
  }

  /** Cosine with the sum of a story's reports: 0 to 1. @param length the sum's length */
  likenessToSum(sum: ReadonlyMap<number, number>, length: number): number {
    let dot = 0
    for (const id of this.#ids) dot += (this.#scaled[id] ?? 0) * (sum.get(id) ?? 0)
    return dot / (this.#length * length)
  }
}

/** Length of a sum of reports. */
export function lengthOf(sum: ReadonlyMap<number, number>, idf: Idf): number {
  let squares = 0
  for (const [id, weight] of sum) {
    const telling = weight * idf(id)
    squares += telling * telling
  }
  return Math.sqrt(squares) || 1
}

export function lengthOfVector({ ids, weights }: Vector, idf: Idf): number {
  let squares = 0
  for (let at = 0; at < ids.length; at += 1) {
    const telling = (weights[at] ?? 0) * idf(ids[at] ?? 0)
    squares += telling * telling
  }
  return Math.sqrt(squares) || 1
}

/** Factor by which similarity fades over `ms`, in either direction: half after `halfLifeDays`. */
export function fading(ms: number, halfLifeDays: number): number {
  return 2 ** (-Math.abs(ms) / DAY_MS / halfLifeDays)
}
