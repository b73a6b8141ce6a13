import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMemory } from '../../../src/io/store/adapters/memory-adapter.ts'
import { openOver } from '../../../src/io/store/open-store.ts'
import { archived, DAY0, KEEP, makeCommit, makeDelivery, makeItem, makeStory } from '../../fakes/records.ts'

test('a store in memory keeps what was committed, and a second one knows nothing of it', async () => {
  const store = await openOver(openMemory())
  const item = makeItem('a')
  const commit = makeCommit({
    deliveries: [makeDelivery('a')],
    stories: [makeStory('a')],
    archive: [archived(item)],
    seen: [item],
  })
  await store.commit(commit)
  assert.deepEqual(await store.unseen([item]), [])
  assert.equal((await store.openDeliveries()).length, 1)
  assert.equal((await store.openStories(DAY0 - 1)).length, 1)
  const other = await openOver(openMemory())
  assert.deepEqual(await other.unseen([item]), [item])
  assert.deepEqual(await other.openDeliveries(), [])
  await Promise.all([store.close(), other.close()])
})

test('a store in memory gives up old records, and holds the right to write by itself', async () => {
  const store = await openOver(openMemory())
  assert.equal(await store.hold(), true)
  await store.commit(makeCommit({ seen: [makeItem('a')] }))
  const all: unknown[] = []
  for await (const record of store.export()) all.push(record)
  assert.ok(all.length > 0)
  await store.housekeep(DAY0 + 1e12, KEEP)
  assert.equal((await store.unseen([makeItem('a')])).length, 1)
  await store.close()
})
