import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { sayNoThread } from '../../src/bot/deliver/no-thread.ts'
import { closeQuietThreads } from '../../src/bot/errands/quiet-threads.ts'
import type { World } from '../../src/bot/world.ts'
import { DAY, DAY0, HOUR, makeCard, makeCommit, makeDelivery, makeStory } from '../fakes/records.ts'
import { CHANNEL, NEVER, Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await Rig.open()
})
afterEach(() => rig.close())

const post = makeDelivery('a')
const edit = (name: string, createdAt = DAY0 + 2) =>
  makeDelivery(name, { action: { kind: 'edit', of: post.id }, card: makeCard(name), createdAt })
const reply = (name: string, to: Delivery = post, createdAt = DAY0 + 1) =>
  makeDelivery(name, {
    action: { kind: 'reply', to: to.id },
    createdAt,
    card: { ...makeCard(name), develops: 'Title of a' },
  })

async function say(...deliveries: readonly Delivery[]) {
  await rig.put(...deliveries)
  await rig.drainAll()
}
const posts = () => rig.discord.threads.map(({ id, name }) => [name, ...rig.titles(id)])

describe('a bot’s route that leads to a forum', () => {
  beforeEach(() => rig.discord.forums.add(CHANNEL))

  test('makes a post of each story; edits and what follows go into it, also what waited with it, and after a restart', async () => {
    await say(post, makeDelivery('b'), edit('c'), reply('r'))
    assert.deepEqual(posts(), [
      ['Title of a', 'Title of c', 'Title of r'],
      ['Title of b', 'Title of b'],
    ])
    rig.restart()
    await say(edit('d', DAY0 + 5), reply('s', reply('r'), DAY0 + 6))
    assert.deepEqual(posts()[0], ['Title of a', 'Title of d', 'Title of r', 'Title of s'])
    const [thread] = rig.discord.threads
    assert.equal(thread?.closesAfter, 4320)
    const follows = rig.discord.messages(thread?.id ?? '')[1]
    assert.deepEqual([follows?.message_reference, follows?.embeds?.[0]?.fields], [undefined, undefined])
  })

  for (const [name, tags, language, type, applied] of [
    ['in English', ['Talks', 'Other'], 'en', 'talks', 'Talks'],
    ['whatever their case', ['tALKS'], 'en', 'talks', 'tALKS'],
    ['in the readers’ language first', ['Talks', '회담'], 'ko', 'talks', '회담'],
    ['and none where there is none of the name', ['Weather'], 'en', 'talks', undefined],
    ['nor one that moderators alone apply', ['!Talks'], 'en', 'talks', undefined],
  ] as const) {
    test(`has the tag of its type ${name}`, async () => {
      const made = tags.map((tag, at) => ({
        id: String(800 + at),
        name: tag.replace('!', ''),
        moderated: tag.startsWith('!'),
      }))
      rig.discord.places.tags.set(CHANNEL, made)
      rig.language = language
      await say({ ...post, card: { ...post.card, type } })
      const [id] = rig.discord.threads[0]?.tags ?? []
      assert.equal(made.find(one => one.id === id)?.name, applied)
    })
  }

  test('takes “Other” where the forum asks for a tag; without it, it says so and the alert waits', async () => {
    rig.discord.places.tagged.add(CHANNEL)
    await rig.put(post)
    await rig.outbox.drain(NEVER)
    assert.match(JSON.stringify(rig.notices), /the forum asks for a tag/)
    rig.discord.places.tags.set(CHANNEL, [{ id: '801', name: 'Other' }])
    rig.pass(2 * HOUR)
    await rig.drainAll()
    assert.deepEqual([rig.discord.threads[0]?.tags, posts()], [['801'], [['Title of a', 'Title of a']]])
  })

  for (const restarts of [false, true]) {
    for (const fault of ['accept-reset', 'reset'] as const) {
      test(`after ${fault}${restarts ? ' and a restart' : ''} a post is looked for by its marker: none is lost, none is there twice`, async () => {
        await say(makeDelivery('before', { createdAt: DAY0 - 1 }))
        await rig.put(post)
        rig.discord.faults.push({ kind: fault })
        await rig.outbox.drain(NEVER)
        if (restarts) await rig.reach(null)
        if (fault === 'accept-reset') for (const one of rig.discord.threads) one.archived = true
        await rig.drainAll()
        assert.deepEqual(
          posts().map(([name]) => name),
          ['Title of before', 'Title of a'],
        )
        const { state } = (await rig.store.delivery(post.id)) ?? {}
        assert.equal(state?.at === 'sent' && state.channelId, rig.discord.threads[1]?.id)
        await say(reply('r'))
        assert.deepEqual(posts()[1], ['Title of a', 'Title of a', 'Title of r'])
      })
    }
  }

  test('an attempt whose end nobody recorded is looked for only once it has had its time', async () => {
    await say(makeDelivery('before', { createdAt: DAY0 - 1 }))
    await rig.put(post)
    const abort = new AbortController()
    rig.discord.faults.push({ kind: 'timeout' })
    const draining = rig.outbox.drain(NEVER, abort.signal)
    for (let tries = 0; tries < 100 && rig.count(/threads/) < 3; tries += 1) await new Promise(setImmediate)
    assert.equal((await rig.store.delivery(post.id))?.notBefore, rig.now + 60_000)
    abort.abort()
    await draining
  })

  test('a sample is taken away with its post', async () => {
    const message = { content: 'x', embeds: [{ title: 'Sample' }], allowed_mentions: { parse: [] as never[] } }
    const sent = await rig.sender.send({ channelId: CHANNEL, message, nonce: 'n', edits: null }, NEVER)
    assert.deepEqual(posts(), [['Sample', 'Sample']])
    assert.ok(sent.kind === 'sent')
    await rig.sender.remove?.(sent.place ?? '', sent.messageId, NEVER)
    assert.deepEqual(posts(), [])
  })

  test('a post that was deleted is no place for what follows: that is a post of its own', async () => {
    await say(post)
    rig.discord.places.deleteThread(rig.discord.threads[0]?.id ?? '')
    await say(reply('r'))
    assert.deepEqual(posts(), [['Title of a', 'Title of r']])
  })
})

