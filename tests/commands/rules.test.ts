import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { type Command, EXIT } from '../../src/commands/command.ts'
import { command as backtest } from '../../src/commands/rules/backtest.ts'
import { command as explain } from '../../src/commands/rules/explain.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { archived, makeCommit, makeDelivery, makeItem } from '../fakes/records.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-rules-'))
after(() => rmSync(directory, { recursive: true }))
const config = join(import.meta.dirname, '../rules/config')
const wider = join(directory, 'wider.yaml')
writeFileSync(
  wider,
  readFileSync(join(config, 'rules.yaml'), 'utf8')
    .replace('title:@united-states', '@united-states')
    .replace('unless: games', 'unless: []'),
)

async function run(command: Command, values: Record<string, unknown>, input = '', env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const sink = (to: string[]) =>
    new Writable({
      write(chunk, _encoding, done) {
        to.push(String(chunk))
        done()
      },
    })
  const { positionals = [], ...rest } = values
  const exit = await command.run({
    values: { config, state: directory, ...rest } as Parameters<Command['run']>[0]['values'],
    positionals: positionals as readonly string[],
    stdin: Readable.from([input]),
    stdout: sink(out),
    stderr: sink(err),
    env,
    signal: new AbortController().signal,
  })
  return { exit, out: out.join(''), err: err.join('') }
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

test('explain --json answers each item in order', async () => {
  const input = [
    { id: 1, title: 'US and North Korea resume talks' },
    { id: 'b', lang: 'en', title: 'Weather', summary: null },
    { id: 'c', title: 'Pyongyang open to talks', date: '2019-10-01' },
  ]
    .map(item => JSON.stringify(item))
    .join('\n\n')
  const { exit, out } = await run(explain, { json: true }, `${input}\n`)
  assert.equal(exit, EXIT.well)
  const answers = lines(out)
  assert.deepEqual(
    answers.map(({ id, alert, doubtful, rules, type }) => ({ id, alert, doubtful, rules, type })),
    [
      { id: 1, alert: true, doubtful: false, rules: ['both-sides'], type: 'talks' },
      { id: 'b', alert: false, doubtful: false, rules: [], type: 'other' },
      { id: 'c', alert: false, doubtful: true, rules: ['one-side'], type: 'talks' },
    ],
  )
  assert.equal(answers[0]?.because, undefined, 'only --all says what every rule said')
  const all = lines((await run(explain, { json: true, all: true }, `${input}\n`)).out)
  assert.equal(Array.isArray(all[0]?.because), true)
})

test('a line of explain --json keeps to 1 KB however long the item', async () => {
  const item = {
    id: 'x'.repeat(40),
    title: 'Pyongyang and Washington resume talks '.repeat(40),
    summary: '北朝鮮 '.repeat(2000),
  }
  const { out } = await run(explain, { json: true }, `${JSON.stringify(item)}\n`)
  assert.ok(Buffer.byteLength(out) <= 1024, String(Buffer.byteLength(out)))
})

test('explain takes the words of a headline without quotes', async () => {
  const { exit, out } = await run(explain, { positionals: ['US', 'and', 'North', 'Korea', 'resume', 'talks'] })
  assert.equal(exit, EXIT.well)
  assert.match(out, /title {4}«US» and «North Korea» resume «talks»/)
  assert.ok(out.trim().split('\n').length <= 15)
})

test('explain --json names a line that is not JSON', async () => {
  const { exit, err } = await run(explain, { json: true }, '{"id":1,"title":"x"}\nnothing\n')
  assert.equal(exit, EXIT.usage)
  assert.equal(err, 'standard input: line 2 is not JSON – write one item per line\n')
})

test('explain - tells a person, and its exit code says whether it would be alerted', async () => {
  const yes = await run(explain, { positionals: ['-'] }, 'US and North Korea resume talks\nIn Stockholm.\n')
  assert.equal(yes.exit, EXIT.well)
  assert.match(yes.out, /^alerted as talks, priority high, route default, by rule "both-sides"\n/)
  assert.match(yes.out, /«US» and «North Korea» resume «talks»/)
  assert.equal((await run(explain, { positionals: ['-'] }, 'Weather')).exit, EXIT.no)
  assert.equal((await run(explain, {})).exit, EXIT.usage)
  assert.equal((await run(explain, { config: join(directory, 'none'), json: true })).exit, EXIT.config)
})

test('explain --message says why a message was posted, and knows its link', async () => {
  const url = `sqlite:${join(directory, 'posted.db')}`
  const delivery = makeDelivery('posted')
  const item = makeItem('posted', { title: 'Pyongyang and US resume talks' })
  const store = await openStore(url)
  await store.commit(
    makeCommit({
      deliveries: [delivery],
      stories: [
        { id: delivery.storyId, openedAt: 1, lastAt: 1, items: [{ ...item, at: 1 }], reports: [], telling: null },
      ],
      archive: [archived(item, delivery.storyId)],
    }),
  )
  const messageId = '123456789012345678'
  await store.saveDelivery({ ...delivery, state: { at: 'sent', messageId, channelId: '2', sentAt: 1 } })
  await store.close()
  for (const name of [messageId, `https://discord.com/channels/1/2/${messageId}`]) {
    const { exit, out } = await run(explain, { message: name }, '', { STATE_URL: url })
    assert.equal(exit, EXIT.well)
    assert.match(out, /^posted as talks by "talks" on "Pyongyang"\n/)
    assert.match(out, / {2}the first report of its story\nalerted as talks/)
    assert.match(out, /The title names both sides\./)
  }
  assert.equal((await run(explain, { message: '1' }, '', { STATE_URL: url })).exit, EXIT.no)
})

test('explain --message says of every fact of the card from which sentence of which report it comes', async () => {
  const url = `sqlite:${join(directory, 'facts.db')}`
  const text = 'The envoys met in Oslo. Ada Berg will meet Ro Tong Sik in Geneva on Dec. 9.'
  const source = { report: 0, part: 'text', start: 24, end: text.length } as const
  const card = {
    ...makeDelivery('facts').card,
    brief: {
      summary: [],
      people: [{ name: 'Ada Berg', side: 'US', role: 'special envoy', known: true, source }],
      where: ['Oslo'],
      whereSources: [{ report: 0, part: 'title', start: 0, end: 19 }],
      coming: [{ what: 'Ada Berg to meet Ro Tong Sik in Geneva', date: '2025-12-09', at: 0, time: 'day', source }],
    },
  } as const
  const delivery = { ...makeDelivery('facts'), card }
  const report = {
    title: 'Envoys meet in Oslo',
    text,
    outlet: 'Harbour News',
    language: 'en',
    timeZone: 'UTC',
    publishedAt: 1,
  }
  const item = makeItem('facts', { title: report.title })
  const store = await openStore(url)
  const story = { id: delivery.storyId, openedAt: 1, lastAt: 1, items: [{ ...item, at: 1 }], telling: null }
  await store.commit(
    makeCommit({
      deliveries: [delivery],
      stories: [{ ...story, reports: [report] }],
      archive: [archived(item, delivery.storyId)],
    }),
  )
  const messageId = '123456789012345679'
  await store.saveDelivery({ ...delivery, state: { at: 'sent', messageId, channelId: '2', sentAt: 1 } })
  await store.close()
  const { out } = await run(explain, { message: messageId }, '', { STATE_URL: url })
  assert.equal(
    out.slice(out.indexOf('what the message says')),
    `what the message says, and where it comes from
  where: Oslo
      Harbour News, headline: Envoys meet in Oslo
  coming: Tue 9 Dec 2025 Ada Berg to meet Ro Tong Sik in Geneva
      Harbour News, text 24–${text.length}: Ada Berg will meet Ro Tong Sik in Geneva on Dec. 9.
  who: Ada Berg (US, special envoy)
      Harbour News, text 24–${text.length}: Ada Berg will meet Ro Tong Sik in Geneva on Dec. 9.
`,
  )
})

test('backtest says what new rules change on what the store has seen since a time', async () => {
  const url = `sqlite:${join(directory, 'past.db')}`
  const now = Date.now()
  const items = [
    makeItem('same', { title: 'US and North Korea resume talks', firstSeenAt: now }),
    makeItem('newly', { title: 'Pyongyang open to talks', summary: 'Washington waits.', firstSeenAt: now }),
    makeItem('old', { title: 'Pyongyang at the Olympics in talks with US', firstSeenAt: now - 40 * 86_400_000 }),
  ]
  const store = await openStore(url)
  await store.commit(makeCommit({ archive: items.map(item => archived(item)) }))
  await store.close()
  const { exit, out } = await run(backtest, { rules: [wider], since: '30d', json: true }, '', { STATE_URL: url })
  assert.equal(exit, EXIT.well)
  const [change, counts] = lines(out)
  assert.deepEqual(change, {
    change: 'new',
    id: items[1]?.id,
    title: 'Pyongyang open to talks',
    source: 'Example Wire',
    rules: ['both-sides'],
    type: 'talks',
    words: ['Pyongyang', 'Washington', 'talks'],
    because: [
      'rule "both-sides" missing: @united-states in the title; there is "Pyongyang" in the title (@north-korea), "talks" in the title (@diplomacy)',
      'doubtful rule "one-side" matched on "Pyongyang" in the title (@north-korea), "talks" in the title (@diplomacy)',
    ],
  })
  assert.deepEqual(counts, { items: 2, before: 1, after: 2, new: 1, gone: 0 })
  const all = await run(backtest, { rules: [wider] }, '', { STATE_URL: url })
  assert.match(all.out, /3 items: 1 alerted now, 3 with the new rules: 2 newly, 0 no longer\n$/)
})

test('backtest reads items from a file, new terms, and what goes', async () => {
  const file = join(directory, 'items.jsonl')
  const terms = join(directory, 'terms.yaml')
  writeFileSync(
    file,
    '{"id":"a","title":"US and Pyongyang in talks"}\n{"id":"b","title":"USA and Pyongyang in talks"}\n',
  )
  writeFileSync(terms, readFileSync(join(config, 'terms.yaml'), 'utf8').replace(/\bUSA, /, ''))
  const { out } = await run(backtest, { terms, items: file, json: true })
  const [change, counts] = lines(out)
  assert.equal(change?.id, 'b')
  assert.equal(change?.change, 'gone')
  assert.deepEqual(counts, { items: 2, before: 2, after: 1, new: 0, gone: 1 })
})

test('backtest refuses what it cannot read', async () => {
  assert.equal((await run(backtest, {})).exit, EXIT.usage)
  assert.equal((await run(backtest, { rules: [wider], since: 'soon' })).exit, EXIT.usage)
  assert.equal((await run(backtest, { rules: [wider], items: join(directory, 'none') })).exit, EXIT.usage)
  const { exit, err } = await run(backtest, { rules: [join(directory, 'none.yaml')] })
  assert.equal(exit, EXIT.config)
  assert.match(err, /none\.yaml:1:1 cannot be read \(ENOENT\) – check its name and permissions/)
})
