import { SCRIPT, scriptOf } from '../../text/fold/words.ts'
import type { CommonSpec } from '../stories-file.ts'
import type { Vector } from './similarity.ts'
import type { Tuning } from './tuning.ts'

/** Japanese and Chinese words as character pairs, the features of texts without spaces; other words unchanged. */
function featuresOf({ words, classes }: CommonSpec): readonly string[] {
  const own = words.flatMap(word =>
    scriptOf(word.charCodeAt(0)) === SCRIPT.inside
      ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
      : [word],
  )
  return [...own, ...classes.map(name => `=${name}`)]
}

/** Features are counted within their script: a word in every Korean report is common though few reports are Korean. */
const WRITING = { any: 0, hangul: 1, han: 2 } as const

function writingOf(feature: string): number {
  const script = scriptOf(feature.charCodeAt(0))
  return script === SCRIPT.hangul ? WRITING.hangul : script === SCRIPT.inside ? WRITING.han : WRITING.any
}

/** Counts are halved after this many items, so that "rare" means recently rare and the table stays small. */
const FORGET_AT = 6000

/** Decay of the cohesion's moving average per item, and the weight, in items, of the initial assumption that nothing is shared. */
const COHESION_KEEP = 0.99
const COHESION_UNKNOWN = 20

/** Growth of the stream up to which rarities change negligibly. */
const GROWTH = 1.02

/** How many items of the stream have each feature, and how similar the stream's items are; learnt item by item. */
export class Frequencies {
  readonly #ids = new Map<string, number>()
  readonly #names: string[] = []
  #counts: number[] = []
  /** Items by writing. */
  #items: number[]
  readonly #writings: number[] = []
  #logs: number[] = []
  #logsAt: number[] = []
  #seen = 0
  #cohesion = 0
  #cohesionItems = 0
  readonly #leastIdf: number

  /** @param common features of most reports on the subject: the initial frequencies, until the stream's own are known */
  constructor(tuning: Tuning, common: readonly CommonSpec[]) {
    this.#items = Object.values(WRITING).map(() => tuning.backgroundItems)
    this.#leastIdf = tuning.leastIdf
    for (const spec of common)
      for (const feature of featuresOf(spec)) this.#counts[this.id(feature)] = tuning.backgroundItems * spec.share
  }

  /** A small number for the feature. */
  id(feature: string): number {
    const known = this.#ids.get(feature)
    if (known !== undefined) return known
    const id = this.#counts.length
    this.#ids.set(feature, id)
    this.#names.push(feature)
    this.#writings.push(writingOf(feature))
    this.#counts.push(0)
    this.#logs.push(0)
    this.#logsAt.push(-1)
    return id
  }

  /** A feature as shown to people: without the mark of its kind. */
  nameOf(id: number): string {
    return (this.#names[id] ?? '').replace(/^[=@#]/, '')
  }

  /** Share of the stream's items that have the feature. */
  share(id: number): number {
    return (this.#counts[id] ?? 0) / (this.#itemsOf(id) + 1)
  }

  /** Inverse document frequency of a feature: the logarithm of its rarity, at least `leastIdf`. */
  idf(id: number): number {
    if (this.#logsAt[id] !== this.#seen) {
      this.#logs[id] = Math.max(this.#leastIdf, Math.log((this.#itemsOf(id) + 1) / ((this.#counts[id] ?? 0) + 1)))
      this.#logsAt[id] = this.#seen
    }
    return this.#logs[id] ?? this.#leastIdf
  }

  /** Items that were counted. */
  get seen(): number {
    return this.#seen
  }

  /** Whether the stream has grown so much since it had `since` items that lengths must be measured again. */
  hasGrown(since: number): boolean {
    return this.#seen > since * GROWTH
  }

  /** Average share of an item's words that other items share: 0 for general news, about 0.2 for a stream on one subject. */
  cohesion(): number {
    return this.#cohesion / (this.#cohesionItems + COHESION_UNKNOWN)
  }

  /** Counts an item's features: its words, and its terms, which may share numbers with the words. */
  learn({ ids, weights }: Vector, terms: Vector): void {
    let common = 0
    let total = 0
    for (const [index, id] of ids.entries()) {
      const weight = weights[index] ?? 0
      common += (weight * (this.#counts[id] ?? 0)) / (this.#itemsOf(id) + COHESION_UNKNOWN)
      total += weight
    }
    this.#cohesion = this.#cohesion * COHESION_KEEP + (total === 0 ? 0 : common / total)
    this.#cohesionItems = this.#cohesionItems * COHESION_KEEP + 1
    for (const id of new Set([...ids, ...terms.ids])) this.#counts[id] = (this.#counts[id] ?? 0) + 1
    const writings = new Set([WRITING.any, ...Array.from(ids, id => this.#writings[id] ?? WRITING.any)])
    this.#items = this.#items.map((items, writing) => (writings.has(writing) ? items + 1 : items))
    this.#seen += 1
    if ((this.#items[WRITING.any] ?? 0) > FORGET_AT) this.#forget()
  }

  #itemsOf(id: number): number {
    return this.#items[this.#writings[id] ?? WRITING.any] ?? 0
  }

  #forget(): void {
    this.#items = this.#items.map(items => items / 2)
    this.#counts = this.#counts.map(count => count / 2)
  }
}
