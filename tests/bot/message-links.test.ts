import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import { linksOf } from '../../src/bot/deliver/message-links.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender } from '../../src/io/discord/webhook.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord, GUILD_ID } from '../fakes/discord.ts'
import { DAY0, makeCommit, makeDelivery } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const never = new AbortController().signal

const senders: readonly (readonly [string, (discord: FakeDiscord) => Sender])[] = [
  ['a bot', discord => new BotSender({ dispatcher: direct, token: discord.token, api: discord.url })],
  ['a webhook', discord => new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => DAY0 })],
]

const boxOf = (store: Store, sender: Sender) =>
  new Outbox({
    store,
    sender,
    now: () => DAY0,
    steady: () => DAY0,
    render: async (delivery, replyTo) =>
      render(delivery, {
        pingRole: null,
        replyTo,
        showsReplies: sender.mode !== 'webhook',
        linkOf: await linksOf(delivery, store, sender),
      }),
    channelOf: () => CHANNEL,
    settings: () => ({ onUncertain: 'resend', nonceWindowMs: 180_000, flood: null }),
    onNotice: () => {},
  })

for (const [name, open] of senders) {
  test(`${name}: a card that is overtaken links the newer message, and a reply that answers nothing its card`, async () => {
    const discord = await FakeDiscord.start()
    const store = await openStore('sqlite::memory:')
    const sender = open(discord)
    const old = makeDelivery('old')
    const newer = makeDelivery('newer', { action: { kind: 'reply', to: old.id }, order: 1 })
    const edit = makeDelivery('edit', { action: { kind: 'edit', of: old.id }, order: 2 })
    const overtaken = { phrase: 'since called off', postId: newer.id }
    const deliveries = [
      old,
      { ...newer, card: { ...newer.card, develops: 'The first headline' } },
      { ...edit, card: { ...edit.card, overtaken } },
    ]
    await store.commit(makeCommit({ deliveries }))
    assert.equal((await boxOf(store, sender).drain(never)).sent, 3)
    const [first, second] = discord.messages(CHANNEL)
    const link = (id: string | undefined) => `https://discord.com/channels/${GUILD_ID}/${CHANNEL}/${id}`
    assert.equal(first?.embeds?.[0]?.title, 'Title of edit \\[since called off\\]')
    assert.equal(first?.embeds?.[0]?.description, `[See the newer message](${link(second?.id)})`)
    const more = second?.embeds?.[0]?.fields?.find(field => field.name === 'More on')?.value
    assert.equal(more, sender.mode === 'webhook' ? `[The first headline](${link(first?.id)})` : undefined)
    await Promise.all([sender.close(), store.close(), discord.close()])
  })

  test(`${name}: where Discord does not name the server the message goes without its link`, async () => {
    const discord = await FakeDiscord.start()
    const sender = open(discord)
    await discord.close()
    const state = { at: 'sent', messageId: '1', channelId: CHANNEL, sentAt: DAY0 } as const
    const store = { delivery: async () => makeDelivery('newer', { state }) }
    const edit = makeDelivery('edit')
    const card = { ...edit.card, overtaken: { phrase: 'since called off', postId: 'newer' } }
    assert.equal((await linksOf({ ...edit, card }, store, sender))('newer'), null)
    await sender.close()
  })
}

test('a store that fails costs a link and no message', async () => {
  const store = { delivery: () => Promise.reject(new Error('the disk is full')) }
  const edit = makeDelivery('edit')
  const card = { ...edit.card, overtaken: { phrase: 'since called off', postId: 'newer' } }
  const sender = new WebhookSender('http://127.0.0.1:9/1/2', { dispatcher: direct, now: () => DAY0 })
  assert.equal((await linksOf({ ...edit, card }, store, sender))('newer'), null)
})
