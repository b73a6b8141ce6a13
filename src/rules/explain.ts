import { clip } from '../text/clip.ts'
import type { RuleSet } from './rule-set.ts'
import type { Judged, Place, Points, Reason, Verdict } from './verdict.ts'

/** Characters shown of a summary, and of a rule's sentence. */
const LONGEST_SUMMARY = 240
const LONGEST_REASON = 240
/** Lines of points, and of rules, that are shown. */
const MOST_POINTS = 8
const MOST_RULES = 1
const MARKS = { matched: '✓', excluded: '–', missed: '✗' } as const

/** What an explanation needs besides the verdict. */
export interface Explaining {
  readonly relevance: RuleSet['relevance']
  /** The score that each route needs; empty: not known, as for earlier posts. */
  readonly needed: RuleSet['needed']
  /** Whether to show every rule and point, not only what decided. */
  readonly all: boolean
}

/** A verdict for people: the answer, the text with its deciding words in «», what woke or excluded it, and the points. */
export function explainVerdict(
  judged: Judged,
  verdict: Verdict,
  { relevance, needed, all }: Explaining,
): readonly string[] {
  const lines = [answer(verdict, needed)]
  const deciding = decidingOf(verdict)
  const places = deciding.flatMap(reason => reason.places ?? [])
  lines.push(`  title    ${mark(judged.title, places, 'title')}`)
  if (judged.summary !== '')
    lines.push(
      `  summary  ${clip(mark(judged.summary, places, 'summary').replace(/\s*\n\s*/g, ' '), all ? 1200 : LONGEST_SUMMARY)}`,
    )
  if (judged.source !== '') lines.push(`  source   ${mark(judged.source, places, 'source')}`)
  const reasons = all ? verdict.because : deciding.slice(0, MOST_RULES)
  for (const { outcome, text } of reasons) lines.push(`  ${MARKS[outcome]} ${all ? text : clip(text, LONGEST_REASON)}`)
  if (verdict.score !== null && relevance !== null) lines.push(...pointLines(verdict.points, relevance.base, all))
  return lines
}

function answer(verdict: Verdict, needed: RuleSet['needed']): string {
  const { score, route } = verdict
  const rules = verdict.rules.map(rule => `"${rule}"`).join(', ')
  const by = `by ${verdict.rules.length > 1 ? 'rules' : 'rule'} ${rules}`
  const least = needed[route] ?? needed.default
  const told = least === undefined ? '' : ` (${least} is told)`
  const relevance = score === null ? '' : `, relevance ${score} of 100${told}`
  if (verdict.alert)
    return `alerted as ${verdict.type}${relevance}, priority ${verdict.priority}, route ${route}, ${by}`
  if (verdict.doubtful) return `doubtful${relevance}, ${by}: not alerted by itself, but it may join a story that was`
  return verdict.rules.length > 0 ? `not alerted${relevance}, woken ${by}` : 'not alerted: no rule matches'
}

/** What decided: the rules that matched; else the exclusions that stopped a match; else the nearest miss. */
function decidingOf({ because, rules }: Verdict): readonly Reason[] {
  const matched = because.filter(reason => reason.outcome === 'matched' && rules.includes(reason.rule))
  if (matched.length > 0) return matched
  const excluded = because.filter(reason => reason.outcome === 'excluded')
  if (excluded.length > 0) return excluded
  const near = because.filter(reason => reason.words.length > 0).toSorted((a, b) => b.words.length - a.words.length)
  return near.slice(0, 1)
}

/** Points summed by group, one line each, the largest first; with `all`, every point with its reason. */
function pointLines(points: readonly Points[], base: number, all: boolean): readonly string[] {
  const start = `  ${column(base)}  to begin with`
  if (all) return [start, ...points.map(({ name, points: each, why }) => `  ${column(each)}  ${name} – ${why}`)]
  const groups = [...Map.groupBy(points, one => one.of)].map(([of, own]) => ({ of, own, sum: sumOf(own) }))
  const sorted = groups.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum))
  const shown = sorted.slice(0, sorted.length > MOST_POINTS - 1 ? MOST_POINTS - 2 : MOST_POINTS - 1)
  const rest = sorted.slice(shown.length).flatMap(group => group.own)
  const lines = shown.map(({ of, own, sum }) => `  ${column(sum)}  ${of}: ${heaviest(own)}`)
  return [start, ...lines, ...(rest.length === 0 ? [] : [`  ${column(sumOf(rest))}  other signs: ${heaviest(rest)}`])]
}

/** How many points a line names before it counts the rest. */
const NAMED = 3

function heaviest(own: readonly Points[]): string {
  const sorted = own.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const named = sorted.slice(0, NAMED).map(({ name, points }) => `${name} ${signed(points)}`)
  return own.length > NAMED ? `${named.join(', ')} and ${own.length - NAMED} more` : named.join(', ')
}

function sumOf(points: readonly Points[]): number {
  return points.reduce((sum, one) => sum + one.points, 0)
}

/** Points with their sign. */
export function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points)}`
}

/** The same, padded to form a column. */
function column(points: number): string {
  return signed(points).padStart(4)
}

/** The text with «» around the words at its places; overlapping ones are marked as one. */
function mark(text: string, places: readonly Place[], field: Place['field']): string {
  const here = places.filter(place => place.field === field).sort((a, b) => a.start - b.start || b.end - a.end)
  let out = ''
  let at = 0
  let open = -1
  for (const { start, end } of here) {
    if (open >= 0 && start > open) {
      out += `${text.slice(at, open)}»`
      at = open
      open = -1
    }
    if (open < 0) {
      out += `${text.slice(at, start)}«`
      at = start
    }
    open = Math.max(open, end)
  }
  return open < 0 ? out + text.slice(at) : `${out}${text.slice(at, open)}»${text.slice(open)}`
}
