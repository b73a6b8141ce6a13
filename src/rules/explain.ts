import { clip } from '../text/clip.ts'
import type { Judged, Place, Verdict } from './verdict.ts'

const LONGEST_SUMMARY = 1200
const MARKS = { matched: '✓', excluded: '–', missed: '✗' } as const

/** Says a verdict to a person: the answer, the text with its deciding words marked «so», and what every rule says to it. */
export function explainVerdict(judged: Judged, verdict: Verdict): readonly string[] {
  const lines = [answer(verdict), '']
  const firm = verdict.because.filter(reason => reason.outcome === 'matched' && verdict.rules.includes(reason.rule))
  const deciding = firm.length > 0 ? firm : verdict.because
  const places = deciding.flatMap(reason => reason.places ?? [])
  lines.push(`  title    ${mark(judged.title, places, 'title')}`)
  if (judged.summary !== '')
    lines.push(`  summary  ${clip(mark(judged.summary, places, 'summary'), LONGEST_SUMMARY).replace(/\s*\n\s*/g, ' ')}`)
  if (judged.source !== '') lines.push(`  source   ${mark(judged.source, places, 'source')}`)
  lines.push('')
  for (const { outcome, text } of verdict.because) lines.push(`  ${MARKS[outcome]} ${text}`)
  return lines
}

function answer(verdict: Verdict): string {
  const rules = verdict.rules.map(rule => `"${rule}"`).join(', ')
  if (verdict.alert)
    return `alerted as ${verdict.type}, priority ${verdict.priority}, route ${verdict.route}, by ${verdict.rules.length > 1 ? 'rules' : 'rule'} ${rules}`
  if (verdict.doubtful) return `doubtful, by ${rules}: not alerted by itself, but it may join a story that was`
  return 'not alerted'
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
