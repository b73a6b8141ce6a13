import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/test.ts'
import { FakeDiscord, WEBHOOK_TOKEN } from '../fakes/discord.ts'
import { makeConfig, runCommand } from './run-command.ts'

const CHANNEL = '200000000000000001'
const SUMMITS = '200000000000000002'
const home = mkdtempSync(join(tmpdir(), 'backchannel-test-command-'))
after(() => rmSync(home, { recursive: true }))
makeConfig(join(home, 'config'), `routes: { summits: { channel: "${SUMMITS}", pingRole: "${CHANNEL}" } }\n`)
let made = 0
let state: string
let discord: FakeDiscord

beforeEach(async () => {
  state = join(home, `state-${++made}`)
  discord = await FakeDiscord.start()
})
afterEach(() => discord.close())

const bot = () => ({ DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url })
const webhook = () => ({ DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL), DISCORD_API_URL: discord.url })
const run = (env: Record<string, string>, values: Record<string, string | boolean> = {}) =>
  runCommand(command, { config: join(home, 'config'), state, ...values }, env)

test('through a webhook one card is posted, marked as a test, that pings nobody', async () => {
  const { exit, out, err } = await run(webhook())
  assert.equal(exit, EXIT.well, err)
  const [message, more] = discord.messages(CHANNEL)
  assert.equal(more, undefined)
  assert.match(message?.embeds?.[0]?.title ?? '', /^TEST, not news/)
  assert.match(message?.content ?? '', /TEST, not news/)
  assert.match(
    out,
    new RegExp(`Test of route "default" through webhook ${CHANNEL}:\nDiscord accepted it: message ${message?.id}`),
  )
  assert.match(out, new RegExp(`https://discord.com/channels/\\d+/${CHANNEL}/${message?.id}`))
  assert.ok(!out.includes(WEBHOOK_TOKEN))
})

test('as a bot it goes to the channel of the route that is named, and is removed with --delete, as are those of earlier tests', async () => {
  await run(bot(), { route: 'summits' })
  await run(bot())
  assert.deepEqual([discord.messages(SUMMITS).length, discord.messages(CHANNEL).length], [1, 1])
  const { exit, out } = await run(bot(), { route: 'summits', delete: true })
  assert.equal(exit, EXIT.well)
  assert.match(out, /as a bot to channel 200000000000000002:\nDiscord accepted it[\s\S]*3 test cards removed\./)
  assert.deepEqual([discord.messages(SUMMITS).length, discord.messages(CHANNEL).length], [0, 0])
})

test('a card that a person has removed meanwhile is none to remove, and one of another way stays known', async () => {
  await run(webhook())
  await run(bot())
  discord.deleteMessage(CHANNEL, discord.messages(CHANNEL)[1]?.id ?? '')
  const asBot = await run(bot(), { delete: true })
  assert.match(asBot.out, /2 test cards removed/)
  assert.equal(discord.messages(CHANNEL).length, 1)
  assert.match((await run(webhook(), { delete: true })).out, /2 test cards removed/)
  assert.equal(discord.messages(CHANNEL).length, 0)
})

const permissions: readonly (readonly [
  name: string,
  change: (guild: FakeDiscord['guild']) => void,
  lacks: string | null,
])[] = [
  ['with all of them nothing is missing', () => {}, null],
  [
    'what the channel takes from everyone is missing',
    guild => guild.overwrite(CHANNEL, 'everyone', ['EmbedLinks', 'SendMessages']),
    'Send Messages, Embed Links',
  ],
  [
    'what it gives back to the bot’s role is there',
    guild => {
      guild.overwrite(CHANNEL, 'everyone', ['EmbedLinks', 'ReadMessageHistory'])
      guild.overwrite(CHANNEL, 'role', [], ['EmbedLinks'])
    },
    'Read Message History',
  ],
  [
    'what it takes from the bot itself counts last',
    guild => {
      guild.overwrite(CHANNEL, 'bot', ['ViewChannel'])
      guild.overwrite(CHANNEL, 'role', [], ['ViewChannel'])
    },
    'View Channel',
  ],
  [
    'what only the bot’s role gives counts',
    guild => {
      guild.everyone = ['ViewChannel', 'SendMessages']
      guild.role = ['EmbedLinks', 'ReadMessageHistory']
    },
    null,
  ],
  [
    'an administrator may all',
    guild => {
      guild.role = ['Administrator']
      guild.overwrite(CHANNEL, 'everyone', ['ViewChannel'])
    },
    null,
  ],
  [
    'a thread has its channel’s, and a permission of its own for messages',
    guild => {
      guild.everyone = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory']
      guild.threads.set(CHANNEL, SUMMITS)
      guild.overwrite(SUMMITS, 'everyone', ['EmbedLinks'])
    },
    'Send Messages in Threads, Embed Links',
  ],
]
for (const [name, change, lacks] of permissions) {
  test(`a bot’s permissions: ${name}`, async () => {
    change(discord.guild)
    const { exit, out } = await run(bot())
    assert.equal(/The bot lacks (.*) in this channel – give it there/.exec(out)?.[1] ?? null, lacks, out)
    assert.equal(exit, lacks === null ? EXIT.well : EXIT.no)
  })
}

test('what Discord refuses is said with the permission that is missing', async () => {
  discord.forbid(CHANNEL)
  discord.guild.overwrite(CHANNEL, 'everyone', ['SendMessages'])
  const { exit, out } = await run(bot(), { delete: true })
  assert.equal(exit, EXIT.no)
  assert.match(out, /Discord refused it: the bot may not write here .*\(HTTP 403, code 50013\)/)
  assert.match(out, /The bot lacks Send Messages in this channel/)
})

test('a webhook that is gone, a token that is refused and a Discord that is away are told apart', async () => {
  const gone = await run({ ...webhook(), DISCORD_WEBHOOK_URL: webhook().DISCORD_WEBHOOK_URL.replace('bbbb', 'cccc') })
  assert.equal(gone.exit, EXIT.no)
  assert.match(gone.out, /the webhook does not exist – make one/)
  const refused = await run({ ...bot(), DISCORD_TOKEN: discord.token.replace('aaaa', 'dddd') })
  assert.equal(refused.exit, EXIT.no)
  assert.match(refused.out, /Discord refuses the token – make a new one/)
  const away = { ...webhook() }
  await discord.close()
  const none = await run(away)
  assert.equal(none.exit, EXIT.unreachable)
  assert.match(none.out, /It was not sent: Discord cannot be reached \(ECONNREFUSED\)/)
  discord = await FakeDiscord.start()
})

test('an unknown route and wrong credentials are named, and nothing is posted', async () => {
  const unknown = await run(webhook(), { route: 'sumits' })
  assert.deepEqual(
    [unknown.exit, unknown.err],
    [EXIT.usage, 'no route "sumits" in settings.yaml – one of: default, summits\n'],
  )
  const wrong = await run({ DISCORD_TOKEN: discord.token })
  assert.equal(wrong.exit, EXIT.config)
  assert.match(wrong.err, /^DISCORD_CHANNEL_ID is missing/)
  assert.deepEqual(discord.requests, [])
})

test('with neither it is drawn, and nothing is kept to remove', async () => {
  const { exit, out } = await run({})
  assert.equal(exit, EXIT.well)
  assert.match(out, /│ TEST, not news[\s\S]*Drawn here: neither a webhook nor a bot is configured/)
})
