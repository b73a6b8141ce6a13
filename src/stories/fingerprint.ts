import type { TermHit } from '../rules/terms.ts'
import type { StoryItem } from './story.ts'
import { tokens } from './tokens.ts'

/** Finds the configured terms of a text, whatever its language; TermIndex.scan is one. */
export type ScanTerms = (text: string, language?: string) => readonly TermHit[]

/** What of an item tells its event: features with their weight in this item, title before summary. */
export interface Fingerprint {
  readonly features: ReadonlyMap<string, number>
}

export const FP: Record<string, number> = { rep: 0.3, sum: 0.45, head: 400 }
/** Summaries are cut: what tells the event stands at their head. */
const SUMMARY_HEAD = 400

/** How much less a summary's word weighs than a headline's. */
const SUMMARY_WEIGHT = 0.45

/** @param scan the configured terms; their ids are features that meet across languages */
export function fingerprint(item: Pick<StoryItem, 'title' | 'summary' | 'language'>, scan: ScanTerms): Fingerprint {
  const features = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const [token, w] of readTokens(text, item.language, scan)) {
      features.set(token, (features.get(token) ?? 0) + weight * w * (features.has(token) ? (FP.rep as number) : 1))
    }
  }
  add(cleanTitle(item.title), 1)
  if (item.summary !== '') add(item.summary.slice(0, FP.head as number), FP.sum as number)
  return { features }
}

/** Headline without the outlet behind a bar, wire marks and shouted labels. */
export function cleanTitle(title: string): string {
  return title
    .replace(/\s[|–—-]\s[^|–—-]{2,30}$/u, '')
    .replace(
      /^(?:UPDATE|REFILE|WRAPUP|CORRECTED|EXCLUSIVE|OPINION|WATCH|VIDEO|BREAKING|LIVE|RPT|FOCUS)[ \d]*[-:]\s*/u,
      '',
    )
    .slice(0, 400)
}

function readTokens(text: string, language: string, scan: ScanTerms): readonly (readonly [string, number])[] {
  const hits = [...scan(text, language || undefined)].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: (readonly [string, number])[] = []
  let at = 0
  for (const hit of hits) {
    if (hit.start < at) continue
    out.push(...tokens(text.slice(at, hit.start)), [`@${hit.term}`, 1])
    at = hit.end
  }
  out.push(...tokens(text.slice(at)))
  return out
}
