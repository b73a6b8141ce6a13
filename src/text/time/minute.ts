/** An instant to the minute, for operators, who may read it in any zone: "2026-11-28 13:05 UTC". @param at ms since 1970 */
export function renderMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
