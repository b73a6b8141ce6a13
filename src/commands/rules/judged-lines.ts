import type { Judged } from '../../rules/verdict.ts'

/** An item of a JSON line, as `explain --json` and `backtest --items` take it; other keys are ignored, texts that are none are empty. */
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
