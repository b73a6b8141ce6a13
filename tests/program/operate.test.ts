import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { command as health } from '../../src/commands/health.ts'
import { Heartbeat } from '../../src/io/ops/heartbeat.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { Terminal } from '../fakes/terminal.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '123456789012345678'
const OPERATIONS = '323456789012345678'
const EVERY_SECOND = 'wake: "* * * * * *"\n'
const talks = { guid: 'a', title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva' }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('a bad change of the rules is refused, named in the log and the operations channel, and changes nothing; a good one is taken', async () => {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, `${EVERY_SECOND}operationsChannel: "${OPERATIONS}"\n`)
  const env = { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url }
  const run = new Program('run', home, env)
  await until('the bot looks', () => publisher.requests.length > 0)
  const file = join(home, 'config/rules.yaml')
  const good = await readFile(file, 'utf8')
  await writeFile(file, 'rules:\n  - name: broken\n    when: "(@north-korea"\n    type: talks\n')
  await until('the change is refused', () => run.output.includes('config_refused'))
  await until('operators are told', () => discord.messages(OPERATIONS).length === 1)
  assert.match(JSON.stringify(discord.messages(OPERATIONS)), /rules.yaml.*never closed/)
  await writeFile(file, `${good}\n# changed\n`)
  await until('the good change is taken', () => run.output.includes('config_changed'))
  run.child.kill('SIGTERM')
  assert.equal((await run.ended).code, 0)
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
})

test('health, readiness, metrics and what was told are served on loopback where settings ask for it, by the token where there is one', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const port = await freePort()
  const home = await makeHome(publisher, `${EVERY_SECOND}http: { port: ${port} }\n`, 'one')
  const token = 'canary-token-of-the-feeds'
  const run = new Program('run', home, { HTTP_TOKEN: token })
  await until('the alert is drawn', () => run.output.includes('Geneva'))
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  assert.equal((await ask('/healthz')).status, 200)
  // The alert is drawn as soon as it is stored; ready is who has ended a first look.
  let ready = 0
  for (let tries = 0; ready !== 200 && tries < 400; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 50))
    ready = (await ask('/readyz')).status
  }
  assert.equal(ready, 200)
  assert.equal((await ask('/nothing')).status, 404)
  assert.equal((await ask('/alerts.json')).status, 401)
  const alerts = JSON.parse(await (await ask(`/alerts.json?token=${token}`)).text())
  assert.equal(alerts.items[0].title, talks.title)
  const metrics = await (await ask('/metrics')).text()
  for (const line of [
    /backchannel_polls_total\{outcome="read"\} 1/,
    /backchannel_items_total 1/,
    /backchannel_verdicts_total\{rule="[^"]+"\} 1/,
    /backchannel_oldest_pending_seconds 0/,
    /backchannel_longest_stall_seconds 0\.\d/,
  ]) {
    assert.match(metrics, line)
  }
  run.child.kill('SIGTERM')
  assert.equal((await run.ended).code, 0)
  assert.ok(!run.output.includes(token))
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})

test('told to stop while Discord does not answer, it ends within 10 seconds with exit code 0, and posts after the restart', async () => {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher, '', 'one')
  const env = { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url }
  discord.faults.push({ kind: 'timeout' })
  const run = new Program('run', home, env)
  await until('it tries', () => discord.requests.some(request => request.includes('messages')))
  const asked = performance.now()
  run.child.kill('SIGTERM')
  assert.equal((await run.ended).code, 0)
  assert.ok(performance.now() - asked < 10_000)
  assert.equal(discord.messages(CHANNEL).length, 0)
  await new Promise(resolve => setTimeout(resolve, 100))
  const again = new Program('run', home, env)
  await until('it posts', () => discord.messages(CHANNEL).length === 1)
  again.child.kill('SIGTERM')
  await again.ended
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
})

test('what it keeps is readable to its user only', async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, '', 'one')
  await new Program('once', home, {}).ended
  assert.equal((await stat(join(home, 'state/backchannel.db'))).mode & 0o077, 0)
  assert.equal((await stat(join(home, 'state'))).mode & 0o077, 0)
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})

test('all that it logs is a line of JSON, also after it was suspended', async () => {
  const publisher = await Publisher.start()
  const discord = await FakeDiscord.start()
  const home = await makeHome(publisher, EVERY_SECOND, 'one')
  const run = new Program('run', home, {
    DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL),
    DISCORD_API_URL: discord.url,
  })
  await until('it looks', () => publisher.requests.length > 0)
  run.child.kill('SIGSTOP')
  await new Promise(resolve => setTimeout(resolve, 3500))
  run.child.kill('SIGCONT')
  await new Promise(resolve => setTimeout(resolve, 2500))
  run.child.kill('SIGTERM')
  const { code, output } = await run.ended
  assert.equal(code, 0)
  for (const line of output.trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line), line)
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
})

test('status says whether a bot runs on the store, and what all feeds fail of; so does one line of a readable log', async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, 'wake: "* * * * * *"\n', 'one')
  const status = async () => (await new Program('status', home, {}).ended).output
  assert.match(
    await status(),
    /^not running no sign of life in .*\nfeeds +1 polled: 0 asked so far, 0 failing; next poll now$/ms,
  )
  await publisher.close()
  const run = new Program('run', home, { LOG_FORMAT: 'pretty' })
  await until('the round is told', () =>
    /1 feed: 0 read, 1 failing; 0 new, 0 alerts; next \d\d:\d\d UTC\n/.test(run.output),
  )
  assert.match(run.output, /WARN: 1 of 1 feed: ended the connection \(ECONNREFUSED\) \(wire\)\n/)
  assert.match(
    await status(),
    /^running +last sign of life \d+ s ago\n[\s\S]*feeds +1 polled: ALL FAILING; next poll \d\d:\d\d UTC \(in 5 min\)/,
  )
  run.child.kill('SIGTERM')
  await run.ended
  const stopped = await status()
  assert.match(stopped, /^not running last sign of life \d+ s ago – start it with/)
  assert.match(stopped, /\nfailing\n {2}1 of 1 feed: ended the connection \(ECONNREFUSED\)\n\n/)
  const json = JSON.parse((await new Program('status', home, {}, ['--json']).ended).output)
  assert.deepEqual([json.running, json.allFailing, json.causes.length], [false, true, 1])
  await rm(home, { recursive: true })
})

test('the health check says that all feeds fail, and is well all the same: a restart mends no network', async () => {
  const home = await mkdtemp(join(tmpdir(), 'backchannel-health-'))
  const heartbeat = new Heartbeat(home, () => Date.now(), { debug() {}, info() {}, warn() {}, error() {} })
  heartbeat.note('all 41 feeds are failing, see "status"')
  heartbeat.beat()
  await until('it is written', () =>
    readFileSync(join(home, 'heartbeat'), { encoding: 'utf8', flag: 'a+' }).includes('41'),
  )
  const output = new Terminal(false)
  const nobody = { stdin: process.stdin, stdout: output, stderr: output, env: {}, signal: new AbortController().signal }
  assert.equal(await health.run({ values: { state: home }, positionals: [], ...nobody }), 0)
  assert.match(output.text, /^alive: last sign of life \d+ s ago; all 41 feeds are failing, see "status"\n$/)
  await rm(home, { recursive: true })
})
