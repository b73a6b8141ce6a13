import type { StoryItem } from './story.ts'

/** The same function, asked once for each item as long as the item lives. */
export function remember<R>(ask: (item: StoryItem) => R): (item: StoryItem) => R {
  const known = new WeakMap<StoryItem, R>()
  return item => {
    const before = known.get(item)
    if (before !== undefined) return before
    const answer = ask(item)
    known.set(item, answer)
    return answer
  }
}
