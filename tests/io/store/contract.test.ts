import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { openStore } from '../../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../../src/io/store/store.ts'
import {
  archived,
  DAY,
  DAY0,
  HOUR,
  KEEP,
  makeCommit,
  makeDelivery,
  makeItem,
  makePollState,
  makeStory,
} from '../../fakes/records.ts'
import { storeKinds } from './stores.ts'

for (const kind of await storeKinds()) {
  describe(`the memory on ${kind.name}`, { skip: kind.skip }, () => {
    after(() => kind.clear())

    const facts: readonly (readonly [string, (store: Store, url: string) => Promise<void>])[] = [
      [
        'an item is unseen until it is committed, and seen by any one of its keys after',
        async store => {
          const item = makeItem('a')
          assert.deepEqual(await store.unseen([item]), [item])
          await store.commit(makeCommit({ seen: [item] }))
          assert.deepEqual(await store.unseen([item]), [])
          const sameUrl = makeItem('b', { keys: ['guid:feed:other', 'url:https://example.org/a'] })
          assert.deepEqual(await store.unseen([sameUrl]), [])
          assert.deepEqual(await store.unseen([makeItem('c')]), [makeItem('c')])
        },
      ],
      [
        'an entry is kept with its names: known by two of them, not by a place in the list; that its feed was read is known as well',
        async store => {
          const named = (guid: string, address: string, title: string) =>
            makeItem(address, {
              keys: [`guid:feed:${guid}`],
              names: { guid, address, page: address, title, headline: title, scope: 'outlet wire', through: null },
            })
          const first = named('1', 'news.example/a', 'envoys of both sides meet')
          assert.equal((await store.find('feed', [first], undefined)).wasRead, false)
          await store.commit(makeCommit({ seen: [first], feed: makePollState('feed', 1) }))
          const moved = named('2', 'news.example/a', 'envoys of both sides meet')
          const second = named('1', 'news.example/b', 'harbour opens after years')
          const found = await store.find('feed', [second, moved], undefined)
          assert.deepEqual(
            found.fresh.map(item => item.names?.address),
            ['news.example/b'],
          )
          assert.notEqual(found.fresh[0]?.id, second.id)
          assert.deepEqual([found.known, found.guids, found.wasRead], [1, 'unusable', true])
        },
      ],
      [
        'of two items that share a key in one reading only the first is unseen',
        async store => {
          const first = makeItem('a')
          const second = makeItem('b', { keys: ['guid:feed:b', first.keys[1] ?? ''] })
          assert.deepEqual(await store.unseen([first, second]), [first])
        },
      ],
      [
        'a title alone counts for 48 hours only',
        async store => {
          await store.commit(makeCommit({ seen: [makeItem('a')] }))
          const again = (hours: number) =>
            makeItem('b', { keys: ['guid:feed:b', 'title:Title of a'], firstSeenAt: DAY0 + hours * HOUR })
          assert.equal((await store.unseen([again(49)])).length, 1)
          assert.equal((await store.unseen([again(47)])).length, 0)
        },
      ],
      [
        'a key that a known item shows for the first time is known from the next commit on',
        async store => {
          await store.commit(makeCommit({ seen: [makeItem('a')] }))
          const moved = makeItem('a', { keys: ['guid:feed:new', 'url:https://example.org/a'] })
          assert.deepEqual(await store.unseen([moved]), [])
          await store.commit(makeCommit({}))
          const onlyNew = makeItem('a', { keys: ['guid:feed:new'] })
          assert.deepEqual(await store.unseen([onlyNew]), [])
        },
      ],
      [
        'deliveries are open in the order of their route until they are sent',
        async store => {
          const second = makeDelivery('b', { createdAt: DAY0 + 1 })
          const first = makeDelivery('a')
          await store.commit(makeCommit({ deliveries: [second, first] }))
          assert.deepEqual(
            (await store.openDeliveries()).map(one => one.id),
            [first.id, second.id],
          )
          const state = { at: 'sent', messageId: '77', channelId: '5', sentAt: DAY0 } as const
          await store.saveDelivery({ ...first, state })
          assert.deepEqual(
            (await store.openDeliveries()).map(one => one.id),
            [second.id],
          )
          assert.equal((await store.deliveryByMessage('77'))?.id, first.id)
          assert.equal(await store.deliveryByMessage('78'), null)
        },
      ],
      [
        'a repeated commit never makes a sent delivery pending again',
        async store => {
          const delivery = makeDelivery('a')
          const commit = makeCommit({ deliveries: [delivery] })
          await store.commit(commit)
          await store.saveDelivery({ ...delivery, state: { at: 'set-aside', why: 'too large', since: DAY0 } })
          await store.commit(commit)
          assert.equal((await store.delivery(delivery.id))?.state.at, 'set-aside')
          assert.deepEqual(await store.openDeliveries(), [])
        },
      ],
      [
        'a delivery that was set aside is open again when it is saved as pending',
        async store => {
          const delivery = makeDelivery('a')
          await store.commit(makeCommit({ deliveries: [delivery, makeDelivery('b')] }))
          await store.saveDelivery({ ...delivery, state: { at: 'abandoned', why: 'gone', since: DAY0 } })
          await store.commit(makeCommit({ deliveries: [makeDelivery('c')] }))
          await store.saveDelivery(delivery)
          assert.equal((await store.openDeliveries()).length, 3)
        },
      ],
      [
        'writes at the same time lose nothing from the index',
        async store => {
          const names = Array.from({ length: 20 }, (_, index) => `d${index}`)
          await Promise.all(names.map(name => store.commit(makeCommit({ deliveries: [makeDelivery(name)] }))))
          assert.equal((await store.openDeliveries()).length, 20)
        },
      ],
      [
        'open stories are those with a report since a time, oldest first',
        async store => {
          const old = makeStory('old', DAY0 - 5 * DAY)
          await store.commit(makeCommit({ stories: [makeStory('new'), old] }))
          assert.deepEqual(
            (await store.openStories()).map(story => story.id),
            ['story-old', 'story-new'],
          )
          assert.deepEqual(
            (await store.openStories(DAY0 - DAY)).map(story => story.id),
            ['story-new'],
          )
          assert.deepEqual(await store.story('story-old'), old)
          assert.equal(await store.story('none'), null)
        },
      ],
      [
        'coming events are told once each, soonest first, across months',
        async store => {
          const event = (what: string, at: number) => {
            const date = new Date(at).toISOString().slice(0, 10)
            return { what, date, at, storyId: 's', title: what, url: null }
          }
          const late = event('late', DAY0 + 60 * DAY)
          const soon = event('soon', DAY0 + DAY)
          await store.commit(makeCommit({ events: [late, soon] }))
          await store.commit(makeCommit({ events: [soon, event('past', DAY0 - DAY)] }))
          assert.deepEqual(await store.events(DAY0), [soon, late])
        },
      ],
      [
        'coming events that are withdrawn are told no more, those of other stories are, and they may be told again',
        async store => {
          const event = (storyId: string, at: number) => {
            const date = new Date(at).toISOString().slice(0, 10)
            return { what: 'meet', date, at, storyId, title: storyId, url: null }
          }
          const off = [event('off', DAY0 + DAY), event('off', DAY0 + 40 * DAY)]
          const stays = event('stays', DAY0 + DAY)
          await store.commit(makeCommit({ events: [...off, stays] }))
          await store.commit(makeCommit({ withdrawn: ['off', 'unknown'] }))
          assert.deepEqual(await store.events(DAY0), [stays])
          await store.commit(makeCommit({ withdrawn: ['off'] }))
          assert.deepEqual(await store.events(DAY0), [stays])
          const again = event('again', DAY0 + 2 * DAY)
          // Of one commit what is withdrawn goes first: a story may be told anew in it.
          await store.commit(makeCommit({ withdrawn: ['stays', 'again'], events: [again, ...off.slice(0, 1)] }))
          assert.deepEqual(await store.events(DAY0), [off[0], again])
        },
      ],
      [
        'archived items are found by id and read from a time on; one that comes again is replaced',
        async store => {
          const items = Array.from({ length: 150 }, (_, index) =>
            makeItem(`i${index}`, { firstSeenAt: DAY0 + index * HOUR }),
          )
          await store.commit(makeCommit({ archive: items.map(item => archived(item)) }))
          await store.commit(makeCommit({ archive: [archived(items[3] ?? makeItem('x'), 'story')] }))
          assert.equal((await store.archivedItem(items[3]?.id ?? ''))?.storyId, 'story')
          assert.equal(await store.archivedItem('none'), null)
          assert.equal((await gather(store.archived(0))).length, 150)
          const later = await gather(store.archived(DAY0 + 100 * HOUR))
          assert.deepEqual(
            later.map(one => one.item.id),
            items.slice(100).map(item => item.id),
          )
        },
      ],
      [
        'poll states and facts are what was last written',
        async store => {
          await store.savePollState(makePollState('a', 1))
          await store.commit(makeCommit({ feed: makePollState('a', 2) }))
          assert.deepEqual(await store.pollStates(['a', 'b']), new Map([['a', makePollState('a', 2)]]))
          await store.saveFact('x', { y: ':colon' })
          assert.deepEqual(await store.fact('x'), { y: ':colon' })
          assert.equal(await store.fact('none'), null)
        },
      ],
      [
        'housekeeping removes what is past its retention and nothing that is open',
        async store => {
          const old = DAY0 - 400 * DAY
          const sent = { at: 'sent', messageId: '1', channelId: '5', sentAt: old } as const
          const gone = makeDelivery('gone', { createdAt: old, state: sent })
          const open = makeDelivery('open', { createdAt: old })
          const oldItem = makeItem('old', { firstSeenAt: old })
          await store.commit(
            makeCommit({
              deliveries: [gone, open],
              stories: [makeStory('gone', old)],
              seen: [oldItem],
              archive: [archived(oldItem)],
            }),
          )
          await store.saveDelivery(gone)
          await store.commit(
            makeCommit({ stories: [makeStory('new')], seen: [makeItem('new')], archive: [archived(makeItem('new'))] }),
          )
          assert.ok((await store.housekeep(DAY0, KEEP)) > 0)
          assert.equal(await store.delivery(gone.id), null)
          assert.equal(await store.deliveryByMessage('1'), null)
          assert.equal(await store.story('story-gone'), null)
          assert.equal((await store.unseen([oldItem])).length, 1)
          assert.equal(await store.archivedItem(oldItem.id), null)
          assert.equal((await store.openDeliveries())[0]?.id, open.id)
          assert.equal((await store.unseen([makeItem('new')])).length, 0)
          assert.equal((await gather(store.archived(0))).length, 1)
          await store.saveDelivery({ ...open, state: { at: 'abandoned', why: 'x', since: DAY0 } })
          await store.housekeep(DAY0 + 200 * DAY, KEEP)
          assert.equal(await store.delivery(open.id), null)
          assert.equal(await store.housekeep(DAY0 + 200 * DAY, KEEP), 0)
        },
      ],
      [
        'an entry that stays in its feed for years is never forgotten',
        async store => {
          const at = (days: number) => makeItem('a', { firstSeenAt: DAY0 + days * DAY })
          await store.commit(makeCommit({ seen: [at(0)] }))
          for (let days = 100; days <= 800; days += 100) {
            assert.deepEqual(await store.unseen([at(days)]), [], `day ${days}`)
            await store.commit(makeCommit({ feed: makePollState('f', days) }))
            await store.housekeep(DAY0 + days * DAY, KEEP)
          }
        },
      ],
      [
        'a record that cannot be read is set aside and named, and the rest goes on',
        async (store, url) => {
          const [bad, good] = [makeDelivery('bad'), makeDelivery('good')]
          await store.commit(makeCommit({ deliveries: [bad, good], seen: [makeItem('a')] }))
          await kind.spoil(url, `delivery/${bad.id}`, '{"value":{"id":')
          const corrupt: string[] = []
          const again = await openStore(url, { onCorrupt: key => corrupt.push(key) })
          assert.deepEqual(
            (await again.openDeliveries()).map(one => one.id),
            [good.id],
          )
          assert.deepEqual(corrupt, [`delivery/${bad.id}`])
          const kept = (await gather(again.export())).find(one => one.namespace === 'corrupt')
          assert.equal(kept?.value, '{"value":{"id":')
          await again.close()
        },
      ],
      [
        'a record of what was seen that cannot be read still says that it was seen',
        async (store, url) => {
          const item = makeItem('a', { keys: ['guid:feed:a'] })
          await store.commit(makeCommit({ seen: [item] }))
          const key = (await gather(store.export())).find(one => one.namespace === 'seen')?.key ?? ''
          for (const text of ['not json', '{"value":7}']) {
            await kind.spoil(url, `seen/${key}`, text)
            assert.deepEqual(await store.unseen([item]), [])
          }
        },
      ],
      [
        'an index of stories that cannot be read is made again from the stories',
        async (store, url) => {
          await store.commit(makeCommit({ stories: [makeStory('a'), makeStory('b')] }))
          await kind.spoil(url, 'index/stories', '{"value":[]}')
          assert.equal((await store.openStories()).length, 2)
          await store.commit(makeCommit({ stories: [makeStory('c')] }))
          assert.equal((await store.openStories()).length, 3)
        },
      ],
      [
        'indexes of the archive and of what housekeeping knows are made again from their parts',
        async (store, url) => {
          const old = DAY0 - 400 * DAY
          const items = Array.from({ length: 70 }, (_, index) => makeItem(`i${index}`, { firstSeenAt: old }))
          await store.commit(makeCommit({ seen: items, archive: items.map(item => archived(item)) }))
          await kind.spoil(url, 'index/archive', 'x')
          await kind.spoil(url, 'index/ledger', '{"value":{"seen":"x"}}')
          assert.equal((await gather(store.archived(0))).length, 70)
          assert.ok((await store.housekeep(DAY0, KEEP)) >= 70 * 4)
          assert.equal((await store.unseen(items)).length, 70)
        },
      ],
      [
        'an index of open deliveries that cannot be read is made again from the deliveries',
        async (store, url) => {
          const delivery = makeDelivery('a')
          await store.commit(makeCommit({ deliveries: [delivery] }))
          await kind.spoil(url, 'index/open', 'not json')
          assert.deepEqual(await store.openDeliveries(), [delivery])
          assert.deepEqual(await store.openDeliveries(), [delivery])
        },
      ],
      [
        'a store that a newer version wrote is refused',
        async (_store, url) => {
          await kind.spoil(url, 'fact/schema', '{"value":99}')
          await assert.rejects(
            openStore(url),
            (error: unknown) => error instanceof StoreError && /99/.test(error.message),
          )
        },
      ],
      [
        'a store of an older version is brought forward step by step, once',
        async (_store, url) => {
          const ran: number[] = []
          const migrations = [async () => void ran.push(2), async () => void ran.push(3)]
          for (let round = 0; round < 2; round += 1) await (await openStore(url, { migrations })).close()
          assert.deepEqual(ran, [2, 3])
        },
      ],
      [
        'what is exported and imported into an empty store says the same; a full one refuses',
        async store => {
          const delivery = makeDelivery('a')
          const item = makeItem('a')
          await store.commit(
            makeCommit({ deliveries: [delivery], seen: [item], archive: [archived(item)], stories: [makeStory('a')] }),
          )
          const records = await gather(store.export())
          const other = await openStore('sqlite::memory:')
          assert.equal(await other.import(stream(records)), records.length)
          assert.deepEqual(await other.openDeliveries(), [delivery])
          assert.deepEqual(await other.unseen([item]), [])
          await assert.rejects(other.import(stream(records)), StoreError)
          await other.close()
          const back = await openStore(kind.fresh())
          await back.import(stream(records))
          assert.deepEqual((await gather(back.export())).toSorted(byKey), records.toSorted(byKey))
          await back.close()
        },
      ],
      [
        'what is committed is there after it is opened again',
        async (store, url) => {
          const delivery = makeDelivery('a')
          await store.commit(makeCommit({ deliveries: [delivery] }))
          const again = await openStore(url)
          assert.deepEqual(await again.openDeliveries(), [delivery])
          await again.close()
        },
      ],
      [
        'a closed store throws at every call instead of knowing nothing',
        async store => {
          await store.close()
          await assert.rejects(store.unseen([makeItem('a')]), StoreError)
          await assert.rejects(store.openDeliveries(), StoreError)
          await assert.rejects(store.commit(makeCommit({ seen: [makeItem('a')] })), StoreError)
          await assert.rejects(store.saveFact('a', 1), StoreError)
        },
      ],
    ]

    for (const [sentence, check] of facts) {
      test(sentence, async () => {
        const url = kind.fresh()
        const store = await openStore(url)
        try {
          await check(store, url)
        } finally {
          await store.close().catch(() => {})
        }
      })
    }
  })
}

async function gather<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const gathered: T[] = []
  for await (const value of values) gathered.push(value)
  return gathered
}

async function* stream<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values
}

function byKey(left: { namespace: string; key: string }, right: { namespace: string; key: string }): number {
  return `${left.namespace}/${left.key}` < `${right.namespace}/${right.key}` ? -1 : 1
}
