import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstTurn, inOrder } from '../../src/alerts/delivery/queue.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { makeDelivery } from '../fakes/records.ts'

const of = (feedId: string, name: string, order: number, over: Partial<Delivery> = {}) =>
  makeDelivery(name, { feedId, order, ...over })
const names = (deliveries: readonly Delivery[]) => deliveries.map(one => one.itemIds[0]).join(' ')

const many = Array.from({ length: 14 }, (_, at) => of('many', `${at}`, at))
const last = many[13] ?? of('many', '13', 13)
const TEN = '0 1 2 3 4 5 6 7 8 9'
const uncertain = { at: 'uncertain', since: 0, why: 'no answer' } as const

const FACTS: readonly (readonly [fact: string, deliveries: readonly Delivery[], turn: string])[] = [
  ['ten of one feed are a turn', many, TEN],
  ['another feed’s one is among them, in the order of its time', [...many, of('one', 'x', 20)], `${TEN} x`],
  ['and stands first where it came first', [...many, of('one', 'x', -1)], `x ${TEN}`],
  ['what names no feed is a feed of its own', [...many, makeDelivery('old', { order: 20 })], `${TEN} old`],
  [
    'an answer brings along what it answers',
    [...many, of('one', 'x', 20, { action: { kind: 'reply', to: last.id }, storyId: last.storyId })],
    `${TEN} 13 x`,
  ],
  [
    'an edit brings along its message, whatever its story',
    [...many, of('one', 'e', 20, { action: { kind: 'edit', of: last.id } })],
    `${TEN} 13 e`,
  ],
  [
    'what stands before it in its story comes along',
    [...many, of('many', 'y', 15, { storyId: last.storyId }), of('one', 'x', 20, { storyId: last.storyId })],
    `${TEN} 13 y x`,
  ],
  [
    'what may have arrived takes nobody’s place',
    many.map((one, at) => (at < 12 ? { ...one, state: uncertain } : one)),
    '0 1 2 3 4 5 6 7 8 9 10 11 12 13',
  ],
]
for (const [fact, deliveries, turn] of FACTS)
  test(fact, () => assert.equal(names(firstTurn(inOrder(deliveries))), turn))

const feeds = fc.constantFrom('many', 'many', 'many', 'one', 'two', undefined)
const some = fc
  .array(fc.record({ feedId: feeds, story: fc.nat(9), answers: fc.boolean() }), { maxLength: 60 })
  .map(made => {
    const first = new Map<number, Delivery>()
    return made.map(({ feedId, story, answers }, order) => {
      const to = first.get(story)
      const action = answers && to !== undefined ? ({ kind: 'reply', to: to.id } as const) : ({ kind: 'post' } as const)
      const over = { storyId: `${story}`, order, action, ...(feedId === undefined ? {} : { feedId }) }
      const one = makeDelivery(`${order}`, over)
      if (!first.has(story)) first.set(story, one)
      return one
    })
  })

test('turn after turn everything is said once, each story in its order, and each feed’s first in the first turn', () => {
  fc.assert(
    fc.property(some, deliveries => {
      const said: Delivery[] = []
      for (let left = inOrder(deliveries); left.length > 0; left = left.filter(one => !said.includes(one))) {
        const turn = firstTurn(left)
        assert.ok(turn.length > 0)
        for (const own of Map.groupBy(left, one => one.feedId ?? one.id).values())
          assert.ok(own[0] !== undefined && turn.includes(own[0]))
        said.push(...turn)
      }
      assert.equal(said.length, deliveries.length)
      for (const [story, told] of Object.entries(Object.groupBy(deliveries, one => one.storyId)))
        assert.equal(names(said.filter(one => one.storyId === story)), names(told ?? []))
    }),
  )
})