describe('with threads: story, in a text channel', () => {
  beforeEach(() => {
    rig.threads = true
  })

  test('what follows a card goes into a thread below it, which is opened for it; other stories stand in the channel', async () => {
    await say(post, makeDelivery('b'), reply('r'), edit('c'))
    assert.deepEqual([rig.titles(), posts()], [['Title of c', 'Title of b'], [['Title of a', 'Title of r']]])
    rig.restart()
    await say(reply('s', reply('r'), DAY0 + 6))
    assert.deepEqual(posts(), [['Title of a', 'Title of r', 'Title of s']])
    assert.equal(rig.discord.threads[0]?.id, rig.discord.messages(CHANNEL)[0]?.id)
  })

  for (const fault of ['accept-reset', 'reset'] as const) {
    test(`after ${fault} and a restart it is there once`, async () => {
      await say(post, reply('q'))
      await rig.put(reply('r', post, DAY0 + 5))
      rig.discord.faults.push({ kind: fault })
      await rig.outbox.drain(NEVER)
      rig.discord.forgetNonces()
      await rig.reach(null)
      await rig.drainAll()
      assert.deepEqual(posts(), [['Title of a', 'Title of q', 'Title of r']])
    })
  }

  test('where no thread can be opened it stands in the channel, once, and operators hear of it', async () => {
    rig.discord.places.closed.add(CHANNEL)
    await say(post, reply('r'), reply('s', reply('r'), DAY0 + 6))
    assert.deepEqual([rig.titles(), posts()], [['Title of a', 'Title of r', 'Title of s'], []])
    assert.ok(rig.notices.some(one => one.kind === 'no-thread' && one.channelId === CHANNEL))
    await sayNoThread(CHANNEL, rig.sender, { say: async ({ text }) => void rig.told.push(text) })
    assert.match(rig.told.join(), /Create Public Threads .*client_id=1\d+&/)
    assert.equal(rig.count(/messages\/\d+\/threads 403/), 1)
  })
})

