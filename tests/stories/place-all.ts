import { Shelf } from '../../src/stories/alike/shelf.ts'
import { type Placement, Placer } from '../../src/stories/place.ts'
import type { Story, StoryItem } from '../../src/stories/story.ts'
import { QUIET, scan } from './terms.ts'
import { wording } from './wording.ts'

/** Places items in order, as the bot does. */
export function placeAll(items: readonly StoryItem[], placer = new Placer(scan, wording)): readonly Placement<Story>[] {
  const stories = new Shelf<Story>()
  return items.map(one => {
    const placed = placer.place(one, stories, one.at, QUIET)
    stories.put(placed.story)
    return placed
  })
}

/** The story of each placement. */
export const storyOf = (placed: readonly Placement<Story>[]) => placed.map(one => one.story.id)
