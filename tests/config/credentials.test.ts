import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCredentials, renderCredentialProblem } from '../../src/config/credentials.ts'

const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.canary_aaaaaaaaaaaaaaaaaaaaaaaaaa'
const CHANNEL = '123456789012345678'
const SECRET = 'canary-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
const WEBHOOK = `https://discord.com/api/webhooks/${CHANNEL}/${SECRET}`

test('nothing is the preview, as are empty variables', () => {
  assert.deepEqual(readCredentials({}), { kind: 'preview' })
  assert.deepEqual(readCredentials({ DISCORD_TOKEN: ' ', DISCORD_WEBHOOK_URL: '' }), { kind: 'preview' })
})

test('a token with a channel is the bot, white space and the word Bot left off', () => {
  const read = readCredentials({ DISCORD_TOKEN: `Bot ${TOKEN}\n`, DISCORD_CHANNEL_ID: CHANNEL })
  assert.deepEqual(read, { kind: 'bot', token: TOKEN, channelId: CHANNEL, api: null })
})

for (const url of [
  WEBHOOK,
  `${WEBHOOK}/`,
  WEBHOOK.replace('discord.com', 'discordapp.com'),
  WEBHOOK.replace('/api/', '/api/v10/'),
]) {
  test(`${url.replace(SECRET, '…')} is a webhook`, () => {
    const read = { kind: 'webhook', url, webhookId: CHANNEL, threadId: null }
    assert.deepEqual(readCredentials({ DISCORD_WEBHOOK_URL: url }), read)
  })
}

test('a webhook may name the thread of its channel, or the post of its forum, that it writes into', () => {
  const thread = '323456789012345678'
  for (const url of [`${WEBHOOK}?thread_id=${thread}`, `${WEBHOOK}/?wait=true&thread_id=${thread}`]) {
    const read = readCredentials({ DISCORD_WEBHOOK_URL: url })
    assert.ok(read.kind === 'webhook', JSON.stringify(read))
    assert.deepEqual([read.url.replace(/\/$/, ''), read.webhookId, read.threadId], [WEBHOOK, CHANNEL, thread])
  }
})

for (const [open, close] of ['""', "''", '``', '“”', '‘’', '<>']) {
  test(`${open}…${close} that was copied along is no part of a value`, () => {
    const quoted = (text: string) => `${open} ${text}${close}\n`
    const webhook = readCredentials({ DISCORD_WEBHOOK_URL: quoted(WEBHOOK) })
    assert.equal(webhook.kind === 'webhook' && webhook.url, WEBHOOK)
    const bot = readCredentials({ DISCORD_TOKEN: quoted(TOKEN), DISCORD_CHANNEL_ID: quoted(CHANNEL) })
    assert.deepEqual(bot, { kind: 'bot', token: TOKEN, channelId: CHANNEL, api: null })
  })
}

test('a webhook of another server is taken where DISCORD_API_URL names the server', () => {
  const url = WEBHOOK.replace('https://discord.com', 'http://127.0.0.1:8080')
  assert.equal(readCredentials({ DISCORD_WEBHOOK_URL: url }).kind, 'problems')
  const read = readCredentials({ DISCORD_WEBHOOK_URL: url, DISCORD_API_URL: 'http://127.0.0.1:8080/api' })
  assert.equal(read.kind, 'webhook')
})

const mistakes = [
  ['a token without a channel', { DISCORD_TOKEN: TOKEN }, /^DISCORD_CHANNEL_ID is missing – /],
  [
    'a channel that is no id',
    { DISCORD_TOKEN: TOKEN, DISCORD_CHANNEL_ID: '#news' },
    /^DISCORD_CHANNEL_ID is not a channel id/,
  ],
  ['an id for a token', { DISCORD_TOKEN: CHANNEL, DISCORD_CHANNEL_ID: CHANNEL }, /is an id, not a token/],
  ['half a token', { DISCORD_TOKEN: TOKEN.slice(0, 30), DISCORD_CHANNEL_ID: CHANNEL }, /look like a bot token/],
  ['both ways', { DISCORD_TOKEN: TOKEN, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_WEBHOOK_URL: WEBHOOK }, /set together/],
  [
    'a webhook without its token',
    { DISCORD_WEBHOOK_URL: `https://discord.com/api/webhooks/${CHANNEL}` },
    /not a webhook/,
  ],
  [
    'a channel’s link for a webhook',
    { DISCORD_WEBHOOK_URL: `https://discord.com/channels/1/${CHANNEL}` },
    /not a webhook/,
  ],
  ['a webhook over http', { DISCORD_WEBHOOK_URL: WEBHOOK.replace('https', 'http') }, /host other than/],
  [
    'a webhook elsewhere',
    { DISCORD_WEBHOOK_URL: WEBHOOK.replace('discord.com', 'discord.com.example.org') },
    /host other than/,
  ],
  ['a webhook with a user name', { DISCORD_WEBHOOK_URL: WEBHOOK.replace('://', '://x@') }, /not a webhook/],
  [
    'a webhook for Slack’s form',
    { DISCORD_WEBHOOK_URL: `${WEBHOOK}/slack` },
    /ends in \/slack, .* – leave \/slack off$/,
  ],
  [
    'a webhook for GitHub’s form',
    { DISCORD_WEBHOOK_URL: `${WEBHOOK}/github/?x` },
    /ends in \/github, .* – leave \/github off$/,
  ],
  ['a thread that is no id', { DISCORD_WEBHOOK_URL: `${WEBHOOK}?thread_id=canary` }, /thread_id that is not an id/],
  [
    'something else behind a webhook',
    { DISCORD_WEBHOOK_URL: `${WEBHOOK}?canary=1` },
    /something after "\?" that is not thread_id/,
  ],
  ['a webhook with a fragment', { DISCORD_WEBHOOK_URL: `${WEBHOOK}#x` }, /not a webhook/],
  ['a word for a webhook', { DISCORD_WEBHOOK_URL: SECRET }, /not a webhook/],
  ['an API address that is none', { DISCORD_API_URL: 'localhost' }, /^DISCORD_API_URL is not an http/],
] as const

for (const [name, env, expected] of mistakes) {
  test(`${name} is a problem that says what to do and not what the secret is`, () => {
    const read = readCredentials(env)
    assert.equal(read.kind, 'problems')
    const lines = read.kind === 'problems' ? read.problems.map(renderCredentialProblem) : []
    assert.ok(
      lines.some(line => expected.test(line)),
      lines.join('\n'),
    )
    assert.ok(!lines.join('\n').includes('canary'))
  })
}