test('a quiet story’s thread is closed, once; what comes later opens it again', async () => {
  rig.discord.forums.add(CHANNEL)
  const telling = (name: string) => ({
    route: 'default',
    postId: makeDelivery(name).id,
    card: makeCard(name),
    toldAt: DAY0,
  })
  const story = (name: string, lastAt: number, thread?: string) => ({
    ...makeStory(name, lastAt),
    telling: telling(name),
    ...(thread === undefined ? {} : { thread }),
  })
  await say(post, makeDelivery('b'))
  // The second one's thread has a later event, which is not quiet.
  const stories = [story('a', DAY0), story('b', DAY0), story('later', DAY0 + 2 * DAY, 'story-b')]
  await rig.store.commit(makeCommit({ stories }))
  const debug = () => {}
  const world = {
    store: rig.store,
    clock: { now: () => rig.now },
    log: { debug, info: debug, warn: debug, error: debug },
    decisions: () => ({ settings: { routes: {}, stories: { quietMs: 3 * DAY } } }),
  } as unknown as World
  const close = () => closeQuietThreads({ world, sender: rig.sender }, NEVER)
  const archived = () => rig.discord.threads.map(one => one.archived)
  await close()
  assert.deepEqual(archived(), [false, false])
  rig.pass(3 * DAY + HOUR)
  await close()
  await close()
  assert.deepEqual([archived(), rig.count(/^PATCH \/channels\/\d+ /)], [[true, false], 1])
  await say(edit('c', rig.now))
  assert.deepEqual([archived(), rig.titles(rig.discord.threads[0]?.id)], [[false, false], ['Title of c']])
  await rig.store.commit(makeCommit({ stories: [story('a', rig.now)] }))
  rig.pass(3 * DAY + HOUR)
  await close()
  assert.deepEqual(archived()[0], true)
})

for (const [where, forum] of [
  ['a forum', true],
  ['threads below cards', false],
] as const) {
  test(`in ${where} a process may end at any write, with the answers lost too: each message is there once`, async () => {
    let ends = true
    for (let last = 1; ends; last += 1) {
      for (const lost of [false, true]) {
        await rig.close()
        rig = await Rig.open()
        rig.threads = !forum
        rig.published.add('default')
        if (forum) rig.discord.forums.add(CHANNEL)
        else rig.discord.places.news.add(CHANNEL)
        await rig.put(post, makeDelivery('b'), reply('r'), edit('c'))
        let writes = 0
        ends = false
        rig.fate = () => {
          writes += 1
          if (writes !== last) return null
          ends = true
          return 'after'
        }
        if (lost) rig.discord.faults.push({ kind: 'accept-reset' }, { kind: 'accept-reset' })
        await rig.drainAll().catch(() => {})
        rig.fate = null
        await rig.reach(null)
        await rig.drainAll()
        await rig.publishing.run(NEVER)
        const said = forum ? posts() : [rig.titles(), ...posts()]
        const expected = forum
          ? [
              ['Title of a', 'Title of c', 'Title of r'],
              ['Title of b', 'Title of b'],
            ]
          : [
              ['Title of c', 'Title of b'],
              ['Title of a', 'Title of r'],
            ]
        const at = `ended after write ${last}${lost ? ', an answer lost' : ''}`
        assert.deepEqual(said.toSorted(), expected.toSorted(), at)
        if (!forum) assert.equal(rig.discord.places.published.length, 2, at)
      }
    }
  })
}
