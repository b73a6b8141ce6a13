import type { Judged } from '../../rules/verdict.ts'

/** Reads an item of a JSON line for `explain --json` and `backtest --items`. Other keys are ignored; what is not a string counts as ''. */
export function judgedOf(line: unknown): { readonly id: unknown; readonly judged: Judged } {
  const item = typeof line === 'object' && line !== null ? (line as Record<string, unknown>) : {}
  const text = (key: string): string => {
    const value = item[key]
    return typeof value === 'string' ? value : ''
  }
  const judged = {
    title: text('title'),
    summary: text('summary'),
    language: text('lang').toLowerCase().split('-')[0] ?? '',
    source: text('source'),
    outlet: text('outlet'),
    outletKind: text('outletKind'),
  }
  return { id: item.id ?? null, judged }
}
