import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/store/state.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { makeCommit, makeDelivery, makeItem } from '../fakes/records.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-state-'))
after(() => rmSync(directory, { recursive: true }))
let made = 0

async function filled() {
  const url = `sqlite:${join(directory, `${++made}.db`)}`
  const store = await openStore(url)
  const [open, aside, sent] = [makeDelivery('open'), makeDelivery('aside'), makeDelivery('sent')]
  await store.commit(makeCommit({ deliveries: [open, aside, sent], seen: [makeItem('a')] }))
  await store.saveDelivery({ ...aside, state: { at: 'set-aside', why: 'too large', since: 1 } })
  await store.saveDelivery({ ...sent, state: { at: 'sent', messageId: '1', channelId: '2', sentAt: 1 } })
  await store.close()
  return { url, open, aside, sent }
}

async function run(url: string, positionals: readonly string[], input = '') {
  const out: string[] = []
  const err: string[] = []
  const sink = (take: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        take(String(chunk))
        done()
      },
    })
  const exit = await command.run({
    values: {},
    positionals,
    stdin: Readable.from([input]),
    stdout: sink(text => void out.push(text)),
    stderr: sink(text => void err.push(text)),
    env: { STATE_URL: url },
    signal: new AbortController().signal,
  })
  return { exit, out: out.join(''), err: err.join('') }
}

test('what is exported is imported elsewhere and says the same', async () => {
  const { url, open } = await filled()
  const exported = await run(url, ['export'])
  assert.equal(exported.exit, EXIT.well)
  const other = `sqlite:${join(directory, 'other.db')}`
  const imported = await run(other, ['import'], exported.out)
  assert.equal(imported.exit, EXIT.well)
  assert.equal((await run(other, ['export'])).out, exported.out)
  const store = await openStore(other)
  assert.equal((await store.openDeliveries())[0]?.id, open.id)
  await store.close()
  const again = await run(other, ['import'], exported.out)
  assert.equal(again.exit, EXIT.unreachable)
  assert.match(again.err, /already holds records/)
})

test('list names what was not sent, with the reason', async () => {
  const { url, open, aside } = await filled()
  const { out } = await run(url, ['list'])
  const lines = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    new Map(lines.map(line => [line.id, line.why])),
    new Map([
      [open.id, null],
      [aside.id, 'too large'],
    ]),
  )
})

test('resend makes what was set aside pending, drop gives it up, and neither touches what was sent', async () => {
  const { url, open, aside, sent } = await filled()
  assert.equal((await run(url, ['resend', aside.id])).exit, EXIT.well)
  assert.equal((await run(url, ['drop', open.id])).exit, EXIT.well)
  const refused = await run(url, ['drop', sent.id, 'nosuch'])
  assert.equal(refused.exit, EXIT.no)
  assert.match(refused.err, /it was sent[\s\S]*no such delivery/)
  const store = await openStore(url)
  assert.deepEqual(
    (await store.openDeliveries()).map(one => one.id),
    [aside.id],
  )
  await store.close()
})

test('what writes is refused while the bot runs; what reads is not', async () => {
  const { url, aside } = await filled()
  const bot = await openStore(url)
  await bot.hold()
  const refused = await run(url, ['resend', aside.id])
  assert.equal(refused.exit, EXIT.unreachable)
  assert.match(refused.err, /stop it first/)
  assert.equal((await run(url, ['list'])).exit, EXIT.well)
  await bot.close()
})

for (const [name, positionals, input, exit] of [
  ['no verb', [], '', EXIT.usage],
  ['a wrong verb', ['move'], '', EXIT.usage],
  ['resend without an id', ['resend'], '', EXIT.usage],
  ['export with an id', ['export', 'x'], '', EXIT.usage],
  ['an import that is no JSON', ['import'], 'x\n', EXIT.usage],
  ['an import of other JSON', ['import'], '{"a":1}\n', EXIT.usage],
] as const) {
  test(`${name} is a mistake that says what to do`, async () => {
    const result = await run(`sqlite:${join(directory, `${++made}.db`)}`, positionals, input)
    assert.equal(result.exit, exit)
    assert.notEqual(result.err, '')
  })
}

test('an address that is none is told without repeating it', async () => {
  const result = await run('mysql://user:canary@host/db', ['export'])
  assert.equal(result.exit, EXIT.config)
  assert.ok(!result.err.includes('canary'))
  const redis = await run('redis://user:canary@127.0.0.1:1/0', ['export'])
  assert.equal(redis.exit, EXIT.unreachable)
  assert.ok(!redis.err.includes('canary'), redis.err)
  const postgres = await run('postgres://user:canary@127.0.0.1:1/x', ['export'])
  assert.equal(postgres.exit, EXIT.unreachable)
  assert.ok(!postgres.err.includes('canary'), postgres.err)
})
