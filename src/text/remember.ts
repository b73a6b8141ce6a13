/** The same function, computed once per object and cached while the object lives. */
export function remember<T extends object, R>(ask: (of: T) => R): (of: T) => R {
  const known = new WeakMap<T, R>()
  return of => {
    const before = known.get(of)
    if (before !== undefined) return before
    const answer = ask(of)
    known.set(of, answer)
    return answer
  }
}
