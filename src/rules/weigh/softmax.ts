/** Weights of one answer: the bias first, then one for each feature. */
export type Weights = readonly Float64Array[]

/** An example: which features it has, which answer is right, how much it counts. */
export interface Example {
  readonly features: readonly number[]
  readonly answer: number
  readonly counts: number
}

export interface Fit {
  readonly answers: number
  readonly features: number
  /** Strength of the penalty on the sum of absolute weights, which makes most of them zero. */
  readonly l1: number
  /** Strength of the penalty on half the sum of squares. */
  readonly l2: number
  readonly steps: number
}

/**
 * Multinomial logistic regression on binary features, with an elastic net penalty on all but the bias.
 * Accelerated proximal gradient (Beck and Teboulle, 2009, "FISTA"), started at zero: the same examples give the same weights.
 * The loss is the weighted mean over the examples.
 */
export function fitSoftmax(examples: readonly Example[], { answers, features, l1, l2, steps }: Fit): Weights {
  const width = features + 1
  const total = examples.reduce((sum, each) => sum + each.counts, 0)
  const most = examples.reduce((max, each) => Math.max(max, each.features.length), 0)
  // The curvature of the loss is at most half the longest example's squared length.
  const rate = 1 / ((most + 1) / 2 + l2)
  let weights = Array.from({ length: answers }, () => new Float64Array(width))
  let ahead = weights.map(row => row.slice())
  let momentum = 1
  const scores = new Float64Array(answers)
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map(() => new Float64Array(width))
    for (const { features: has, answer, counts } of examples) {
      softmaxInto(scores, ahead, has)
      for (let each = 0; each < answers; each += 1) {
        const row = gradient[each] as Float64Array
        const push = (((scores[each] as number) - (each === answer ? 1 : 0)) * counts) / total
        row[0] = (row[0] as number) + push
        for (const feature of has) row[feature + 1] = (row[feature + 1] as number) + push
      }
    }
    const next = ahead.map((row, each) => {
      const slope = gradient[each] as Float64Array
      return row.map((value, at) => {
        if (at === 0) return value - rate * (slope[0] as number)
        const moved = value - rate * ((slope[at] as number) + l2 * value)
        return Math.sign(moved) * Math.max(0, Math.abs(moved) - rate * l1)
      })
    })
    const faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2
    const pull = (momentum - 1) / faster
    ahead = next.map((row, each) => row.map((value, at) => value + pull * (value - (weights[each]?.[at] as number))))
    weights = next
    momentum = faster
  }
  return weights
}

function softmaxInto(scores: Float64Array, weights: Weights, has: readonly number[]): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let each = 0; each < scores.length; each += 1) {
    const row = weights[each] as Float64Array
    let sum = row[0] as number
    for (const feature of has) sum += row[feature + 1] as number
    scores[each] = sum
    highest = Math.max(highest, sum)
  }
  let whole = 0
  for (let each = 0; each < scores.length; each += 1) {
    const size = Math.exp((scores[each] as number) - highest)
    scores[each] = size
    whole += size
  }
  for (let each = 0; each < scores.length; each += 1) scores[each] = (scores[each] as number) / whole
}
