import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '223456789012345678'
const talks = { guid: 'a', title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva' }

async function open() {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher, 'wake: "* * * * * *"\n', 'one')
  return {
    discord,
    home,
    run: (webhook = discord.webhookUrl(CHANNEL)) =>
      new Program('run', home, { DISCORD_WEBHOOK_URL: webhook, DISCORD_API_URL: discord.url }),
    status: async () => {
      const state = { STATE_URL: `sqlite:${join(home, 'state/backchannel.db')}` }
      return (await new Program('status', home, state).ended).output
    },
    close: () => Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })]),
  }
}

test('a webhook of a forum: one notice that says what to do, the alert waits, status tells it, and a restart sends it once it may', async () => {
  const { discord, run, status, close } = await open()
  discord.forbid(CHANNEL, { status: 400, code: 220001 })
  const first = run()
  await until('it is said', () => /"msg":"notice"/.test(first.output))
  await new Promise(resolve => setTimeout(resolve, 2500))
  first.child.kill('SIGTERM')
  const { output } = await first.ended
  assert.equal(output.match(/"msg":"notice"/g)?.length, 1)
  assert.match(output, /is a forum – give it a text channel, end its address with \?thread_id=.*tried again every hour/)
  assert.equal(discord.requests.filter(request => request.startsWith('POST')).length, 1)
  const told = await status()
  assert.match(told, /1 open/)
  assert.match(told, new RegExp(`channel webhook-${CHANNEL} takes no messages: the webhook’s channel is a forum`))
  discord.allow(CHANNEL)
  const again = run()
  await until('it is posted', () => discord.messages(CHANNEL).length === 1)
  again.child.kill('SIGTERM')
  await again.ended
  await close()
})

test('a webhook with ?thread_id= posts into that thread', async () => {
  const { discord, run, close } = await open()
  const program = run(`"${discord.webhookUrl(CHANNEL)}?thread_id=323456789012345678"`)
  await until('it is posted', () => discord.messages('323456789012345678').length === 1)
  program.child.kill('SIGTERM')
  assert.equal((await program.ended).code, 0)
  assert.equal(discord.messages(CHANNEL).length, 0)
  await close()
})

test('a webhook’s token that Discord refuses ends the program, which says to copy the address again', async () => {
  const { discord, run, close } = await open()
  discord.faults.push({ kind: 'status', status: 401, code: 50027, message: 'Invalid Webhook Token' })
  const { code, output } = await run().ended
  assert.equal(code, 78)
  assert.match(output.trim().split('\n').at(-1) ?? '', /^the webhook’s address is wrong – copy it again in Discord/)
  assert.doesNotMatch(output, /developer portal/)
  await close()
})
