import type { Source } from '../brief.ts'

/** Score that a place needs to count as that of the main event. */
const ENOUGH = 1.4
/** The same if no other place comes near. */
const ENOUGH_ALONE = 1

/** The place of a report's main event, and the sentence that supports it most. */
export interface FoundPlace extends Omit<Source, 'report'> {
  readonly place: string
}

/** The scores of a report's places. */
export class PlaceScores {
  readonly #found = new Map<string, { score: number; most: number; source: Omit<Source, 'report'> }>()

  add(
    { place, start, end }: { place: string; start: number; end: number },
    score: number,
    part: 'title' | 'text',
    from: number,
  ) {
    if (score > 0) this.count(place, score, { part, start: from + start, end: from + end })
  }

  count(place: string, score: number, source: Omit<Source, 'report'>) {
    const before = this.#found.get(place)
    if (before === undefined) this.#found.set(place, { score, most: score, source })
    else
      this.#found.set(place, {
        score: before.score + score,
        most: Math.max(before.most, score),
        source: score > before.most ? source : before.source,
      })
  }

  has(place: string): boolean {
    return this.#found.has(place)
  }

  /** The place that stands out; a site and its city are one place. */
  best(): readonly FoundPlace[] {
    const cities = new Map(this.#found)
    for (const [site, one] of this.#found) {
      const city = /, (.+)$/.exec(site)?.[1] ?? ''
      const of = cities.get(city)
      if (of === undefined) continue
      cities.set(site, { ...one, score: one.score + of.score })
      if (one.score >= ENOUGH_ALONE) cities.delete(city)
    }
    const [best, next] = [...cities].sort((a, b) => b[1].score - a[1].score)
    if (best === undefined) return []
    const [place, { score, source }] = best
    const alone = score >= ENOUGH_ALONE && score >= 2 * (next?.[1].score ?? 0)
    return score >= ENOUGH || alone ? [{ place, ...source }] : []
  }
}
