import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RuleSet } from '../src/rules/rule-set.ts'
import type { Judged } from '../src/rules/verdict.ts'

const BLANK = { summary: '', language: '', source: '', outlet: '', outletKind: '' }
const LABELLED = join(import.meta.dirname, '../../shared/relevance')

/** Items to judge: labelled headlines where they are at hand, else the rules' own examples. @param about the share that is near the subject, of the mix of a day's news */
export function itemsOf(rules: RuleSet, file: 'near' | 'background'): readonly Judged[] {
  const path = join(LABELLED, file === 'near' ? 'dev.jsonl' : 'background.jsonl')
  if (!existsSync(path)) {
    const examples = rules.rules.flatMap(rule => (file === 'near' ? rule.matches : rule.rejects))
    return examples.map(title => ({ ...BLANK, title, summary: title }))
  }
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const { title, summary, lang } = JSON.parse(line) as { title: string; summary?: string; lang: string }
      return { ...BLANK, title, summary: summary ?? '', language: lang }
    })
}
