import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, afterEach, beforeEach, test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/init/init.ts'
import { FakeDiscord, WEBHOOK_TOKEN } from '../fakes/discord.ts'
import { makeConfig, type Ran, runCommand } from './run-command.ts'

const CHANNEL = '200000000000000001'
const ROLE = '300000000000000009'
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
const root = mkdtempSync(join(tmpdir(), 'backchannel-init-'))
after(() => rmSync(root, { recursive: true }))
let made = 0
let home: string
let discord: FakeDiscord

beforeEach(async () => {
  home = join(root, `home-${++made}`)
  makeConfig(join(home, 'config'), 'language: en\n')
  discord = await FakeDiscord.start()
})
afterEach(() => discord.close())

const api = () => ({ DISCORD_API_URL: discord.url })
const where = () => ({ config: join(home, 'config'), env: join(home, '.env') })
const envText = () => readFileSync(join(home, '.env'), 'utf8')
const localText = () => readFileSync(join(home, 'config/local/settings.yaml'), 'utf8')
const flagged = (values: Record<string, string | boolean>) => runCommand(command, { ...where(), ...values }, api())

/** A person at a terminal: answers each question as it is asked. "^C" and "^D" are those keys. */
async function person(
  answers: readonly string[],
  env: Record<string, string> = api(),
): Promise<Ran & { readonly left: number }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const stdout = new PassThrough()
  const left = [...answers]
  stdout.on('data', chunk => {
    if (!/: $/.test(String(chunk))) return
    const answer = left.shift()
    if (answer === undefined) stdin.end()
    else setImmediate(() => stdin.write(answer === '^C' ? '\u0003' : answer === '^D' ? '\u0004' : `${answer}\r`))
  })
  const ran = await runCommand(command, where(), env, stdin, stdout)
  return { ...ran, left: left.length }
}

test('asks, tries the webhook at once, and writes what was answered', async () => {
  const url = discord.webhookUrl(CHANNEL)
  const { exit, out, err, left } = await person(['', url, 'ko', 'Asia/Seoul', ROLE])
  assert.deepEqual([exit, err, left], [EXIT.well, '', 0])
  assert.match(discord.messages(CHANNEL)[0]?.embeds?.[0]?.title ?? '', /^TEST/)
  assert.match(out, /Posting a sample card, marked as a test …\nDiscord accepted it: message \d+\./)
  assert.equal(envText(), `DISCORD_WEBHOOK_URL=${url}\n`)
  assert.equal(statSync(join(home, '.env')).mode & 0o777, 0o600)
  assert.match(
    localText(),
    /language: ko\ntimeZone: Asia\/Seoul\nroutes:\n {2}default:\n {4}pingRole: "300000000000000009"/,
  )
  assert.ok(!out.includes(WEBHOOK_TOKEN), 'what is typed is not shown')
})

test('run again it shows what is set, secrets masked, and Enter keeps all of it', async () => {
  await flagged({ webhook: discord.webhookUrl(CHANNEL), language: 'ja', 'ping-role': ROLE, 'no-test': true })
  const before = [envText(), localText()]
  const variables = { ...api(), DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL) }
  const { exit, out, left } = await person(['', '', '', ''], variables)
  assert.deepEqual([exit, left], [EXIT.well, 0], out)
  assert.match(out, new RegExp(`Set: webhook ${CHANNEL}, its token ••••. Enter keeps it.`))
  assert.match(out, /zh \[ja\]: [\s\S]*\[300000000000000009\]: /)
  assert.ok(!out.includes(WEBHOOK_TOKEN))
  assert.deepEqual([envText(), localText()], before)
  assert.equal(discord.messages(CHANNEL).length, 1)
})

test('what cannot be used is said and asked again', async () => {
  const url = discord.webhookUrl(CHANNEL)
  const answers = [
    'pigeon',
    'webhook',
    'https://example.org/',
    'webhook',
    url,
    'korean',
    'ko',
    'Seoul',
    '',
    '12',
    'none',
  ]
  const { exit, out, left } = await person(answers)
  assert.deepEqual([exit, left], [EXIT.well, 0], out)
  assert.match(out, /Write webhook, bot or preview\.[\s\S]*DISCORD_WEBHOOK_URL is not a webhook address/)
  assert.match(out, /not a language – [\s\S]*not a time zone – [\s\S]*not a Discord id/)
  assert.ok(!localText().includes('pingRole'))
})

