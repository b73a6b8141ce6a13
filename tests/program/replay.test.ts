import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/stories/replay.ts'
import { type Row, replayed, rowsOf, shippedConfig, without } from './shared-sets.ts'

interface Labelled extends Row {
  readonly story: string
}

test('a real week: at most 45 messages for 100 alerted items, and no labelled story is missing', {
  skip: without('stories/may2018.jsonl'),
}, async t => {
  const labelled = rowsOf<Labelled>('stories/may2018.jsonl')
  const played = await replayed(labelled, await shippedConfig())
  const storiesOf = (which: (one: (typeof played)[number]) => boolean) =>
    new Set(labelled.filter((_, index) => which(played[index] as (typeof played)[number])).map(one => one.story))
  const alerted = played.filter(one => one.alert).length
  const posted = played.filter(one => one.message === 'post' || one.message === 'reply').length
  const share = posted / alerted
  t.diagnostic(`${alerted} of ${labelled.length} items alerted, ${posted} messages: ${share.toFixed(3)}`)
  assert.ok(alerted > 100, `${alerted} alerted`)
  assert.ok(share <= 0.45, `${posted} messages for ${alerted} alerted items`)
  const told = storiesOf(one => one.message !== 'none')
  assert.deepEqual(
    [...storiesOf(one => one.alert)].filter(story => !told.has(story)),
    [],
  )
})

interface Line {
  readonly id: unknown
  readonly alert: boolean
  readonly story: string
  readonly thread?: string
  readonly message: string
  readonly because: readonly string[]
}

async function play(input: string, extra: Readonly<Record<string, string | boolean>> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([stdout.toArray(), stderr.toArray()])
  const config = join(import.meta.dirname, '../../config')
  const values = { json: true, config, ...extra }
  const code = await command.run({
    values,
    positionals: [],
    stdin: Readable.from([input]),
    stdout,
    stderr,
    env: {},
    signal: new AbortController().signal,
  })
  stdout.end()
  stderr.end()
  const [out, errors] = (await texts).map(chunks => Buffer.concat(chunks as Buffer[]).toString())
  const lines = (out ?? '')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line)
  return { code, lines, errors: errors ?? '' }
}

const line = (id: string, run: string, date: string, title: string) =>
  `${JSON.stringify({ id, run, date, source: `outlet ${id}`, lang: 'en', title })}\n`
const PLANNED = 'Trump to meet Kim Jong Un in Oslo'
const CANCELLED = 'White House calls off Oslo summit with Kim Jong Un'

test('replay prints a line an item, in order, with what would be said and why', async () => {
  const input =
    line('1', '', '2027-01-10T08:00:00Z', PLANNED) +
    line('2', '', '2027-01-10T09:00:00Z', CANCELLED) +
    line('3', '', '2027-01-10T09:10:00Z', 'Trump cancels Oslo summit with Kim Jong Un') +
    line('4', '', '2027-01-10T09:20:00Z', 'Heat wave closes schools in Spain')
  const { code, lines } = await play(input)
  assert.equal(code, EXIT.well)
  assert.deepEqual(
    lines.map(one => [one.id, one.alert, one.message]),
    [
      ['1', true, 'post'],
      ['2', true, 'reply'],
      ['3', true, 'edit'],
      ['4', false, 'none'],
    ],
  )
  const [planned, cancelled, repeat, other] = lines
  assert.equal(cancelled?.thread, planned?.thread)
  assert.notEqual(cancelled?.story, planned?.story)
  assert.equal(repeat?.story, cancelled?.story)
  assert.notEqual(other?.story, planned?.story)
  for (const one of lines) assert.ok(one.because.length > 0)
})

test('items of different runs never meet', async () => {
  const rows = ['a', 'b', 'c'].map(run => line(run, run, '2027-01-10T08:00:00Z', PLANNED))
  const { lines } = await play(rows.join(''))
  assert.deepEqual(
    lines.map(one => one.message),
    ['post', 'post', 'post'],
  )
})

test('an item that is dated by its month is of the time at which it came', async () => {
  const { lines } = await play(
    line('1', '', '2027-01', PLANNED) + line('2', '', '2027-01-24T09:00:00Z', `${PLANNED}, White House says`),
  )
  assert.deepEqual(
    lines.map(one => one.message),
    ['post', 'edit'],
  )
})

test('--messages writes what the channel would hold at the end', async () => {
  const messages = join(tmpdir(), `backchannel-replay-${process.pid}.jsonl`)
  const input = line('1', '', '2027-01-10T08:00:00Z', PLANNED) + line('2', '', '2027-01-10T09:00:00Z', CANCELLED)
  await play(input, { messages })
  const written = (await readFile(messages, 'utf8')).trim().split('\n')
  await rm(messages)
  assert.equal(written.length, 2)
  assert.match(written[0] ?? '', /Trump to meet Kim Jong Un in Oslo/)
  assert.match(written[1] ?? '', /White House calls off/)
})

const REFUSED: readonly (readonly [what: string, input: string, values: Readonly<Record<string, string | boolean>>])[] =
  [
    ['a line that is not JSON', 'nothing\n', {}],
    ['a line that is no item', '7\n', {}],
    ['no --json', '', { json: false }],
  ]
for (const [what, input, values] of REFUSED) {
  test(`replay refuses with a named problem: ${what}`, async () => {
    const { code, lines, errors } = await play(input, values)
    assert.equal(code, EXIT.usage)
    assert.deepEqual(lines, [])
    assert.match(errors, / – /)
  })
}
