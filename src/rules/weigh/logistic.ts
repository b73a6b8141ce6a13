/** An example to learn from: its features, whether it is positive, and how much it counts. */
export interface Example {
  /** Indexes of the features that hold, each once. */
  readonly on: readonly number[]
  readonly yes: boolean
  /** Weight of the example; 1 is usual. */
  readonly counts: number
}

/** Log odds: of an example without any feature, and what each feature adds. */
export interface Fit {
  readonly intercept: number
  readonly coefficients: readonly number[]
}

const MOST_STEPS = 50
const CLOSE_ENOUGH = 1e-8

/**
 * Logistic regression with a quadratic penalty on all but the intercept, solved exactly by Newton's method: the same examples give the same
 * fit. Time per step grows with the square of the features in an example and the cube of all features: meant for hundreds of features.
 * @param strength above 0: strength / 2 times the sum of squares is added to the loss (1 / C in other programs)
 */
export function fitLogistic(examples: readonly Example[], features: number, strength: number): Fit {
  const size = features + 1
  const beta = new Float64Array(size)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const gradient = new Float64Array(size)
    const hessian = Array.from({ length: size }, () => new Float64Array(size))
    for (const { on, yes, counts } of examples) {
      const share = probability(beta, on)
      const error = counts * ((yes ? 1 : 0) - share)
      const bend = counts * share * (1 - share)
      // The intercept has index 0 and holds in every example.
      const places = [0, ...on.map(place => place + 1)]
      for (const row of places) {
        gradient[row] = (gradient[row] ?? 0) + error
        const line = hessian[row] as Float64Array
        for (const column of places) if (column <= row) line[column] = (line[column] ?? 0) + bend
      }
    }
    for (let place = 1; place < size; place += 1) {
      gradient[place] = (gradient[place] ?? 0) - strength * (beta[place] ?? 0)
      const line = hessian[place] as Float64Array
      line[place] = (line[place] ?? 0) + strength
    }
    // Without examples of both kinds the intercept would grow without limit.
    const first = hessian[0] as Float64Array
    first[0] = (first[0] ?? 0) + CLOSE_ENOUGH
    const move = solve(hessian, gradient)
    let largest = 0
    for (let place = 0; place < size; place += 1) {
      const by = Math.min(MOST_MOVE, Math.max(-MOST_MOVE, move[place] ?? 0))
      beta[place] = (beta[place] ?? 0) + by
      largest = Math.max(largest, Math.abs(by))
    }
    if (largest < CLOSE_ENOUGH) break
  }
  return { intercept: beta[0] ?? 0, coefficients: [...beta.subarray(1)] }
}

/** Largest change per step: Newton's method may overshoot if there are few examples. */
const MOST_MOVE = 4

function probability(beta: Float64Array, on: readonly number[]): number {
  let sum = beta[0] ?? 0
  for (const place of on) sum += beta[place + 1] ?? 0
  return 1 / (1 + Math.exp(-sum))
}

/** Log odds of an example by a fit. */
export function logOdds({ intercept, coefficients }: Fit, on: readonly number[]): number {
  return on.reduce((sum, place) => sum + (coefficients[place] ?? 0), intercept)
}

/** Solves a symmetric positive definite system, given its lower half, by Cholesky's method; overwrites the matrix. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let column = 0; column < size; column += 1) {
    const own = lower[column] as Float64Array
    let square = own[column] ?? 0
    for (let k = 0; k < column; k += 1) square -= (own[k] ?? 0) ** 2
    const diagonal = Math.sqrt(Math.max(square, Number.MIN_VALUE))
    own[column] = diagonal
    for (let row = column + 1; row < size; row += 1) {
      const line = lower[row] as Float64Array
      let sum = line[column] ?? 0
      for (let k = 0; k < column; k += 1) sum -= (line[k] ?? 0) * (own[k] ?? 0)
      line[column] = sum / diagonal
    }
  }
  const out = Float64Array.from(right)
  for (let row = 0; row < size; row += 1) {
    const line = lower[row] as Float64Array
    let sum = out[row] ?? 0
    for (let k = 0; k < row; k += 1) sum -= (line[k] ?? 0) * (out[k] ?? 0)
    out[row] = sum / (line[row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = out[row] ?? 0
    for (let k = row + 1; k < size; k += 1) sum -= (lower[k]?.[row] ?? 0) * (out[k] ?? 0)
    out[row] = sum / (lower[row]?.[row] ?? 1)
  }
  return out
}