test('a way that Discord refuses is asked anew, or taken all the same', async () => {
  discord.forbid(CHANNEL)
  discord.guild.overwrite(CHANNEL, 'everyone', ['SendMessages'])
  const gone = discord.webhookUrl(CHANNEL).replace('bbbb', 'cccc')
  const answers = ['webhook', gone, '', 'bot', discord.token, CHANNEL, 'y', '', '', '']
  const { exit, out, left } = await person(answers)
  assert.deepEqual([exit, left], [EXIT.well, 0], out)
  assert.match(
    out,
    /the webhook does not exist[\s\S]*the bot may not write here[\s\S]*The bot lacks Send Messages in this channel/,
  )
  assert.equal(envText(), `DISCORD_TOKEN=${discord.token}\nDISCORD_CHANNEL_ID=${CHANNEL}\n`)
  assert.ok(!out.includes(discord.token))
})

for (const key of ['^C', '^D']) {
  test(`${key} stops it, and nothing was written`, async () => {
    const { exit, err } = await person(['webhook', key])
    assert.deepEqual([exit, err], [EXIT.no, '\nstopped – nothing was written\n'])
    assert.ok(!existsSync(join(home, '.env')) && !existsSync(join(home, 'config/local')))
  })
}

test('in no terminal it says what it would ask and writes nothing', async () => {
  writeFileSync(join(home, '.env'), `DISCORD_WEBHOOK_URL=${discord.webhookUrl(CHANNEL)}\n`)
  const { exit, out } = await flagged({})
  assert.equal(exit, EXIT.usage)
  assert.match(
    out,
    /--webhook URL, or --token TOKEN and --channel ID, or --preview {3}set: webhook 200000000000000001, its token ••••\n/,
  )
  assert.match(out, new RegExp(`--time-zone ZONE {4}\\[${zone}\\]`))
  assert.ok(!out.includes(WEBHOOK_TOKEN))
  assert.deepEqual([discord.requests.length, existsSync(join(home, 'config/local'))], [0, false])
})

test('with options nothing is asked; another way leaves nothing of the one before, and other lines stay', async () => {
  writeFileSync(
    join(home, '.env'),
    `# mine\nLOG_LEVEL=debug\nDISCORD_TOKEN_FILE=/run/secrets/token\nDISCORD_CHANNEL_ID=${CHANNEL}\nOTHER="a b"\n`,
    { mode: 0o644 },
  )
  const { exit, err } = await flagged({ webhook: discord.webhookUrl(CHANNEL) })
  assert.deepEqual([exit, err], [EXIT.well, ''])
  assert.equal(envText(), `# mine\nLOG_LEVEL=debug\nOTHER="a b"\nDISCORD_WEBHOOK_URL=${discord.webhookUrl(CHANNEL)}\n`)
  assert.equal(statSync(join(home, '.env')).mode & 0o777, 0o600)
  await flagged({ preview: true })
  assert.equal(envText(), '# mine\nLOG_LEVEL=debug\nOTHER="a b"\n')
})

test('with options what Discord refuses is not written, unless it is not tried', async () => {
  const gone = discord.webhookUrl(CHANNEL).replace('bbbb', 'cccc')
  const refused = await flagged({ webhook: gone })
  assert.deepEqual([refused.exit, existsSync(join(home, '.env'))], [EXIT.no, false])
  assert.match(refused.err, /nothing was written/)
  assert.equal((await flagged({ webhook: gone, 'no-test': true })).exit, EXIT.well)
  assert.equal(envText(), `DISCORD_WEBHOOK_URL=${gone}\n`)
})

test('a token needs a channel, a known bot may be given another one, and a webhook beside a token is refused', async () => {
  const alone = await flagged({ token: discord.token, 'no-test': true })
  assert.deepEqual([alone.exit, existsSync(join(home, '.env'))], [EXIT.usage, false])
  assert.match(alone.err, /DISCORD_CHANNEL_ID is missing/)
  await flagged({ token: discord.token, channel: CHANNEL, 'no-test': true })
  await flagged({ channel: ROLE, 'no-test': true })
  assert.equal(envText(), `DISCORD_TOKEN=${discord.token}\nDISCORD_CHANNEL_ID=${ROLE}\n`)
  const both = { webhook: discord.webhookUrl(CHANNEL), token: discord.token, channel: CHANNEL, 'no-test': true }
  assert.match((await flagged(both)).err, /is set together with DISCORD_TOKEN/)
})

test('what the environment sets otherwise is named, since it wins', async () => {
  const env = { ...api(), DISCORD_TOKEN: discord.token }
  const { out } = await runCommand(command, { ...where(), webhook: discord.webhookUrl(CHANNEL), 'no-test': true }, env)
  assert.match(out, /DISCORD_TOKEN is set in the environment too, which wins over/)
})

test('a local settings file that cannot be read is named before anything is asked', async () => {
  await flagged({ language: 'ko' })
  writeFileSync(join(home, 'config/local/settings.yaml'), 'language: "\n')
  const { exit, err } = await flagged({ language: 'ja' })
  assert.equal(exit, EXIT.config)
  assert.match(err, /local\/settings\.yaml: not valid YAML/)
})
