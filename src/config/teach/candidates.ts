import { mayHold, type Phrase, phrasesIn, sieveOf } from '../../rules/phrases.ts'
import { setScene } from '../../rules/scene.ts'
import type { TermHit } from '../../rules/terms/terms.ts'
import type { Judged, Verdict } from '../../rules/verdict.ts'
import { weightsBehind } from '../../rules/weigh/relevance.ts'
import type { Config, Parts } from '../parts.ts'
import type { Edit } from './edits.ts'

/** How many edits of each kind are tried per item. */
const TRIED = 2
/** A weight is reduced by at most this many points: more would change its meaning. */
const MOST_LESS = 8
/** At most this many rules are rewritten for an exclusion of their own. */
const MOST_RULES = 2
const LEAST_POINTS = -100

/** The headlines against which a phrase is chosen, folded by sieveOf. */
export interface Sieve {
  /** Headlines of other alerts and of graded core items: a phrase that many of them contain is useless. */
  readonly good: readonly string[]
  /** Headlines of everything that readers found not relevant. */
  readonly bad: readonly string[]
}

/** The smallest edits that may keep an item quiet, the most promising of each kind first; the caller must try them. */
export function candidates(
  judged: Judged,
  verdict: Verdict,
  { ruleSet, terms }: Config,
  parts: Parts,
  sieve: Sieve,
): readonly Edit[] {
  const hits = terms.scan(judged.title, judged.language)
  // A phrase that contains a term would silence the subject itself.
  const rest = without(judged.title, hits)
  const own = telling(phrasesIn(rest), sieve)
    .slice(0, TRIED)
    .map(({ text }) => text)
  const scene = setScene(judged, ruleSet)
  const { relevance } = ruleSet
  const behind = relevance === null ? [] : weightsBehind(scene, ruleSet, relevance)
  const over =
    relevance === null
      ? null
      : relevance.base +
        behind.reduce((sum, one) => sum + one.points, 0) -
        (ruleSet.needed[verdict.route] ?? ruleSet.needed.default ?? 0) +
        1
  const weighed = verdict.rules.every(name => ruleSet.rules.find(rule => rule.name === name)?.weigh === true)
  const edits: Edit[] = []
  if (over !== null && weighed) {
    if (-over >= LEAST_POINTS) edits.push(...own.map(phrase => ({ kind: 'weight', phrase, points: -over }) as const))
  }
  edits.push(...exceptions(), ...exclusions())
  if (over !== null && weighed) {
    const lesser = behind.filter(one => one.points > 0 && over <= MOST_LESS && one.points >= over).slice(0, TRIED)
    edits.push(
      ...lesser.map(({ name, points }) => ({ kind: 'points', name, from: points, to: points - over }) as const),
    )
  }
  return edits

  /** Terms of the headline, each in the most distinctive phrase around it. */
  function exceptions(): readonly Edit[] {
    const people = new Set(parts.people.flatMap(one => [one.name, ...(one.also ?? [])]))
    // The words around a term must say something of their own: two adjacent terms are the subject.
    const phrases = telling(phrasesIn(judged.title), sieve).filter(
      ({ start, end }) => phrasesIn(rest.slice(start, end)).length > 0,
    )
    return hits
      .flatMap(hit => {
        const term = terms.terms.find(one => one.id === hit.term)
        const [list] = hit.lists
        const around = phrases.find(
          ({ start, end }) => start <= hit.start && end >= hit.end && end - start > hit.end - hit.start,
        )
        // A person's spellings are in people.yaml, not in terms.yaml.
        if (term === undefined || list === undefined || around === undefined || people.has(term.name)) return []
        return [{ kind: 'except', list, term: term.name, phrase: around.text } as const]
      })
      .slice(0, TRIED)
  }

  function exclusions(): readonly Edit[] {
    const matched = parts.rules.rules.filter(rule => verdict.rules.includes(rule.name))
    const [first] = matched
    const shared = first?.unless.find(name => matched.every(rule => rule.unless.includes(name)))
    if (shared !== undefined) return own.map(phrase => ({ kind: 'exclusion', name: shared, phrase }) as const)
    if (matched.length === 0 || matched.length > MOST_RULES) return []
    return own.map(phrase => ({ kind: 'unless', rules: matched.map(rule => rule.name), phrase }) as const)
  }
}

/** A text with each term replaced by a character that ends phrases. */
function without(text: string, hits: readonly TermHit[]): string {
  return hits.reduce((rest, { start, end }) => rest.slice(0, start) + '|'.repeat(end - start) + rest.slice(end), text)
}

/** Phrases in order: those in the fewest good headlines, then in the most bad ones; then of fewer words, then the longer. */
function telling(phrases: readonly Phrase[], { good, bad }: Sieve): readonly Phrase[] {
  const count = (headlines: readonly string[], text: string) =>
    headlines.reduce((sum, one) => sum + (mayHold(one, text) ? 1 : 0), 0)
  const distinct = [...new Map(phrases.map(one => [sieveOf(one.text), one])).values()]
  return distinct
    .map(phrase => ({
      phrase,
      good: count(good, phrase.text),
      bad: count(bad, phrase.text),
      words: phrase.text.split(' ').length,
    }))
    .sort(
      (a, b) => a.good - b.good || b.bad - a.bad || a.words - b.words || b.phrase.text.length - a.phrase.text.length,
    )
    .map(one => one.phrase)
}
