import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../../src/io/store/open-store.ts'
import { DAY0, HOUR, makeCommit, makeItem } from '../../fakes/records.ts'

const title = (id: string, at: number) => ({
  ...makeItem(id, { firstSeenAt: at }),
  keys: [`guid:${id}`, 'title:one and the same'],
})

test('the same title counts as the same report for 48 hours, to the millisecond, either way', async () => {
  const store = await openStore('sqlite::memory:')
  await store.commit(makeCommit({ seen: [title('a', DAY0)] }))
  const isNew = async (at: number) => (await store.unseen([title('b', at)])).length === 1
  assert.deepEqual(
    [await isNew(DAY0 + 48 * HOUR), await isNew(DAY0 - 48 * HOUR), await isNew(DAY0 - 48 * HOUR - 1)],
    [false, false, true],
  )
  await store.close()
})

test('what stands behind known entries is found, and what two entries share is taken once', async () => {
  const store = await openStore('sqlite::memory:')
  const [known, fresh] = [makeItem('known', { firstSeenAt: DAY0 }), makeItem('fresh', { firstSeenAt: DAY0 })]
  await store.commit(makeCommit({ seen: [known] }))
  assert.deepEqual(
    (await store.unseen([known, fresh, fresh, makeItem('last', { firstSeenAt: DAY0 })])).map(item => item.id),
    [fresh.id, makeItem('last').id],
  )
  await store.close()
})
