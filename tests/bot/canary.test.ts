import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { openGateway } from '../../src/io/discord/bot/gateway.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender } from '../../src/io/discord/webhook.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord, TEST_TOKEN, WEBHOOK_TOKEN } from '../fakes/discord.ts'
import type { Fault } from '../fakes/discord-faults.ts'
import { DAY0, makeCommit, makeDelivery } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const NEVER = new AbortController().signal

const faultsOf = (secret: string): readonly Fault[] => [
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'rate-limit', retryAfter: null, global: true },
  {
    kind: 'status',
    status: 400,
    code: 50035,
    message: `who says ${secret}`,
  },
  { kind: 'status', status: 401, message: secret },
  { kind: 'status', status: 403, code: 50013 },
  { kind: 'status', status: 404, code: 10015 },
  { kind: 'status', status: 418 },
  { kind: 'status', status: 500 },
  { kind: 'reset' },
  { kind: 'timeout' },
  { kind: 'html' },
  { kind: 'accept-reset' },
]

const ways: readonly (readonly [string, string, (discord: FakeDiscord, now: () => number) => Sender])[] = [
  [
    'as a bot',
    TEST_TOKEN,
    discord => new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 150 }),
  ],
  [
    'through a webhook',
    WEBHOOK_TOKEN,
    (discord, now) => new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now, deadlineMs: 150 }),
  ],
]

for (const [way, secret, open] of ways) {
  test(`${way}, under every fault, no secret is in what is stored, told or thrown`, async () => {
    const said: string[] = []
    for (const fault of [...faultsOf(secret), null]) {
      const discord = await FakeDiscord.start({ now: () => DAY0 })
      const store = await openStore('sqlite::memory:')
      const sender = open(discord, () => DAY0)
      await store.commit(makeCommit({ deliveries: [makeDelivery('a'), makeDelivery('b', { order: 1 })] }))
      if (fault === null) await discord.close()
      else discord.faults.push(fault)
      const outbox = new Outbox({
        store,
        sender,
        now: () => DAY0,
        steady: () => 0,
        render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
        channelOf: () => CHANNEL,
        settings: () => ({ onUncertain: 'hold', nonceWindowMs: 180_000, flood: null }),
        onNotice: notice => void said.push(JSON.stringify(notice)),
      })
      said.push(JSON.stringify(await outbox.drain(NEVER)))
      for await (const record of store.export()) said.push(JSON.stringify(record))
      await sender.close()
      await store.close()
      if (fault !== null) await discord.close()
    }
    assert.ok(said.length > 20)
    assert.deepEqual(
      said.filter(line => line.includes('canary')),
      [],
    )
  })
}

test('what the gateway tells of a refusal has no secret in it', async () => {
  const discord = await FakeDiscord.start()
  discord.gateway.refuseWith = 4004
  const { promise, resolve } = Promise.withResolvers<string>()
  const gateway = openGateway({
    dispatcher: direct,
    token: discord.token,
    api: discord.url,
    onFatal: resolve,
    onState: () => {},
  })
  assert.ok(!(await promise).includes('canary'))
  await gateway.close()
  await discord.close()
})
