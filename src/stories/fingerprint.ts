import type { TermHit } from '../rules/terms.ts'
import type { StoryItem } from './story.ts'
import { tokens } from './tokens.ts'

/** Finds the configured terms of a text, whatever its language; TermIndex.scan is one. */
export type ScanTerms = (text: string, language?: string) => readonly TermHit[]

/** What of an item tells its event: features with their weight in this item, title before summary. */
export interface Fingerprint {
  readonly features: ReadonlyMap<string, number>
}

/** Summaries are cut: what tells the event stands at their head. */
const SUMMARY_HEAD = 400

/** How much less a summary's word weighs than a headline's. */
const SUMMARY_WEIGHT = 0.45

/** @param scan the configured terms; their ids are features that meet across languages */
export function fingerprint(item: Pick<StoryItem, 'title' | 'summary' | 'language'>, scan: ScanTerms): Fingerprint {
  const features = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const token of readTokens(text, item.language, scan)) {
      features.set(token, Math.max(features.get(token) ?? 0, 0) + weight * (features.has(token) ? 0.3 : 1))
    }
  }
  add(cleanTitle(item.title), 1)
  if (item.summary !== '') add(item.summary.slice(0, SUMMARY_HEAD), SUMMARY_WEIGHT)
  return { features }
}

/** Headline without the outlet behind a bar, wire marks and shouted labels. */
export function cleanTitle(title: string): string {
  return title
    .replace(/\s[|–—-]\s[^|–—-]{2,30}$/u, '')
    .replace(/^(?:UPDATE|REFILE|WRAPUP|CORRECTED|EXCLUSIVE|OPINION|WATCH|VIDEO|BREAKING|LIVE|RPT|FOCUS)[ \d]*[-:]\s*/u, '')
    .slice(0, 400)
}

function readTokens(text: string, language: string, scan: ScanTerms): readonly string[] {
  const hits = [...scan(text, language || undefined)].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: string[] = []
  let at = 0
  for (const hit of hits) {
    if (hit.start < at) continue
    out.push(...tokens(text.slice(at, hit.start)), `@${hit.term}`)
    at = hit.end
  }
  out.push(...tokens(text.slice(at)))
  return out
}
