import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { DAY0, makeCommit, makeDelivery } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'

/** Forty alerts of one feed wait (a bot sends fifty a second at most), and another feed's comes when some have been sent. */
async function flood(stopAfter = Infinity) {
  const discord = await FakeDiscord.start()
  const store = await openStore('sqlite::memory:')
  const sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url })
  const many = Array.from({ length: 40 }, (_, order) => makeDelivery(`many-${order}`, { feedId: 'many', order }))
  await store.commit(makeCommit({ deliveries: many }))
  const stop = new AbortController()
  let sent = 0
  const box = new Outbox({
    store,
    sender: {
      mode: sender.mode,
      recent: (...asked) => sender.recent(...asked),
      reaches: place => sender.reaches(place),
      close: () => sender.close(),
      async send(outgoing, abort) {
        sent += 1
        if (sent === 3) {
          const one = makeDelivery('one', { feedId: 'one', createdAt: DAY0 + 1 })
          await store.commit(makeCommit({ deliveries: [one] }))
        }
        if (sent === stopAfter) stop.abort()
        return sender.send(outgoing, abort)
      },
    },
    now: () => DAY0 + sent,
    steady: () => DAY0 + sent,
    render: async (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
    channelOf: () => CHANNEL,
    settings: () => ({ onUncertain: 'resend', nonceWindowMs: 180_000, flood: null }),
    onNotice: () => {},
  })
  const drained = await box.drain(stop.signal)
  const titles = discord.messages(CHANNEL).map(message => message.embeds?.[0]?.title)
  await Promise.all([sender.close(), store.close(), discord.close()])
  return { drained, titles, place: titles.indexOf('Title of one') }
}

test('an alert that comes while another feed’s forty are sent is among the next, and one call still sends all', async () => {
  const { drained, titles, place } = await flood()
  assert.equal(titles.length, 41)
  assert.ok(place > 0 && place <= 21, `it came as number ${place}`)
  assert.deepEqual([drained.sent, drained.waiting, drained.nextAt], [41, 0, null])
  assert.equal(titles[40], 'Title of many-39')
})

test('a stop between two rounds begins no other', async () => {
  const { drained, titles } = await flood(10)
  assert.deepEqual([titles.length, drained.sent], [10, 10])
})
