import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { type Gateway, openGateway } from '../../../src/io/discord/bot/gateway.ts'
import { direct } from '../../fakes/direct.ts'
import { FakeDiscord } from '../../fakes/discord.ts'

let discord: FakeDiscord
let gateway: Gateway | null = null
let fatal: PromiseWithResolvers<string>
let states: string[] = []

beforeEach(async () => {
  discord = await FakeDiscord.start()
  fatal = Promise.withResolvers()
  states = []
})

afterEach(async () => {
  await gateway?.close()
  gateway = null
  await discord.close()
})

function open(token = discord.token, loginPauseMs = 50): void {
  gateway = openGateway({
    dispatcher: direct,
    token,
    api: discord.url,
    onFatal: why => fatal.resolve(why),
    onState: state => void states.push(state),
    loginPauseMs,
  })
}

async function until(met: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !met(); tries += 1) await delay(25)
  assert.ok(met())
}

test('the bot is ready once it is let in', async () => {
  open()
  await until(() => states.includes('ready'))
  assert.equal(discord.gateway.connected, 1)
})

for (const code of [4004, 4010, 4011, 4012, 4013, 4014]) {
  test(`close code ${code} is for good and named, within five seconds`, async () => {
    discord.gateway.refuseWith = code
    open()
    const why = await Promise.race([fatal.promise, delay(5000, 'too late', { ref: false })])
    assert.match(why, new RegExp(`close code ${code}`))
  })
}

test('a token that the REST side refuses is for good and named', async () => {
  open('MTAwMDAwMDAwMDAwMDAwMDAx.Gwrong.wrong_aaaaaaaaaaaaaaaaaaaaaaaaaaa')
  assert.match(await fatal.promise, /token/)
})

for (const code of [4000, 4008, 1006]) {
  test(`after close code ${code} the bot connects again`, async () => {
    open()
    await until(() => states.includes('ready'))
    if (code === 1006) discord.gateway.dropAll()
    else discord.gateway.closeAll(code)
    await until(() => discord.gateway.logins === 2 && discord.gateway.connected === 1)
    assert.ok(states.includes('reconnecting'))
  })
}

for (const slam of ['reset', 'forbid'] as const) {
  test(`a gateway that refuses every connection (${slam}) is asked at growing pauses, and one line says so until it is back`, async () => {
    discord.gateway.slam = slam
    open(discord.token, 500)
    await delay(1500)
    const early = discord.gateway.slammed
    await delay(1500)
    const late = discord.gateway.slammed - early
    // Without pauses of its own it would be asked twice a second, and as often again after each new login.
    assert.ok(early > 0 && early <= 5, `${early} in the first 1.5 s`)
    assert.ok(late <= early, `${late} in the next 1.5 s`)
    assert.equal(states.length, 1)
    discord.gateway.slam = null
    await until(() => states.includes('ready'))
    assert.deepEqual(states.slice(1), ['ready'])
  })
}

test('a Discord that cannot be reached at first is tried again', async () => {
  const api = discord.url
  const [, port = ''] = /:(\d+)/.exec(api) ?? []
  const { token } = discord
  await discord.close()
  gateway = openGateway({
    dispatcher: direct,
    token,
    api,
    onFatal: fatal.resolve,
    onState: state => void states.push(state),
    loginPauseMs: 50,
  })
  await until(() => states.includes('unreachable'))
  discord = await FakeDiscord.start({ port: Number(port) })
  await until(() => states.includes('ready'))
})

test('a session that Discord refuses to resume with 4009 is given up for a new one', async () => {
  open()
  await until(() => states.includes('ready'))
  discord.gateway.refuseResumes = true
  discord.gateway.closeAll(4000)
  await until(() => states.filter(state => state === 'ready').length === 2)
  assert.equal(discord.gateway.connected, 1)
})

for (const [what, status, body] of [
  ['a wall that answers 429 without saying how long', 429, '<title>slow down</title>'],
  [
    'a day whose sessions are used up',
    200,
    JSON.stringify({
      url: 'ws://127.0.0.1:9',
      shards: 1,
      session_start_limit: { total: 1000, remaining: 0, reset_after: 3_600_000, max_concurrency: 1 },
    }),
  ],
  ['a proxy that refuses the login', 401, '<title>log in</title>'],
] as const) {
  test(`${what} is asked at growing pauses, and no longer once it is closed`, async () => {
    let asked = 0
    const server = createServer((_, response) => {
      asked += 1
      response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    gateway = openGateway({
      dispatcher: direct,
      token: discord.token,
      api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
      onFatal: fatal.resolve,
      onState: state => void states.push(state),
      loginPauseMs: 100,
    })
    await until(() => asked === 3)
    await delay(200)
    await gateway.close()
    assert.equal(asked, 3)
    await delay(500)
    assert.equal(asked, 3)
    assert.deepEqual(states, [status === 401 ? 'unreachable' : 'limited'])
    server.closeAllConnections()
    server.close()
  })
}

test('two bots of one process have sessions of their own', async () => {
  open()
  await until(() => states.includes('ready'))
  const first = gateway
  open()
  await until(() => states.length === 2)
  discord.gateway.closeAll(4000)
  await until(() => states.filter(state => state === 'ready').length === 4 && discord.gateway.connected === 2)
  assert.equal(discord.gateway.logins, 4)
  await first?.close()
  await until(() => discord.gateway.connected === 1)
})

for (const silent of [true, false]) {
  test(`closed while it logs in, ${silent ? 'before' : 'after'} Discord's greeting, it ends within two seconds`, async () => {
    discord.gateway.silent = silent
    open()
    await until(() => discord.gateway.connected === 1)
    const closed = gateway?.close().then(() => 'closed')
    assert.equal(await Promise.race([closed, delay(2000, 'hangs', { ref: false })]), 'closed')
  })
}
