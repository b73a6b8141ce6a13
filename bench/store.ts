import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/io/store/open-store.ts'
import type { Store } from '../src/io/store/store.ts'
import { archived, DAY, DAY0, KEEP, makeCommit, makeItem } from '../tests/fakes/records.ts'

/**
 * 100,000 items over half a year: how long from opening the store to the first poll, in what memory, and how fast the archive is read.
 * usage: bench/store.ts [COUNT] [STATE_URL]; each phase is a process of its own, so that its memory is its own.
 */
const COUNT = Number(process.argv[2] ?? 100_000)
const [, , , given = '', phase = 'all'] = process.argv
const item = (index: number) => makeItem(`i${index}`, { firstSeenAt: DAY0 + Math.floor((index / COUNT) * 180 * DAY) })

if (phase === 'all') {
  const directory = mkdtempSync(join(tmpdir(), 'backchannel-bench-'))
  const url = given === '' ? `sqlite:${join(directory, 'state.db')}` : given
  for (const next of ['fill', 'poll', 'read', 'housekeep']) {
    execFileSync(process.execPath, [import.meta.filename, String(COUNT), url, next], { stdio: 'inherit' })
  }
  if (given === '') process.stdout.write(`file ${Math.round(statSync(url.slice('sqlite:'.length)).size / 1e6)} MB\n`)
  rmSync(directory, { recursive: true })
} else {
  const start = performance.now()
  const store = await openStore(given)
  const said = await run(store)
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${phase}: ${said}, ${Math.round(performance.now() - start)} ms, at most ${memory} MB\n`)
  await store.close()
}

async function run(store: Store): Promise<string> {
  if (phase === 'fill') {
    for (let from = 0; from < COUNT; from += 200) {
      const items = Array.from({ length: Math.min(200, COUNT - from) }, (_, index) => item(from + index))
      await store.commit(makeCommit({ seen: items, archive: items.map(one => archived(one, 'story')) }))
    }
    return `${COUNT} items`
  }
  if (phase === 'poll') {
    const unseen = await store.unseen(Array.from({ length: 1000 }, (_, index) => item(COUNT - 500 + index)))
    await store.commit(makeCommit({ seen: unseen }))
    return `${unseen.length} of 1000 were new`
  }
  if (phase === 'read') {
    let read = 0
    for await (const _ of store.archived(0)) read += 1
    return `${read} items of the archive`
  }
  return `${await store.housekeep(DAY0 + 270 * DAY, KEEP)} records removed`
}
