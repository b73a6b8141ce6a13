import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { BotSender } from '../../../src/io/discord/bot/bot.ts'
import type { Outgoing, Sender } from '../../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../../src/io/discord/webhook.ts'
import { Agent } from '../../../src/io/http/request/undici.ts'
import { direct } from '../../fakes/direct.ts'

const CHANNEL = '200000000000000001'
const MESSAGE = '300000000000000001'
const NEVER = new AbortController().signal
const JSON_TYPE = { 'content-type': 'application/json' }
const SENT = JSON.stringify({ id: MESSAGE, channel_id: CHANNEL })

let server: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let asked = 0
const senders = new Map<string, Sender>()

beforeEach(async () => {
  asked = 0
  server = createServer((request, response) => {
    asked += 1
    request.resume().once('end', () => answer(request, response))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
  senders.set('bot', new BotSender({ dispatcher: direct, token: 'a.b.c', api }))
  const url = `${api}/webhooks/${CHANNEL}/token`
  senders.set('webhook', new WebhookSender(url, { dispatcher: direct, now: () => Date.now() }))
})

afterEach(async () => {
  for (const sender of senders.values()) await sender.close()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

for (const who of ['bot', 'webhook'] as const) {
  const place = who === 'bot' ? CHANNEL : webhookPlace(CHANNEL, null)
  const outgoing: Outgoing = { channelId: place, message: { embeds: [] } as never, nonce: 'n', edits: null }
  const send = () => senders.get(who)?.send(outgoing, NEVER)

  describe(`the ${who}`, () => {
    test('a refusal that breaks off is a refusal: nothing is in the channel', async () => {
      answer = (_, response) => {
        response.writeHead(404, { ...JSON_TYPE, 'content-length': '500' }).write('{"code":')
        setTimeout(() => response.destroy(), 20)
      }
      assert.deepEqual(await send(), { kind: 'refused', status: 404, code: null, why: '' })
    })

    test('a limit whose answer breaks off is kept', async () => {
      answer = (_, response) => {
        response.writeHead(429, { ...JSON_TYPE, 'content-length': '500', 'Retry-AFTER': '7' }).write('{')
        setTimeout(() => response.destroy(), 20)
      }
      const outcome = await send()
      assert.ok(outcome?.kind === 'retry' && Math.round((outcome.afterMs ?? 0) / 1000) === 7)
    })

    test('a success that breaks off is uncertain, and is asked for once', async () => {
      answer = (_, response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '500' }).write(SENT)
        setTimeout(() => response.destroy(), 20)
      }
      assert.equal((await send())?.kind, 'uncertain')
      assert.equal(asked, 1)
    })

    test('an answer is read that is packed although nobody asked for it, or begins with a byte order mark', async () => {
      answer = (_, response) =>
        response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(gzipSync(SENT))
      assert.deepEqual(await send(), { kind: 'sent', messageId: MESSAGE, channelId: CHANNEL })
      answer = (_, response) => response.writeHead(200, JSON_TYPE).end(`\ufeff${SENT}`)
      assert.equal((await send())?.kind, 'sent')
    })

    test('an answer that unpacks to more than is read, or not at all, is uncertain', async () => {
      for (const body of [gzipSync(Buffer.alloc(20_000_000, 32)), gzipSync(SENT).subarray(0, 30)]) {
        answer = (_, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(body)
        assert.equal((await send())?.kind, 'uncertain')
      }
    })

    test('a refusal whose JSON is no object is a refusal', async () => {
      for (const body of ['"forbidden"', '5', 'null', '[1]']) {
        answer = (_, response) => response.writeHead(403, JSON_TYPE).end(body)
        assert.deepEqual(await send(), { kind: 'refused', status: 403, code: null, why: '' })
      }
    })

    test('a redirect is not followed and deletes nothing', async () => {
      answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()
      const outcome = await senders.get(who)?.remove?.(place, MESSAGE, NEVER)
      assert.notEqual(outcome?.kind, 'sent')
      assert.equal(asked, 1)
    })

    test('where connections end between two requests, each message arrives once', async () => {
      answer = (_, response) => {
        response.writeHead(200, JSON_TYPE).end(SENT)
        setTimeout(() => response.socket?.destroy(), 5)
      }
      for (let index = 0; index < 8; index += 1) {
        const outcome = await send()
        assert.equal(asked, index + 1)
        assert.match(outcome?.kind ?? '', /^(?:sent|uncertain)$/)
        await delay(index)
      }
    })
  })
}

test('a deadline and a stop end what is still connecting, and it is not sent later', async () => {
  answer = (_, response) => response.writeHead(200, JSON_TYPE).end(SENT)
  const { port } = server.address() as AddressInfo
  const connected: (() => void)[] = []
  const slow = new Agent({
    connect: (_, done) => {
      connected.push(() => {
        const socket = connect(port, '127.0.0.1', () => done(null, socket))
      })
    },
  })
  const url = `http://127.0.0.1:${port}/api/webhooks/${CHANNEL}/token`
  const stop = new AbortController()
  const outgoing: Outgoing = { channelId: webhookPlace(CHANNEL, null), message: {} as never, nonce: 'n', edits: null }
  const late = new WebhookSender(url, { dispatcher: slow, now: () => Date.now(), deadlineMs: 50 })
  assert.equal((await late.send(outgoing, NEVER)).kind, 'uncertain')
  const stopped = new WebhookSender(url, { dispatcher: slow, now: () => Date.now() }).send(outgoing, stop.signal)
  stop.abort()
  assert.equal((await stopped).kind, 'uncertain')
  for (const go of connected) go()
  await delay(200)
  assert.equal(asked, 0)
  await slow.destroy()
})
