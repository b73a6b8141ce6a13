import type { Mode, ObjectRef, Phase } from '../event.ts'
import { type ActHit, JOINS, type Room } from './act.ts'
import type { Hit } from './lexicon.ts'

/** How far, in UTF-16 units, a mode's word may be before an act, and after it in Korean, Japanese and Chinese. */
const MODE_BEFORE = 30
const MODE_BEHIND = 8
/** Things for which one side's willingness is already news. */
const TALKING = new Set(['meeting', 'call', 'visit', 'invitation'])
/** Acts that are done by being announced. */
const DONE_BY_WORD = new Set<Phase>(['cancelled', 'postponed', 'moved', 'refused', 'accepted', 'resumed'])

/** The mode of an act: done, ahead, possible, not done, asked for. */
export function modeOf(act: ActHit, acts: readonly ActHit[], { hits, title, grammar, clause }: Room): Mode {
  const modes = hits.filter(hit => hit.meaning.is === 'mode')
  const found = new Set<Mode>()
  const previous = acts.findLast(one => one.end <= act.start)
  const from = Math.max(clause.start, act.start - MODE_BEFORE, previous === undefined ? 0 : previous.start)
  const next = acts.find(one => one.start >= act.end)
  for (const hit of modes) {
    if (hit.meaning.is !== 'mode') continue
    if (isMonth(hit, hits, title) || isPartOfObject(hit, hits)) continue
    const within = hit.start < act.end && act.start < hit.end
    const gap = hit.end <= act.start ? title.slice(hit.end, act.start) : ''
    // "claims to have closed": it is done.
    const before = hit.end > from && hit.end <= act.start && !JOINS.test(gap) && !/^\s*have\b/i.test(gap)
    const behind =
      grammar.verbFinal &&
      hit.start >= act.end &&
      hit.start - act.end <= MODE_BEHIND &&
      (next === undefined || hit.start < next.end)
    if (grammar.verbFinal ? behind : before && !within) found.add(hit.meaning.mode)
  }
  // A bare "to" makes an act a coming one, unless it is another act's complement.
  if (
    found.size === 1 &&
    found.has('ahead') &&
    previous?.meaning.spec.takes &&
    /^\s*to\s*$/.test(title.slice(previous.end, act.start))
  )
    found.delete('ahead')
  return (['not', 'asked', 'may', 'ahead'] as const).find(mode => found.has(mode)) ?? 'done'
}

/** Whether a mode's word is part of a longer object: "without conditions" says nothing of whether the talks are held. */
function isPartOfObject({ start, end }: Hit, hits: readonly Hit[]): boolean {
  return hits.some(
    one => one.meaning.is === 'object' && one.start <= start && end <= one.end && one.end - one.start > end - start,
  )
}

/** Whether "May" is the month: "May meeting", "to May 12". */
function isMonth({ text, end }: Hit, hits: readonly Hit[], title: string): boolean {
  if (text !== 'May') return false
  return /^\s\d/.test(title.slice(end)) || hits.some(hit => hit.meaning.is === 'object' && hit.start === end + 1)
}

/** Whether an act is only wanted or considered, which changes nothing unless it is about talking. */
export function isWish(phase: Phase, of: Phase | null, object: ObjectRef | null): boolean {
  return phase === 'considered' && of !== 'held' && !(object !== null && TALKING.has(object.family))
}

/** One phase for what amounts to the same: what will be held is planned, what will not be held is refused. */
export function settled(
  phase: Phase,
  mode: Mode,
  of: Phase | null,
  object: ObjectRef | null,
): { readonly phase: Phase; readonly mode: Mode } {
  const meets = object?.family === 'meeting' || object?.family === 'call' || object === null
  if (phase === 'held') {
    if (mode === 'ahead') return { phase: 'planned', mode: 'done' }
    if (mode === 'may') return { phase: 'considered', mode: 'done' }
    if (mode === 'not') return { phase: 'refused', mode: 'done' }
    if (mode === 'asked') return { phase: 'demanded', mode: 'done' }
  }
  if (phase === 'travelling' || phase === 'arrived') {
    if (mode === 'ahead') return { phase: 'planned', mode: 'done' }
    if (mode === 'may') return { phase: 'considered', mode: 'done' }
    if (mode === 'not') return { phase: 'cancelled', mode: 'done' }
  }
  if ((phase === 'agreed' || phase === 'pledged') && (of === 'held' || of === 'planned') && meets)
    return { phase: 'planned', mode: 'done' }
  if (phase === 'agreed' && of === null && object?.family === 'meeting') return { phase: 'accepted', mode: 'done' }
  if (mode === 'ahead') {
    if (phase === 'launched') return { phase: 'planned', mode: 'done' }
    if (phase === 'imposed' || phase === 'deployed') return { phase: 'prepared', mode: 'done' }
    if (DONE_BY_WORD.has(phase)) return { phase, mode: 'done' }
  }
  if (phase === 'considered' && mode === 'not') return { phase: 'refused', mode: 'done' }
  return { phase, mode }
}
