import assert from 'node:assert/strict'
import { after, describe, type TestContext, test } from 'node:test'
import type { Answer } from '../../../src/feeds/schedule/answer.ts'
import { openMemory } from '../../../src/io/store/adapters/memory-adapter.ts'
import type { KeyvStore } from '../../../src/io/store/keyv-store.ts'
import { openOver, openStore } from '../../../src/io/store/open-store.ts'
import type { AnswerQueue } from '../../../src/io/store/queue/answer-queue.ts'
import { makeCommit, makeItem, makePollState } from '../../fakes/records.ts'
import { type StoreKind, storeKinds } from './stores.ts'

const memory = { name: 'memory', skip: false, fresh: () => '', spoil: async () => {}, clear: async () => {} } as const

function answerOf(feedId: string, title = 'a'): Answer {
  const state = { ...makePollState(feedId, 1), feedId }
  const asked = { feedId, askedWith: 'none', by: 'one', state, notices: [] }
  return { ...asked, kind: 'read', items: [makeItem(title)], problems: [], standing: 0 }
}

/** Two processes on one store; a memory is one process's, which does both. */
async function two(t: TestContext, kind: StoreKind): Promise<readonly [leader: KeyvStore, other: KeyvStore]> {
  const url = kind.fresh()
  const leader = url === '' ? await openOver(openMemory()) : await openStore(url)
  assert.equal(await leader.hold(), true)
  const other = url === '' ? leader : await openStore(url)
  t.after(() => Promise.all([leader.close(), other.close()]))
  return [leader, other]
}

function answersOf(store: KeyvStore): AnswerQueue {
  return store.answers ?? assert.fail('the store has no queue')
}

for (const kind of [memory, ...(await storeKinds())]) {
  describe(`answers and signs of life on ${kind.name}`, { skip: kind.skip }, () => {
    after(() => kind.clear())

    test('a process that does not lead hands answers over; the one that leads reads them in the order in which they came', async t => {
      const [leader, other] = await two(t, kind)
      const given = [answerOf('b', 'first'), answerOf('a'), answerOf('b', 'second')]
      for (const one of given) await answersOf(other).hand(one)
      const waiting = await answersOf(leader).waiting()
      assert.deepEqual(
        waiting.map(one => one.feedId),
        ['b', 'a', 'b'],
      )
      assert.deepEqual(await answersOf(leader).read(waiting.map(one => one.id)), given)
    })

    test('what was taken in with a commit is never read again, also where it was not dropped; what is dropped is gone', async t => {
      const [leader, other] = await two(t, kind)
      for (const feed of ['a', 'b', 'c']) await answersOf(other).hand(answerOf(feed))
      const ids = (await answersOf(leader).waiting()).map(one => one.id)
      await leader.commit({ ...makeCommit({ feed: makePollState('a', 1) }), answer: ids[0] ?? '' })
      const read = await answersOf(leader).read(ids)
      assert.deepEqual(
        read.map(one => one?.feedId ?? null),
        [null, 'b', 'c'],
      )
      await answersOf(leader).drop(ids.slice(0, 2))
      assert.deepEqual(
        (await answersOf(other).waiting()).map(one => one.id),
        ids.slice(2),
      )
      await answersOf(other).hand(answerOf('a'))
      assert.equal(new Set([...ids, ...(await answersOf(leader).waiting()).map(one => one.id)]).size, 4)
    })

    test('signs of life are seen by all, with what they say, and end with their process', async t => {
      const [leader, other] = await two(t, kind)
      await answersOf(leader).sign('one', 'leads')
      await answersOf(other).sign('two', 'x')
      assert.deepEqual(
        [...(await answersOf(other).sign('two', 'fetches'))].sort((a, b) => (a.name < b.name ? -1 : 1)),
        [
          { name: 'one', text: 'leads' },
          { name: 'two', text: 'fetches' },
        ],
      )
      await answersOf(other).leave('two')
      assert.deepEqual(await answersOf(leader).signs(), [{ name: 'one', text: 'leads' }])
    })

    test('an export holds no answer: what was not taken in is asked for again', async t => {
      const [leader, other] = await two(t, kind)
      await answersOf(other).hand(answerOf('a'))
      const namespaces = new Set<string>()
      for await (const { namespace } of leader.export()) namespaces.add(namespace)
      assert.deepEqual([...namespaces], ['fact'])
    })
  })
}
