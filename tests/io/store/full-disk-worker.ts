import { createInterface } from 'node:readline'
import { render } from '../../../src/alerts/card/render.ts'
import { Outbox } from '../../../src/bot/deliver/outbox.ts'
import { BotSender } from '../../../src/io/discord/bot/bot.ts'
import { openStore } from '../../../src/io/store/open-store.ts'
import { StoreError } from '../../../src/io/store/store.ts'
import { direct } from '../../fakes/direct.ts'
import { makeCommit, makeDelivery } from '../../fakes/records.ts'

/** Fills its store until the disk takes no more, then tries to send at each line that it is given. Started with a limit on the size of files. */
const [, , url = '', api = '', token = ''] = process.argv
const store = await openStore(url)
await store.commit(makeCommit({ deliveries: [makeDelivery('a'), makeDelivery('b', { order: 1 })] }))
const outbox = new Outbox({
  store,
  sender: new BotSender({ dispatcher: direct, token, api }),
  now: Date.now,
  steady: () => performance.now(),
  render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
  channelOf: () => '200000000000000001',
  settings: () => ({ onUncertain: 'resend', nonceWindowMs: 180_000, flood: null }),
  onNotice: () => {},
})
let filled = ''
for (const size of [50_000, 1]) {
  filled = ''
  while (filled === '') {
    await store.saveFact(`fill-${process.hrtime.bigint()}`, 'x'.repeat(size)).catch((error: unknown) => {
      filled = error instanceof StoreError ? error.message : 'not a StoreError'
    })
  }
}
process.stdout.write(`full: ${filled}\n`)
for await (const _ of createInterface({ input: process.stdin })) {
  const said = await outbox.drain(new AbortController().signal).then(
    drained => `sent ${drained.sent}`,
    (error: unknown) => (error instanceof StoreError ? 'StoreError' : 'another error'),
  )
  process.stdout.write(`${said}\n`)
}
await store.close()
