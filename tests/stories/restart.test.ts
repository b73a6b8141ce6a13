import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Shelf } from '../../src/stories/alike/shelf.ts'
import { isOpen } from '../../src/stories/lifecycle.ts'
import { Placer } from '../../src/stories/place.ts'
import type { Story, StoryItem } from '../../src/stories/story.ts'
import { QUIET, scan } from './terms.ts'
import { wording } from './wording.ts'

const shared = join(import.meta.dirname, '../../../shared/stories')
const skip = existsSync(shared) ? false : 'no ../shared'

interface Labelled {
  readonly id: string
  readonly date: string
  readonly source?: string
  readonly title: string
  readonly summary?: string
}

/** The story of each item where the process stops and starts again after so many items; the
 * open stories are read back as plain JSON, the words of the closed ones learnt. */
function placeWithRestart(items: readonly StoryItem[], restartAfter: number): readonly string[] {
  let placer = new Placer(scan, wording)
  let shelf = new Shelf<Story>()
  const closed: Story[] = []
  return items.map((one, index) => {
    for (const story of [...shelf.values()]) {
      if (isOpen(story, one.at, QUIET)) continue
      shelf.delete(story.id)
      closed.push(story)
    }
    if (index === restartAfter) {
      placer = new Placer(scan, wording)
      for (const before of closed.flatMap(story => story.items).sort((a, b) => a.at - b.at)) placer.learn(before)
      shelf = new Shelf(JSON.parse(JSON.stringify([...shelf.values()])) as Story[])
    }
    const { story } = placer.place(one, shelf, one.at, QUIET)
    shelf.put(story)
    return story.id
  })
}

for (const name of ['may2018', 'allsides-dated']) {
  test(`${name}: after a restart in the middle at least 95 % are placed as without one`, { skip }, t => {
    let clock = 0
    const items = readFileSync(join(shared, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Labelled)
      .map((one): StoryItem => {
        clock = Math.max(clock + 1, Date.parse(one.date))
        const { id, title, summary = '', source = '' } = one
        return { id: String(id), title, summary, outlet: source, language: 'en', url: null, at: clock }
      })
    const whole = placeWithRestart(items, -1)
    for (const part of [0.25, 0.5, 0.75]) {
      const after = Math.floor(items.length * part)
      const again = placeWithRestart(items, after)
      const same = again.filter((story, index) => index >= after && story === whole[index]).length
      const share = same / (items.length - after)
      t.diagnostic(
        `restart after ${after} of ${items.length} items: ${(share * 100).toFixed(1)} % of the rest as before`,
      )
      assert.ok(share >= 0.95, `${share}`)
    }
  })
}
