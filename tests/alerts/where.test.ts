import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isTold, placeOf, placeOfMessage } from '../../src/alerts/delivery/where.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { DAY0, makeDelivery } from '../fakes/records.ts'

const sent = (place: string | null): Delivery => ({
  ...makeDelivery('a'),
  state: { at: 'sent', messageId: '7', channelId: '1', sentAt: DAY0 },
  ...(place === null ? {} : { place }),
})
const post = makeDelivery('a')
const edit = makeDelivery('e', { action: { kind: 'edit', of: post.id } })
const reply = makeDelivery('r', { action: { kind: 'reply', to: post.id } })
const reaches = (place: string) => /^\d+$/.test(place)
const to9 = { route: '9', reaches }

const places: readonly (readonly [sentence: string, Delivery, Delivery | null, string | null])[] = [
  ['what was never tried goes where its route leads', post, null, '9'],
  ['what may have arrived stays where it was tried', { ...post, firstTriedAt: DAY0, place: '1' }, null, '1'],
  ['so does a reply that may have arrived', { ...reply, firstTriedAt: DAY0, place: '2' }, sent('1'), '2'],
  [
    'what was tried out of reach goes where its route leads',
    { ...post, firstTriedAt: DAY0, place: 'webhook-1' },
    null,
    '9',
  ],
  ['an edit goes where its card is', edit, sent('1'), '1'],
  ['a reply goes where its card is', reply, sent('1'), '1'],
  [
    'an edit that was tried before goes where its card is, all the same',
    { ...edit, firstTriedAt: DAY0, place: '5' },
    sent('1'),
    '1',
  ],
  ['a card that was stored without its place is in the channel that Discord named', edit, sent(null), '1'],
  ['what belongs to a card out of reach goes where its route leads', reply, sent('webhook-1'), '9'],
  ['what belongs to a card that is not stored goes where its route leads', edit, null, '9'],
]
for (const [sentence, delivery, card, place] of places)
  test(sentence, () => assert.equal(placeOf(delivery, card, to9), place))

test('what has no place of its own waits where its route is no longer named', () => {
  assert.equal(placeOf(post, null, { route: null, reaches }), null)
  assert.equal(placeOf(edit, sent('1'), { route: null, reaches }), '1')
})

test('whatever is stored, a delivery is done where its route leads, where it was tried or where its card is, and never out of reach of the last two', () => {
  const place = fc.constantFrom('1', '2', 'webhook-1', 'preview', null)
  const states = fc.constantFrom('sent', 'pending', 'uncertain', 'abandoned')
  fc.assert(
    fc.property(
      place,
      place,
      states,
      fc.constantFrom(post, edit, reply),
      fc.boolean(),
      (own, card, at, base, tried) => {
        const delivery = { ...base, firstTriedAt: tried ? DAY0 : null, ...(own === null ? {} : { place: own }) }
        const of = at === 'sent' ? sent(card) : { ...sent(card), state: { at, why: '', since: 0 } as Delivery['state'] }
        const found = placeOf(delivery, of, to9)
        const allowed = ['9', own, placeOfMessage(of)].filter(one => one === '9' || (one !== null && reaches(one)))
        assert.ok(found !== null && allowed.includes(found), String(found))
      },
    ),
  )
})

const told: readonly (readonly [sentence: string, Delivery | null, boolean])[] = [
  ['a message that is there', sent('1'), true],
  ['one that waits', post, true],
  ['one that may have arrived', { ...post, state: { at: 'uncertain', since: 0, why: '' } }, true],
  ['one that was set aside', { ...post, state: { at: 'set-aside', since: 0, why: '' } }, false],
  ['one that was given up or deleted', { ...post, state: { at: 'abandoned', since: 0, why: '' } }, false],
  ['one of a webhook that is not ours', sent('webhook-1'), false],
  ['one that is not stored', null, false],
]
for (const [what, card, tells] of told)
  test(`${what} ${tells ? 'tells' : 'does not tell'} its story`, () => assert.equal(isTold(card, reaches), tells))
