import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const talks = { guid: 'a', title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva' }
const modes = [
  ['bot', '123456789012345678'],
  ['webhook', '223456789012345678'],
] as const

for (const [mode, channel] of modes) {
  test(`${mode}: the digest is posted with its picture, and its numbers in words`, async () => {
    const discord = await FakeDiscord.start()
    const publisher = await Publisher.start()
    publisher.entries = [talks]
    const home = await makeHome(publisher, 'wake: "* * * * * *"\ndigest: { cron: "*/5 * * * * *", days: 7 }\n', 'one')
    const env: Record<string, string> =
      mode === 'bot'
        ? { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: channel, DISCORD_API_URL: discord.url }
        : { DISCORD_WEBHOOK_URL: discord.webhookUrl(channel), DISCORD_API_URL: discord.url }
    const run = new Program('run', home, env)
    const digests = () => discord.messages(channel).filter(message => JSON.stringify(message).includes('Digest ·'))
    await until('a digest with the story', () => digests().some(message => JSON.stringify(message).includes('Geneva')))
    run.child.kill('SIGTERM')
    assert.equal((await run.ended).code, 0)
    const digest = JSON.stringify(digests().at(-1))
    assert.match(digest, /attachment:\/\/digest\.png/)
    assert.match(digest, /"description":"Reports per day: [^"]*By type: Talks 1\."/)
    assert.equal(discord.files.at(-1)?.name, 'digest.png')
    assert.equal(discord.files.at(-1)?.bytes.subarray(1, 4).toString(), 'PNG')
    await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
  })
}

test('digest --preview writes the picture to a file and posts nothing', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher, '', 'one')
  await new Program('once', home, {}).ended
  const file = join(home, 'digest.png')
  const { code, output } = await new Program('digest', home, {}, ['--preview', file]).ended
  assert.equal(code, 0, output)
  assert.match(output, /Envoys of the United States/)
  assert.match(output, /digest\.png: Reports per day: .*By type: Talks 1\./)
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})
