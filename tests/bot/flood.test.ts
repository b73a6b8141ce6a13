import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { LIMITS } from '../../src/alerts/card/limits.ts'
import { render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { gather } from '../../src/alerts/flood.ts'
import { DAY0, makeCard, makeDelivery } from '../fakes/records.ts'
import { CHANNEL, NEVER, OTHER, Rig } from './rig.ts'

const MINUTE = 60_000
const SIX = { messages: 6, withinMs: 10 * MINUTE }

let rig: Rig

beforeEach(async () => {
  rig = await Rig.open()
  rig.settings = { ...rig.settings, flood: SIX }
})

afterEach(() => rig.close())

const many = (count: number, over: Partial<Delivery> = {}, name = 'story') =>
  Array.from({ length: count }, (_, index) => makeDelivery(`${name} ${index}`, { order: index, ...over }))

const high = (name: string) => makeDelivery(name, { card: { ...makeCard(name), priority: 'high' } })

/** Headlines of messages of their own, and the lines of the summary cards. */
function told() {
  const messages = rig.discord.messages(CHANNEL).map(message => message.embeds?.[0])
  const isSummary = (embed: (typeof messages)[number]) => embed?.author?.name === 'SEVERAL STORIES'
  return {
    own: messages.filter(embed => !isSummary(embed)).map(embed => embed?.title ?? ''),
    lines: messages.filter(isSummary).map(embed => (embed?.description ?? '').split('\n')),
  }
}

test('ten at once are six messages and one card with a link for each of the other four', async () => {
  const ten = many(10)
  await rig.put(...ten)
  await rig.drainAll()
  const { own, lines } = told()
  assert.equal(own.length, 6)
  assert.equal(lines.length, 1)
  assert.deepEqual(
    lines[0]?.map(
      line => /\[(Title of story \d)\]\(https:\/\/example\.org\/story%20\d\) – Example Wire$/.exec(line)?.[1],
    ),
    ['Title of story 6', 'Title of story 7', 'Title of story 8', 'Title of story 9'],
  )
  const state = await rig.state(ten[9] as Delivery)
  assert.equal(state?.at, 'abandoned')
  assert.match(state?.at === 'abandoned' ? state.why : '', /^told in the summary card /)
})

test('seven at once are seven messages: one alone is no summary', async () => {
  await rig.put(...many(7))
  await rig.drainAll()
  assert.deepEqual([told().own.length, told().lines.length], [7, 0])
})

test('priority high is neither counted nor gathered', async () => {
  await rig.put(...many(9), high('first'), high('second'), high('third'))
  await rig.drainAll()
  const { own, lines } = told()
  assert.equal(own.length, 9)
  assert.ok(['first', 'second', 'third'].every(name => own.includes(`Title of ${name}`)))
  assert.equal(lines[0]?.length, 3)
})

test('what came within the time counts, and after it the channel has room again', async () => {
  await rig.put(...many(6))
  await rig.drainAll()
  await rig.put(...many(2, {}, 'soon'))
  await rig.drainAll()
  assert.deepEqual([told().own.length, told().lines.map(lines => lines.length)], [6, [2]])
  rig.pass(11 * MINUTE)
  await rig.put(...many(2, { createdAt: rig.now }, 'later'))
  await rig.drainAll()
  assert.deepEqual([told().own.length, told().lines.length], [8, 1])
})

test('a summary says as much as its stories do: when the newest was published, low where all are, what they say in the channel’s language', () => {
  const cards = [null, DAY0, DAY0 - MINUTE].map(publishedAt => ({ ...makeCard('x'), publishedAt }))
  const summary = (...of: readonly Delivery['card'][]) =>
    gather(
      of.map((card, index) => makeDelivery(`d${index}`, { card })),
      6,
      SIX,
      DAY0,
    ).summaries[0]?.card
  assert.equal(summary(...cards)?.publishedAt, DAY0)
  assert.equal(
    summary({ ...makeCard('x'), publishedAt: null }, { ...makeCard('y'), publishedAt: null })?.publishedAt,
    null,
  )
  const low = { ...makeCard('low'), priority: 'low' as const }
  assert.equal(summary(low, low)?.priority, 'low')
  assert.equal(summary(low, makeCard('x'))?.priority, 'normal')
  assert.equal(summary({ ...low, gist: 'In other words' }, low)?.listed?.[0]?.gist, 'In other words')
})

test('of what one card has no room for, the last alone is a card of one', () => {
  const wide = many(40).map((one, index) => ({ ...one, card: { ...one.card, title: `${'w'.repeat(120)} ${index}` } }))
  for (let count = 2; count <= wide.length; count += 1) {
    const { summaries } = gather(wide.slice(0, count), 6, SIX, DAY0)
    const last = summaries.at(-1)
    if (last?.gathers?.length === 1) return assert.equal(last.card.title, '1 more story')
  }
  assert.fail('all fit')
})

test('flood: off makes each a message', async () => {
  rig.settings = { ...rig.settings, flood: null }
  await rig.put(...many(12))
  await rig.drainAll()
  assert.deepEqual([told().own.length, told().lines.length], [12, 0])
})

test('a story that was told by a line shows the headline of its newest report, and its edit is not waited for', async () => {
  const ten = many(10)
  const last = ten[9] as Delivery
  const card = { ...last.card, title: 'A newer headline' }
  const edit = makeDelivery('edit', { action: { kind: 'edit', of: last.id }, card, createdAt: DAY0 + 1 })
  await rig.put(...ten, edit)
  await rig.drainAll()
  assert.match(told().lines[0]?.at(-1) ?? '', /A newer headline/)
  const state = await rig.state(edit)
  assert.match(state?.at === 'abandoned' ? state.why : '', /^its story is a line of the summary card /)
})

test('what overtakes a story that a line tells answers the summary card, and its own edits are dropped', async () => {
  const ten = many(10)
  const last = ten[9] as Delivery
  await rig.put(...ten)
  await rig.drainAll()
  const summary = rig.discord.messages(CHANNEL).at(-1)
  rig.pass(11 * MINUTE)
  const reply = makeDelivery('turn', { action: { kind: 'reply', to: last.id }, createdAt: rig.now })
  const edit = makeDelivery('edit', { action: { kind: 'edit', of: last.id }, createdAt: rig.now + 1 })
  await rig.put(reply, edit)
  await rig.drainAll()
  assert.equal(rig.discord.messages(CHANNEL).length, 8)
  const answers = JSON.stringify(rig.discord.messages(CHANNEL).at(-1)?.message_reference)
  assert.ok(answers.includes(summary?.id ?? 'none'), answers)
  assert.equal((await rig.state(edit))?.at, 'abandoned')
})

test('a process that ended between a summary and what it gathers leaves nothing to be told twice', async () => {
  const ten = many(10)
  const { summaries, members } = gather(ten, 0, SIX, DAY0)
  assert.equal(members.length, 4)
  await rig.put(...ten, ...summaries)
  rig.restart()
  await rig.drainAll()
  assert.deepEqual([told().own.length, told().lines.map(lines => lines.length)], [6, [4]])
})

describe('a process that ended between a summary and what it gathers, before routes were changed, leaves nothing to be told twice', () => {
  const ONE = { messages: 1, withinMs: 10 * MINUTE }
  const all = () => [...rig.discord.messages(CHANNEL), ...rig.discord.messages(OTHER)].map(one => one.embeds?.[0])

  test('answers to a card, which stay where the card is', async () => {
    rig.settings = { ...rig.settings, flood: ONE }
    const [card] = many(1)
    assert.ok(card)
    await rig.put(card)
    await rig.drainAll()
    const answers = many(4, { action: { kind: 'reply', to: card.id }, createdAt: DAY0 + 1 }, 'answer')
    await rig.put(...answers, ...gather(answers, 1, ONE, rig.now).summaries)
    rig.routes.default = OTHER
    rig.restart()
    await rig.drainAll()
    assert.deepEqual(
      all().map(embed => embed?.title),
      ['Title of story 0', '4 more stories'],
    )
  })

  test('routes of one channel that part', async () => {
    const posts = many(4).map((one, index) => (index % 2 === 0 ? one : { ...one, route: 'other' }))
    await rig.put(...posts, ...gather(posts, 0, ONE, rig.now).summaries)
    rig.restart()
    await rig.drainAll()
    assert.deepEqual(
      all().map(embed => embed?.title),
      ['Title of story 0', '3 more stories'],
    )
  })
})

test('a channel that takes nothing gathers nothing: what is too much is seen once it does', async () => {
  rig.discord.forbid(CHANNEL)
  await rig.put(...many(3))
  await rig.outbox.drain(NEVER)
  await rig.put(...many(9, {}, 'more'))
  await rig.outbox.drain(NEVER)
  const open = await rig.store.openDeliveries()
  assert.equal(open.length, 12)
  assert.equal(open.filter(one => one.gathers !== undefined).length, 0)
})

const deliveries = fc.array(
  fc.record({
    tried: fc.boolean(),
    priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
    kind: fc.constantFrom('post' as const, 'reply' as const, 'edit' as const),
    title: fc.string({ maxLength: 400, unit: 'grapheme' }),
    path: fc.webUrl({ withQueryParameters: true }),
  }),
  { maxLength: 60 },
)

test('whatever is due: each is a message or stands in one summary, what may have arrived stays, no card is beyond the limits', () => {
  fc.assert(
    fc.property(deliveries, fc.nat(12), fc.integer({ min: 1, max: 12 }), (rows, lately, messages) => {
      const due = rows.map(({ tried, priority, kind, title, path }, index) => {
        const action = kind === 'post' ? { kind } : kind === 'edit' ? { kind, of: 'x' } : { kind, to: 'x' }
        const card = { ...makeCard(`d${index}`), title, url: path, priority }
        return makeDelivery(`d${index}`, { action, card, firstTriedAt: tried ? DAY0 : null })
      })
      const { members, summaries } = gather(due, lately, { messages, withinMs: MINUTE }, DAY0)
      const listed = summaries.flatMap(one => one.gathers ?? [])
      assert.deepEqual(
        listed,
        members.map(one => one.id),
      )
      assert.equal(new Set(listed).size, listed.length)
      for (const one of members) {
        assert.ok(one.firstTriedAt === null && one.action.kind !== 'edit' && one.card.priority !== 'high')
      }
      const left = due.filter(
        one => one.action.kind !== 'edit' && one.card.priority !== 'high' && !listed.includes(one.id),
      )
      if (members.length > 0)
        assert.ok(left.length <= Math.max(messages - lately, left.filter(one => one.firstTriedAt !== null).length))
      else assert.ok(left.filter(one => one.firstTriedAt === null).length <= Math.max(0, messages - lately) + 1)
      for (const summary of summaries) {
        const message = render(summary, { pingRole: '1', replyTo: null })
        const [embed] = message.embeds ?? []
        assert.ok((embed?.description ?? '').length <= LIMITS.description)
        assert.equal((embed?.description ?? '').split('\n').length, summary.gathers?.length)
        assert.deepEqual(message.allowed_mentions, { parse: [] })
      }
    }),
  )
})
