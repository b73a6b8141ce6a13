import { signed } from './explain.ts'
import { alerts, type Decision, judge } from './judge.ts'
import type { RuleSet } from './rule-set.ts'
import { setScene, setScenes } from './scene.ts'
import { compileMatcher } from './terms/match.ts'
import type { Judged, Verdict } from './verdict.ts'

/** How many points a result names. */
const MOST_POINTS = 3

/** An item on which two rule sets decide differently. */
export interface Change {
  readonly change: 'new' | 'gone'
  readonly id: string
  readonly title: string
  readonly source: string
  /** Rules of the set that alerts it. */
  readonly rules: readonly string[]
  readonly type: Decision['type']
  /** The words on which those rules matched. */
  readonly words: readonly string[]
  /** Why the other set does not alert it: a sentence for each of its closest rules. */
  readonly because: readonly string[]
}

export interface Counts {
  readonly items: number
  readonly before: number
  readonly after: number
  readonly new: number
  readonly gone: number
}

/**
 * Compares two rule sets item by item. Keep one instance and pass it the items as they come: it remembers nothing of those decided alike.
 * Two sets with the same term index scan each item once for both.
 */
export class Backtest {
  private readonly before: RuleSet
  private readonly after: RuleSet
  private readonly shared: readonly [RuleSet, RuleSet] | null
  private counted = { items: 0, before: 0, after: 0, new: 0, gone: 0 }

  constructor(before: RuleSet, after: RuleSet) {
    this.before = before
    this.after = after
    this.shared = before.terms === after.terms ? sharing(before, after) : null
  }

  /** @returns null if both decide alike */
  compare(id: string, judged: Judged): Change | null {
    const [before, after] = this.both(judged)
    this.counted.items += 1
    if (before) this.counted.before += 1
    if (after) this.counted.after += 1
    if (before === after) return null
    const change = after ? 'new' : 'gone'
    this.counted[change] += 1
    const yes = judge(judged, after ? this.after : this.before)
    const no = judge(judged, after ? this.before : this.after)
    const matched = yes.because.filter(reason => reason.outcome === 'matched' && yes.rules.includes(reason.rule))
    return {
      change,
      id,
      title: judged.title,
      source: judged.source,
      rules: yes.rules,
      type: yes.type,
      words: [...new Set(matched.flatMap(reason => reason.words))],
      because: this.whyNot(no, after ? this.before : this.after),
    }
  }

  /** If a rule woke the item, its score is the reason; otherwise the rules are. */
  private whyNot({ because, rules, score, route, points }: Verdict, { needed }: RuleSet): readonly string[] {
    if (rules.length === 0 || score === null)
      return because.filter(reason => reason.words.length > 0).map(reason => reason.text)
    const heaviest = points.slice(0, MOST_POINTS).map(({ name, points: own }) => `${name} ${signed(own)}`)
    return [
      `relevance ${score} of 100, and ${needed[route] ?? needed.default ?? 0} is told`,
      heaviest.join(', '),
    ].filter(Boolean)
  }

  private both(judged: Judged): readonly [boolean, boolean] {
    const scenes =
      this.shared === null
        ? [setScene(judged, this.before), setScene(judged, this.after)]
        : setScenes(judged, this.shared)
    const [before = this.before, after = this.after] = this.shared ?? []
    const [first, second] = scenes
    return [first !== undefined && alerts(first, before), second !== undefined && alerts(second, after)]
  }

  counts(): Counts {
    return { ...this.counted }
  }
}

/** The same two sets with one shared matcher: the terms first, then the words of the first set's rules, then those of the second's. */
function sharing(before: RuleSet, after: RuleSet): readonly [RuleSet, RuleSet] {
  const terms = before.terms.entries.length
  const own = after.matcher.entries.slice(terms)
  const matcher = compileMatcher([...before.matcher.entries, ...own], before.terms.exceptions)
  const gap = before.matcher.entries.slice(terms).map(() => [])
  const atomsOf = [...after.atomsOf.slice(0, terms), ...gap, ...after.atomsOf.slice(terms)]
  return [
    { ...before, matcher },
    { ...after, matcher, atomsOf },
  ]
}
