import type { Grammar } from './grammar.ts'
import type { Hit } from './lexicon.ts'

/** A part of a headline. What follows a word such as "after" is background: it is named, not told. */
export interface Clause {
  readonly start: number
  readonly end: number
  readonly background: boolean
}

/** Where a clause ends: marks that act as a full stop in headlines. A full stop after a short word belongs to it: "N. Korea", "Sept. 5". */
const BREAK = /[;:|…]+\s|\s[–—-]+\s|(?<=[\p{L}\d]{4}["”’')]?)\.["”’']?\s|[!?]["”’']?\s|[;:：。！？…]/gu
const SHORT = /\b(?:sept|dept|govt|assn|corp)$/i
/** A comma ends the background that opened the headline ("After talks, Kim …"), or a clause before a verb ("…, says Kim"). */
const COMMA = /,\s|、|，/gu
const ATTRIBUTED = /^[,，、\s]*$/u
/** Most UTF-16 units between an act and a following word that makes it background, in languages with such words. */
const BEHIND = 3

/**
 * Splits a headline into clauses, those with its news and those with background.
 * @param hits the headline's hits from the lexicon
 */
export function clausesOf(title: string, hits: readonly Hit[], { pastBehind }: Grammar): readonly Clause[] {
  const acts = hits.filter(hit => hit.meaning.is === 'act')
  const openers = hits.filter(hit => hit.meaning.is === 'background' && !acts.some(act => covers(act, hit)))
  const breaks = [...title.matchAll(BREAK)]
    .filter(match => match[0][0] !== '.' || !SHORT.test(title.slice(Math.max(0, match.index - 6), match.index)))
    .map(match => ({ at: match.index, to: match.index + match[0].length }))
  const parts: Clause[] = []
  let from = 0
  for (const { at, to } of [...breaks, { at: title.length, to: title.length }]) {
    if (at > from) parts.push(...split(title, from, at, acts, openers, pastBehind))
    from = to
  }
  return parts
}

function split(
  title: string,
  start: number,
  end: number,
  acts: readonly Hit[],
  openers: readonly Hit[],
  pastBehind: boolean,
): readonly Clause[] {
  if (pastBehind) return splitBehind(title, start, end, acts, openers)
  const out: Clause[] = []
  let from = start
  for (const opener of openers) {
    if (opener.start < from || opener.start >= end) continue
    if (opener.start > from) out.push({ start: from, end: opener.start, background: false })
    const to = endOfBackground(title, start, opener, end, acts)
    out.push({ start: opener.end, end: to, background: true })
    from = to
  }
  if (from < end) out.push({ start: from, end, background: false })
  return out
}

function endOfBackground(title: string, start: number, opener: Hit, end: number, acts: readonly Hit[]): number {
  const opens = ATTRIBUTED.test(title.slice(start, opener.start))
  for (const comma of title.slice(opener.end, end).matchAll(COMMA)) {
    const at = opener.end + comma.index
    const next = at + comma[0].length
    if (opens || acts.some(act => act.start === next)) return next
  }
  return end
}

/** "중단 이후", "発射を受け": everything before the word, back to the last comma, is background. */
function splitBehind(
  title: string,
  start: number,
  end: number,
  acts: readonly Hit[],
  openers: readonly Hit[],
): readonly Clause[] {
  const out: Clause[] = []
  let from = start
  for (const opener of openers) {
    if (opener.start < from || opener.start >= end) continue
    const act = acts.findLast(one => one.end <= opener.start && one.start >= from)
    if (act === undefined || opener.start - act.end > BEHIND) continue
    const commas = [...title.slice(from, act.start).matchAll(COMMA)]
    const last = commas.at(-1)
    const begins = last === undefined ? from : from + last.index + last[0].length
    if (begins > from) out.push({ start: from, end: begins, background: false })
    out.push({ start: begins, end: opener.end, background: true })
    from = opener.end
  }
  if (from < end) out.push({ start: from, end, background: false })
  return out
}

function covers(outer: Hit, inner: Hit): boolean {
  return outer.start <= inner.start && outer.end >= inner.end
}
