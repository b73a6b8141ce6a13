import type { Story } from './story.ts'

/** Whether a story may still be joined: it had a report within `quietMs`. */
export function isOpen(story: Pick<Story, 'lastAt'>, now: number, quietMs: number): boolean {
  return now - story.lastAt <= quietMs
}

/** Whether an item's time lets it belong to a story: not older or newer than its reports by more than `quietMs`. */
export function isOfItsTime(at: number, story: Pick<Story, 'openedAt' | 'lastAt'>, quietMs: number): boolean {
  return at >= story.openedAt - quietMs && at <= story.lastAt + quietMs
}
