/**
 * How long placing one item takes with 5,000 open stories, with the shipped terms and events. Items are made of a headline of the subject
 * and of words drawn by rank, as words in news are (Zipf), so that a few stand in most of them.
 *   npm run bench:stories
 */

import { Shelf } from '../src/stories/alike/shelf.ts'
import { Placer } from '../src/stories/place.ts'
import type { Story, StoryItem } from '../src/stories/story.ts'
import { headline, scan, sense, wording } from './shipped-sense.ts'

const STORIES = 5000
const PLACED = 1000
const WORDS = 20_000
const DAY_MS = 86_400_000
const AIM_MS = 2

let seed = 1
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const word = () => `w${Math.floor(WORDS ** random())}x`
const words = (count: number) => Array.from({ length: count }, word).join(' ')
const item = (id: number): StoryItem => ({
  id: `item ${id}`,
  title: `${headline(random)} ${words(4)}`,
  summary: words(40),
  language: 'en',
  outlet: `outlet ${id % 40}`,
  url: null,
  at: id * 20,
})

const stories = new Shelf<Story>()
for (let id = 0; id < STORIES; id += 1) {
  const items = id % 5 === 0 ? [item(id), item(id + STORIES), item(id + 2 * STORIES)] : [item(id)]
  stories.put({ id: `story ${id}`, openedAt: 0, lastAt: id * 20, items })
}
const placer = new Placer(scan, wording, sense)
const place = (one: StoryItem): number => {
  const start = performance.now()
  const { story } = placer.place(one, stories, one.at, 30 * DAY_MS)
  const took = performance.now() - start
  stories.put(story)
  return took
}
const first = place(item(4 * STORIES))
const times = Array.from({ length: PLACED }, (_, each) => place(item(5 * STORIES + each))).sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2)
process.stdout.write(
  `${STORIES} open stories: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms for one item (aim ${AIM_MS} ms); ` +
    `reading all stories at the start ${first.toFixed(0)} ms\n`,
)
process.exitCode = Number(at(0.5)) <= AIM_MS ? 0 : 1
