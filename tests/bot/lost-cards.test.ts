import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { gather } from '../../src/alerts/flood.ts'
import { LostCards } from '../../src/bot/tell/lost-cards.ts'
import { DAY0, makeCard, makeDelivery, makeStory } from '../fakes/records.ts'

describe('a story that is told by a line of a summary card', () => {
  const due = ['a', 'b'].map(name => makeDelivery(name))
  const [summary] = gather(due, 6, { messages: 6, withinMs: 60_000 }, DAY0).summaries
  assert.ok(summary)
  const state = { at: 'abandoned', why: `told in the summary card ${summary.id}`, since: DAY0 } as const
  const lines = due.map(one => ({ ...one, toldIn: summary.id, state }))
  const told = { at: 'sent', messageId: '1', channelId: '2', sentAt: DAY0 } as const
  const refused = { at: 'set-aside', why: 'Discord would not take it', since: DAY0 } as const
  const story = {
    ...makeStory('a', DAY0),
    telling: { route: 'default', postId: lines[0]?.id ?? '', card: makeCard('a'), toldAt: DAY0 },
  }
  const isTold = (cards: LostCards) => cards.asTold(story).telling !== null
  const over = (...stored: readonly Delivery[]) =>
    new LostCards({ delivery: async id => stored.find(one => one.id === id) ?? null }, () => true)

  test('counts as told while the summary waits and when it is sent, so that its next report is no message', () => {
    const cards = over()
    for (const line of lines) cards.note(line)
    assert.ok(isTold(cards))
    cards.note({ ...summary, state: told })
    assert.ok(isTold(cards))
  })

  test('counts as told by nothing once the summary is set aside, given up or deleted, so that its next report is a message', () => {
    const cards = over()
    for (const line of lines) cards.note(line)
    cards.note({ ...summary, state: refused })
    assert.ok(!isTold(cards))
  })

  test('and both stand in the store, for a process that begins later', async () => {
    for (const [state, expected] of [
      [summary.state, true],
      [told, true],
      [refused, false],
    ] as const) {
      const cards = over(...lines, { ...summary, state })
      await cards.read([story])
      assert.equal(isTold(cards), expected, state.at)
    }
  })
})
