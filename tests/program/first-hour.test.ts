import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '223456789012345678'
const NEWS = { guid: 'a', title: 'North Korea beats Vietnam in football qualifier' }
const LINE = 'Backchannel is watching 1 feed; the first look recorded 1 entry; new stories will appear here.'

let discord: FakeDiscord
before(async () => {
  discord = await FakeDiscord.start()
})
after(() => discord.close())

test('with a webhook in .env the bot says once that it watches, and after a restart nothing', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [NEWS]
  const home = await makeHome(publisher, 'firstStart: channel')
  const variables = `DISCORD_WEBHOOK_URL=${discord.webhookUrl(CHANNEL)}\nDISCORD_API_URL=${discord.url}\n`
  await writeFile(join(home, '.env'), variables)
  const first = new Program('run', home, {})
  await until('it is said', () => discord.messages(CHANNEL).length > 0)
  first.child.kill('SIGTERM')
  assert.equal((await first.ended).code, 0, first.output)

  const sent = () => discord.messages(CHANNEL).map(message => message.embeds?.[0]?.description)
  const talks = 'Envoys of the United States and North Korea agree to talks in Geneva'
  publisher.entries = [{ guid: 'b', title: talks }, NEWS]
  assert.equal((await new Program('once', home, {}).ended).code, 0)
  assert.equal(sent().length, 2)
  assert.equal(sent()[0], LINE)
  await publisher.close()
})

test('once, by a timer of the system, says it too, once', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [NEWS]
  const home = await makeHome(publisher, 'firstStart: channel')
  const channel = '323456789012345678'
  const env = { DISCORD_WEBHOOK_URL: discord.webhookUrl(channel), DISCORD_API_URL: discord.url }
  for (const _ of [1, 2]) assert.equal((await new Program('once', home, env).ended).code, 0)
  assert.deepEqual(
    discord.messages(channel).map(message => message.embeds?.[0]?.description),
    [LINE],
  )
  await publisher.close()
})

test('a mistake in .env is named by its line and never shown, and nothing starts', async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, '', 'one')
  await writeFile(join(home, '.env'), '# mine\nDISCORD_TOKEN: canary-eeeeeeeeeeeeeeee\n')
  const { code, output } = await new Program('once', home, {}).ended
  assert.equal(code, 78)
  assert.equal(output, '.env:2:1 is not NAME=value – put the name and "=" before the value, or # before a comment\n')
  assert.deepEqual(publisher.requests, [])
  await writeFile(join(home, '.env'), Buffer.from('\ufeffLOG_LEVEL=info\n', 'utf16le'))
  assert.match((await new Program('once', home, {}).ended).output, /^\.env: is not UTF-8 text – save it as UTF-8/)
  await publisher.close()
})
