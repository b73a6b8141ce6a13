import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Keyv } from 'keyv'
import { openStore } from '../../../src/io/store/open-store.ts'
import { Batch, Records } from '../../../src/io/store/records.ts'
import { Seen } from '../../../src/io/store/seen.ts'
import { DAY, DAY0, HOUR, makeCommit, makeItem } from '../../fakes/records.ts'

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

/** The records of a Keyv in memory, and what notes items in them. */
function openSeen() {
  const records = new Records(new Keyv(), {
    deadlineMs: 1000,
    onCorrupt: () => {},
    breathe: async () => {},
    list: async function* () {},
  })
  const seen = new Seen(records)
  return {
    records,
    seen,
    unseen: async (items: readonly ReturnType<typeof makeItem>[]) => (await seen.find('feed', items, undefined)).fresh,
    /** Notes them as a commit does. */
    async note(...items: readonly ReturnType<typeof makeItem>[]) {
      const batch = new Batch()
      const keys = seen.note(batch, items, null)
      await records.write(batch)
      return keys
    },
  }
}
const keyed = (at: number, ...keys: readonly string[]) => ({ ...makeItem('one', { firstSeenAt: at }), keys })

test('an entry that stays in its feed is noted again once its note is 30 days old, with the time of its first', async () => {
  const { records, unseen, note } = openSeen()
  const [key = ''] = await note(keyed(DAY0, 'guid:a'))
  const written = async (at: number) => {
    assert.deepEqual(await unseen([keyed(at, 'guid:a')]), [])
    return (await note()).length
  }
  assert.deepEqual([await written(DAY0), await written(DAY0 + 30 * DAY - 1), await written(DAY0 + 30 * DAY)], [0, 0, 1])
  assert.deepEqual(await records.read([key]), [[DAY0, DAY0 + 30 * DAY]])
})

test('new names of known entries wait for a commit, which takes 500 along; 20,000 wait at most, the rest is learnt at a later poll', async () => {
  const { unseen, note } = openSeen()
  await note(keyed(DAY0, 'guid:a'))
  const names = Array.from({ length: 20_003 }, (_, index) => `url:https://example.org/${index}`)
  await unseen([keyed(DAY0, 'guid:a', ...names)])
  let noted = 0
  for (let commits = 0; commits < 40; commits += 1) noted += (await note()).length
  assert.equal(noted, 20_000)
  assert.equal((await note()).length, 0)
  await unseen([keyed(DAY0, 'guid:a', ...names)])
  assert.equal((await note()).length, 3)
})

test('only what was last met before a time may be forgotten, and what cannot be read', async () => {
  const { records, seen, note } = openSeen()
  const keys = await note(keyed(DAY0, 'guid:a'), keyed(DAY0 - 1, 'guid:b'))
  const batch = new Batch()
  for (const [name, value] of Object.entries({ text: 'x', first: ['x', DAY0], last: [DAY0, 'x'], half: [DAY0] }))
    batch.set(`seen/${name}`, value)
  await records.write(batch)
  const broken = [...batch.entries.keys()]
  assert.deepEqual(await seen.metBefore([...keys, ...broken, 'seen/none'], DAY0), [keys[1], ...broken])
})

test('a note that cannot be read still says that its entry was met', async () => {
  const { records, unseen, note } = openSeen()
  const [key = ''] = await note(keyed(DAY0, 'guid:a'))
  for (const value of ['x', ['x', DAY0], [DAY0, 'x'], { 0: 1, 1: 2 }]) {
    const batch = new Batch()
    batch.set(key, value)
    await records.write(batch)
    assert.deepEqual(await unseen([keyed(DAY0, 'guid:a')]), [], JSON.stringify(value))
    assert.deepEqual(await note(), [key])
    assert.deepEqual(await records.read([key]), [[0, DAY0]])
  }
})
