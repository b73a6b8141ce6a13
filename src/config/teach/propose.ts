/** Finds the smallest changes that would have kept a report quiet, tries each on past and graded items, and applies none. */

import type { Proposal, Proposals, Proposed } from '../../desk/config-change.ts'
import { alerts, judge } from '../../rules/judge.ts'
import { sieveOf } from '../../rules/phrases.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { setScene } from '../../rules/scene.ts'
import type { Judged } from '../../rules/verdict.ts'
import { type Config, compileParts, type Parts, ruleSetOf } from '../parts.ts'
import { candidates } from './candidates.ts'
import { changeOf, type Edit, withEdit } from './edits.ts'

/** An item as rules see it. */
export interface Tried {
  readonly id: string
  readonly judged: Judged
}

export interface Question {
  readonly parts: Parts
  /** What readers found not relevant, newest first. */
  readonly judged: readonly Tried[]
  /** Recent items, of which only the alerts matter. */
  readonly past: readonly Tried[]
  /** Items that must be alerted. */
  readonly core: readonly Tried[]
}

/** Proposes in the background, off the main thread; null: not possible, or it took too long. */
export type Propose = (tried: Pick<Question, 'judged' | 'past'>) => Promise<Proposals | null>

/** How many items get proposals: the newest. */
const MOST_ITEMS = 12
const EXAMPLES = 3

/**
 * For each item that readers found not relevant, proposes the smallest changes that would have kept it quiet, each tried on all past
 * alerts and on all items that must be alerted; applies none. In small steps, so that other work can run between them.
 */
export function* proposing({ parts, judged, past, core }: Question): Generator<void, Proposals> {
  const config = compileParts(parts)
  yield
  const bad = new Set(judged.map(one => one.id))
  const told: Tried[] = []
  for (const one of past) {
    if (!bad.has(one.id) && isAlert(one.judged, config.ruleSet)) told.push(one)
    yield
  }
  const must: Tried[] = []
  for (const one of core) {
    if (isAlert(one.judged, config.ruleSet)) must.push(one)
    yield
  }
  const sieve = {
    good: [...told, ...must].map(one => sieveOf(one.judged.title)),
    bad: judged.map(one => sieveOf(one.judged.title)),
  }
  const tried = new Map<string, Proposal | null>()
  const items: Proposed[] = []
  for (const { id, judged: item } of judged) {
    const verdict = judge(item, config.ruleSet)
    yield
    if (!verdict.alert) {
      items.push({ kind: 'quiet', id })
      continue
    }
    if (items.filter(one => one.kind === 'proposals').length >= MOST_ITEMS) continue
    const best = new Map<Edit['kind'], Proposal>()
    for (const edit of candidates(item, verdict, config, parts, sieve)) {
      const key = JSON.stringify(edit)
      if (!tried.has(key)) tried.set(key, yield* tryEdit(edit))
      yield
      const proposal = tried.get(key)
      const known = best.get(edit.kind)
      if (proposal?.quiets.includes(id) && (known === undefined || better(proposal, known) < 0))
        best.set(edit.kind, proposal)
    }
    items.push({ kind: 'proposals', id, proposals: [...best.values()].sort(better) })
  }
  return { items, alerts: told.length, core: must.length }

  function* tryEdit(edit: Edit): Generator<void, Proposal | null> {
    const edited = withEdit(parts, edit)
    const ruleSet = rulesWith(edited, config, edit)
    yield
    const quiets = judged.filter(one => isAlert(one.judged, config.ruleSet) && !isAlert(one.judged, ruleSet))
    yield
    if (quiets.length === 0) return null
    const [silenced, lost]: [string[], string[]] = [[], []]
    for (const one of told) {
      if (!isAlert(one.judged, ruleSet)) silenced.push(one.judged.title)
      yield
    }
    for (const one of must) {
      if (!isAlert(one.judged, ruleSet)) lost.push(one.judged.title)
      yield
    }
    return {
      change: changeOf(parts, edit),
      quiets: quiets.map(one => one.id),
      silences: { count: silenced.length, examples: silenced.slice(0, EXAMPLES) },
      loses: { count: lost.length, examples: lost.slice(0, EXAMPLES) },
    }
  }
}

/** The rule set with an edit: terms and events are recompiled only if the edit changes terms. */
function rulesWith(edited: Parts, { terms, sense }: Config, { kind }: Edit): RuleSet {
  return kind === 'except' ? compileParts(edited).ruleSet : ruleSetOf(edited, terms, sense)
}

function isAlert(judged: Judged, ruleSet: RuleSet): boolean {
  return alerts(setScene(judged, ruleSet), ruleSet)
}

/** Sorts first what loses fewer must-alert items, then what silences fewer other alerts, then what silences more judged items. */
function better(a: Proposal, b: Proposal): number {
  return a.loses.count - b.loses.count || a.silences.count - b.silences.count || b.quiets.length - a.quiets.length
}
