/** Features by number, with their weights. */
export interface Vector {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

/** A vector made ready to be compared with many: weight times squared idf by feature, and its length. */
export interface Query {
  readonly scaled: ReadonlyMap<number, number>
  readonly length: number
}

type Idf = (id: number) => number

const DAY_MS = 86_400_000

/** @param idOf the number that stands for a feature */
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

export function query({ ids, weights }: Vector, idf: Idf): Query {
  const scaled = new Map<number, number>()
  let squares = 0
  for (const [index, id] of ids.entries()) {
    const telling = idf(id)
    const weight = (weights[index] ?? 0) * telling
    scaled.set(id, weight * telling)
    squares += weight * weight
  }
  return { scaled, length: Math.sqrt(squares) || 1 }
}

/** Cosine of a query and one report: 0 to 1. */
export function likeness(asked: Query, { ids, weights }: Vector, idf: Idf): number {
  let dot = 0
  let squares = 0
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] ?? 0
    const weight = weights[index] ?? 0
    squares += (weight * idf(id)) ** 2
    dot += (asked.scaled.get(id) ?? 0) * weight
  }
  return squares === 0 ? 0 : dot / (asked.length * Math.sqrt(squares))
}

/** Cosine of a query and the sum of a story's reports: 0 to 1. */
export function likenessToSum(asked: Query, sum: ReadonlyMap<number, number>, length: number): number {
  let dot = 0
  for (const [id, scaled] of asked.scaled) dot += scaled * (sum.get(id) ?? 0)
  return dot / (asked.length * length)
}

/** Length of a sum of reports. */
export function lengthOf(sum: ReadonlyMap<number, number>, idf: Idf): number {
  let squares = 0
  for (const [id, weight] of sum) squares += (weight * idf(id)) ** 2
  return Math.sqrt(squares) || 1
}

/** What is left of a likeness after a time, in either direction: half after `halfLifeDays`. */
export function fading(ms: number, halfLifeDays: number): number {
  return 2 ** (-Math.abs(ms) / DAY_MS / halfLifeDays)
}
