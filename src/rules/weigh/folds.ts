/** Distributes groups over folds of about equal size; the largest group first, ties by name. @returns the fold of each item */
export function foldsOf(groups: readonly string[], folds: number): readonly number[] {
  const sizes = new Map<string, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const load = Array.from({ length: folds }, () => 0)
  const home = new Map<string, number>()
  for (const [group, size] of [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const fold = load.indexOf(Math.min(...load))
    load[fold] = (load[fold] ?? 0) + size
    home.set(group, fold)
  }
  return groups.map(group => home.get(group) ?? 0)
}
