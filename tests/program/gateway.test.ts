import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '123456789012345678'

/** The real program as a bot, with a gateway of ours. */
async function open() {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, 'wake: "* * * * * *"\n', 'one')
  return {
    discord,
    publisher,
    run: () =>
      new Program('run', home, {
        DISCORD_TOKEN: discord.token,
        DISCORD_CHANNEL_ID: CHANNEL,
        DISCORD_API_URL: discord.url,
      }),
    close: () => Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })]),
  }
}

for (const code of [4004, 4010, 4011, 4012, 4013, 4014]) {
  test(`close code ${code} ends the program within five seconds, with the cause named and exit code 78`, async () => {
    const { discord, run, close } = await open()
    const program = run()
    await until('it is online', () => program.output.includes('"state":"ready"'), 30_000)
    discord.gateway.refuseWith = code
    const asked = performance.now()
    discord.gateway.closeAll(code)
    const { code: exit, output } = await program.ended
    assert.ok(performance.now() - asked < 5000, `${Math.round(performance.now() - asked)} ms`)
    assert.equal(exit, 78)
    assert.match(output.trim().split('\n').at(-1) ?? '', new RegExp(`^[^{].*gateway close code ${code}`))
    await close()
  })
}

test('other close codes and a connection that breaks are followed by another connection, and alerts go on', async () => {
  const { discord, publisher, run, close } = await open()
  const program = run()
  await until(
    'it is online',
    () => discord.gateway.connected === 1 && program.output.includes('"state":"ready"'),
    30_000,
  )
  for (const [index, code] of [4000, 4001, 4007, 4009, 1006].entries()) {
    const before = discord.gateway.logins
    if (code === 1006) discord.gateway.dropAll()
    else discord.gateway.closeAll(code)
    await until(
      `it is back after ${code}`,
      () => discord.gateway.logins > before && discord.gateway.connected === 1,
      20_000,
    )
    assert.equal(program.child.exitCode, null, `after ${index} others, ${code} ended it: ${program.output}`)
  }
  assert.ok(publisher.requests.length > 0)
  program.child.kill('SIGTERM')
  assert.equal((await program.ended).code, 0)
  await close()
})
