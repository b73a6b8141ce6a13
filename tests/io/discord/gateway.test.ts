import assert from 'node:assert/strict'
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

for (const silent of [true, false]) {
  test(`closed while it logs in, ${silent ? 'before' : 'after'} Discord's greeting, it ends within two seconds`, async () => {
    discord.gateway.silent = silent
    open()
    await until(() => discord.gateway.connected === 1)
    const closed = gateway?.close().then(() => 'closed')
    assert.equal(await Promise.race([closed, delay(2000, 'hangs', { ref: false })]), 'closed')
  })
}
