import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../../src/io/store/open-store.ts'
import { DAY0, makeCommit, makeDelivery, makeItem } from '../../fakes/records.ts'

test('what is asked of the store for thousands of records is asked in parts between which others have their turn', async () => {
  let turns = 0
  const store = await openStore('sqlite::memory:', {
    breathe: async () => {
      turns += 1
    },
  })
  const deliveries = Array.from({ length: 1000 }, (_, index) => makeDelivery(`${index}`))
  await store.commit(makeCommit({ deliveries }))
  const turnsOf = async (work: () => Promise<unknown>) => {
    turns = 0
    await work()
    return turns
  }
  assert.ok((await turnsOf(() => store.openDeliveries())) >= 20)
  const items = Array.from({ length: 1000 }, (_, index) => makeItem(`${index}`, { firstSeenAt: DAY0 }))
  assert.ok((await turnsOf(() => store.unseen(items))) >= 60)
  await store.close()
})
