import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { FakeDiscord, TEST_TOKEN, WEBHOOK_TOKEN } from '../fakes/discord.ts'
import type { Fault } from '../fakes/discord-faults.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '200000000000000001'
const PASSWORD = 'canary-password-cccccccc'
const SUMMARY_KEY = 'canary-summary-key-dddddddd'
/** A summary server that answers with something else: its key must not be told either. */
const summaries = (url: string) => ({ SUMMARY_URL: url, SUMMARY_MODEL: 'model', SUMMARY_KEY })
const talks = { guid: 'a', title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva' }
const COMMANDS =
  'backtest brief check demo digest explain group health once parse run schema state status summarise upcoming'.split(
    ' ',
  )

/** Discord repeats the secret in its own words where it can. */
const faultsOf = (secret: string): readonly Fault[] => [
  { kind: 'status', status: 400, code: 50035, message: `what is ${secret}` },
  { kind: 'status', status: 401, message: secret },
  { kind: 'status', status: 403, code: 50013 },
  { kind: 'status', status: 404, code: 10015 },
  { kind: 'status', status: 500 },
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'rate-limit', retryAfter: null, global: true },
  { kind: 'reset' },
  { kind: 'html' },
  { kind: 'long' },
  { kind: 'accept-reset' },
]

const ways = [
  ['as a bot', TEST_TOKEN, (discord: FakeDiscord) => ({ DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL })],
  [
    'through a webhook',
    WEBHOOK_TOKEN,
    (discord: FakeDiscord) => ({ DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL) }),
  ],
] as const

/** A command with its own arguments only. */
function say(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; output: string }> {
  const main = join(import.meta.dirname, '../../src/main.ts')
  return new Promise(resolve => {
    const { PATH, NODE_COMPILE_CACHE } = process.env
    const surroundings = { PATH, NODE_COMPILE_CACHE, ...env }
    execFile(process.execPath, [main, ...args], { env: surroundings }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    )
  })
}

/** Everything that stands in a directory, as text. */
async function contents(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map(file => readFile(file, 'latin1')))).join('\n')
}

for (const [way, secret, credentials] of ways) {
  test(`${way}, no secret is in the output of the program or in its state directory, under every fault`, async () => {
    const publisher = await Publisher.start()
    publisher.entries = [talks]
    // One configuration, which the first start reads, and a new state for each fault.
    const home = await makeHome(publisher, '', 'one')
    for (const fault of faultsOf(secret)) {
      const discord = await FakeDiscord.start()
      discord.faults.push(fault)
      await rm(join(home, 'state'), { recursive: true, force: true })
      const env = {
        ...credentials(discord),
        DISCORD_API_URL: discord.url,
        LOG_LEVEL: 'debug',
        ...summaries(publisher.url),
      }
      const said = (await new Program('once', home, env).ended).output
      assert.ok(discord.requests.length > 0, `${fault.kind} was not met: ${said}`)
      const kept = await contents(join(home, 'state'))
      assert.ok(kept.includes('Geneva'), 'the state directory is looked at')
      assert.ok(!/canary/.test(said), `${fault.kind}: ${said}`)
      assert.ok(!/canary/.test(kept), `${fault.kind}: in the state directory`)
      await discord.close()
    }
    await Promise.all([publisher.close(), rm(home, { recursive: true })])
  })

  test(`${way}, no secret is in what run, status, state and check say`, async () => {
    const publisher = await Publisher.start()
    publisher.entries = [talks]
    const discord = await FakeDiscord.start()
    discord.faults.push({ kind: 'status', status: 400, code: 50035, message: secret })
    const home = await makeHome(publisher, 'wake: "* * * * * *"\n', 'one')
    const env = {
      ...credentials(discord),
      DISCORD_API_URL: discord.url,
      LOG_LEVEL: 'debug',
      ...summaries(publisher.url),
    }
    const run = new Program('run', home, env)
    await until('it has set the alert aside', () => run.output.includes('set aside'), 30_000)
    run.child.kill('SIGTERM')
    const said = [(await run.ended).output]
    const storeEnv = { ...env, STATE_URL: `sqlite:${home}/state/backchannel.db` }
    said.push((await new Program('status', home, env).ended).output)
    for (const verb of ['export', 'list']) said.push((await say(['state', verb], storeEnv)).output)
    said.push((await say(['check', '--config', `${home}/config`], env)).output)
    said.push(await contents(join(home, 'state')))
    assert.ok(said.join('').includes('set-aside'))
    assert.ok(!/canary/.test(said.join('\n')), said.join('\n'))
    await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
  })
}

test('no secret is in the help of any command, nor in what is said of secrets that are wrong', async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, '', 'one')
  const webhook = `https://discord.com/api/webhooks/${CHANNEL}/${WEBHOOK_TOKEN}`
  const env = { DISCORD_TOKEN: TEST_TOKEN, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_WEBHOOK_URL: webhook, SUMMARY_KEY }
  const helps = []
  for (const command of COMMANDS) helps.push(await say([command, '--help'], env))
  for (const { code, output } of helps) {
    assert.equal(code, 0)
    assert.ok(!output.includes('canary'), output)
  }
  const wrong: readonly Readonly<Record<string, string>>[] = [
    env,
    { DISCORD_TOKEN: 'canary', DISCORD_CHANNEL_ID: CHANNEL },
    { DISCORD_TOKEN: TEST_TOKEN, DISCORD_CHANNEL_ID: 'canary' },
    { DISCORD_WEBHOOK_URL: webhook.replace('discord.com', 'elsewhere.example') },
    { STATE_URL: `postgres://user:${PASSWORD}@127.0.0.1:1/db` },
    { STATE_URL: `redis://:${PASSWORD}@127.0.0.1:1/0` },
    { STATE_URL: `nothing://user:${PASSWORD}@127.0.0.1` },
  ]
  for (const one of wrong) {
    const { code, output } = await new Program('run', home, one).ended
    assert.ok(code === 78 || code === 69, `${code}: ${output}`)
    assert.ok(output.length > 0)
    assert.ok(!output.includes('canary'), output)
  }
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})
