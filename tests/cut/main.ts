import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Begin, compare } from './compare.ts'
import { bytesOf, DOCUMENTS } from './documents.ts'
import type { Extent } from './newsroom.ts'

/**
 * npm run cut -- [--changes 20000] [--seed 1] [--only NAME] [--feeds DIRECTORY]: documents that change, read in part and whole, must come to the same.
 * The seed says which document is next as well: a long run can be made in parts, each from the seed at which the one before it ended.
 */
const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    /** Where conformance feeds are, beside our own. */
    feeds: { type: 'string', default: join(import.meta.dirname, '../../../shared/feeds/conformance') },
  },
})
const POLLS = 12
const shared = values.feeds
const lines = existsSync(shared) ? readFileSync(join(shared, 'expected.jsonl'), 'utf8').split('\n').filter(Boolean) : []
const own: readonly Begin[] = [
  ...Object.keys(DOCUMENTS).map(name => ({ name: `a feed ${name}`, bytes: bytesOf(name), contentType: null })),
]
const begins: readonly Begin[] = [
  ...own,
  ...lines.map(line => {
    const { file, contentType = null } = JSON.parse(line) as { file: string; contentType?: string }
    return { name: file, bytes: readFileSync(join(shared, 'feeds', file)), contentType }
  }),
].filter(begin => begin.name.includes(values.only))

const count = new Map<Extent, number>()
const wanted = Number(values.changes)
const changes = () => [...count.values()].reduce((sum, one) => sum + one, 0)
let differences = 0
let seed = Number(values.seed)
while (changes() < wanted && differences < 10) {
  // Ours are few, and made to be cut.
  const begin = seed % 2 === 0 || values.only !== '' ? begins[seed % begins.length] : own[seed % own.length]
  if (begin === undefined) break
  try {
    await compare(begin, POLLS, seed, count)
  } catch (error) {
    differences += 1
    console.error(`${begin.name} – npm run cut -- --changes 1 --seed ${seed} --only "${begin.name}" replays it`)
    console.error(error instanceof Error ? error.message.slice(0, 3000) : error)
  }
  seed += 1
  if (seed % 100 === 0) console.log(`before seed ${seed}: ${changes()} changes, ${differences} differences`)
}
const extents = [...count].map(([extent, times]) => `${extent}: ${times}`).join(', ')
console.log(
  `${changes()} changes to ${begins.length} documents before seed ${seed}, ${differences} differences (${extents})`,
)
if (differences > 0) process.exitCode = 1
