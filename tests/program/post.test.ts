import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '123456789012345678'
const talks = {
  guid: 'a',
  title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva',
  description: 'The two sides will meet next week.',
}
const football = {
  guid: 'b',
  title: 'North Korea beats Vietnam in football qualifier',
  description: 'Two goals in the first half.',
}

let discord: FakeDiscord
before(async () => {
  discord = await FakeDiscord.start()
})
after(() => discord.close())

const modes = [
  ['bot', () => ({ DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url }), CHANNEL],
  [
    'webhook',
    () => ({ DISCORD_WEBHOOK_URL: discord.webhookUrl('223456789012345678'), DISCORD_API_URL: discord.url }),
    '223456789012345678',
  ],
] as const

for (const [mode, env, channel] of modes) {
  test(`${mode}: posts what matters once, and after a restart nothing twice`, async () => {
    const publisher = await Publisher.start()
    publisher.entries = [football, talks]
    const home = await makeHome(publisher)
    const first = new Program('run', home, env())
    await until(`${mode} has posted`, () => discord.messages(channel).length === 1)
    first.child.kill('SIGTERM')
    const ended = await first.ended
    assert.equal(ended.code, 0, ended.output)
    const [message] = discord.messages(channel)
    assert.match(JSON.stringify(message), /agree to nuclear talks in Geneva/)

    const again = await new Program('once', home, env()).ended
    assert.equal(again.code, 0, again.output)
    assert.match(again.output, /wire\s+unchanged\s+0\s+0\s+0/)
    assert.equal(discord.messages(channel).length, 1)
    assert.deepEqual(
      publisher.requests.map(one => one.conditional),
      [false, true],
    )

    publisher.entries = [
      { guid: 'c', title: 'Treasury imposes sanctions on North Korea over missile programme, Washington says' },
      football,
      talks,
    ]
    const third = await new Program('once', home, env()).ended
    assert.match(third.output, /wire\s+read\s+3\s+1\s+1/)
    assert.equal(discord.messages(channel).length, 2)
    assert.ok(!(ended.output + again.output + third.output).includes(discord.token), 'the token is in the output')
    await publisher.close()
    await rm(home, { recursive: true })
  })
}

test('preview: draws the alert in the terminal and says how to connect Discord', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher)
  const run = new Program('run', home, {})
  await until('the alert is drawn', () => run.output.includes('Geneva'))
  run.child.kill('SIGINT')
  const { code, output } = await run.ended
  assert.equal(code, 0)
  assert.match(output, /To post to Discord set DISCORD_WEBHOOK_URL/)
  await publisher.close()
  await rm(home, { recursive: true })
})

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'a token without a channel',
    { DISCORD_TOKEN: `${'x'.repeat(24)}.abcdef.${'y'.repeat(30)}` },
    /DISCORD_CHANNEL_ID is missing/,
  ],
  ['a channel without a token', { DISCORD_CHANNEL_ID: CHANNEL }, /DISCORD_TOKEN is missing/],
  [
    'something that is no token',
    { DISCORD_TOKEN: 'canary-secret', DISCORD_CHANNEL_ID: CHANNEL },
    /DISCORD_TOKEN does not look like/,
  ],
  [
    'a webhook of another host',
    { DISCORD_WEBHOOK_URL: 'https://evil.example/api/webhooks/123456789012345678/canary-secret-canary-secret' },
    /DISCORD_WEBHOOK_URL leads to a host other than Discord/,
  ],
]
for (const [name, env, expected] of refusals) {
  test(`${name} is a named problem with exit code 78, and no secret is printed`, async () => {
    const publisher = await Publisher.start()
    const home = await makeHome(publisher, '', 'one')
    const { code, output } = await new Program('run', home, env).ended
    assert.equal(code, 78, output)
    assert.match(output, expected)
    assert.doesNotMatch(output, /canary|\bat .*\.ts:/)
    await publisher.close()
    await rm(home, { recursive: true })
  })
}
