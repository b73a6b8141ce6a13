import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/teach/terms.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { archived, DAY, makeCommit, makeItem } from '../fakes/records.ts'

const config = mkdtempSync(join(tmpdir(), 'backchannel-terms-'))
after(() => rmSync(config, { recursive: true }))
for (const name of ['settings.yaml', 'feeds.yaml'])
  cpSync(join(import.meta.dirname, '../../config', name), join(config, name))
writeFileSync(
  join(config, 'terms.yaml'),
  `lists:
  envoys: { about: Those who were sent., people: DPRK, terms: [{ term: the envoy, except: [the envoy's cat], lang: en }] }
  north: { about: The North., includes: [envoys], except: [North Pole], terms: [North] }
  guests: { about: Those who came. }
`,
)
writeFileSync(
  join(config, 'people.yaml'),
  `people:
  - { name: Ro Tong Sik, side: DPRK, role: vice minister, also: [로동식, Ro], phrases: [Old Ro] }
  - { name: Ada Berg, side: US, offices: { 2020: envoy, 2024: former envoy }, lists: [guests], exact-case: true }
`,
)
writeFileSync(
  join(config, 'rules.yaml'),
  `rules:
  - { name: told, when: "title:@north and title:talks" }
  - { name: unsure, when: "@north", doubtful: true }
types:
  - { type: talks, when: talks }
`,
)

async function terms(positionals: readonly string[], values: Record<string, unknown> = {}, input = '', state = '') {
  const [out, err] = [[] as string[], [] as string[]]
  const sink = (to: string[]) =>
    new Writable({
      write(chunk, _encoding, done) {
        to.push(String(chunk))
        done()
      },
    })
  const exit = await command.run({
    values: { config, least: '3', most: '40', ...values } as Parameters<typeof command.run>[0]['values'],
    positionals,
    stdin: Readable.from([input]),
    stdout: sink(out),
    stderr: sink(err),
    env: state === '' ? {} : { STATE_URL: state },
    signal: new AbortController().signal,
  })
  return { exit, out: out.join(''), err: err.join('') }
}

test('terms show lists them all with what they hold', async () => {
  const { exit, out } = await terms(['show'])
  assert.equal(exit, EXIT.well)
  assert.equal(
    out,
    `envoys               2 terms, 1 of them people
                     Those who were sent.
north                1 term; includes envoys
                     The North.
guests               1 term, 1 of them people
                     Those who came.
`,
  )
})

test('terms show LIST says what it is part of and lists its terms', async () => {
  const { out } = await terms(['show', 'envoys'])
  assert.match(out, /^@envoys: Those who were sent\.\n {2}is part of {4}north\n/)
  assert.match(out, /takes in {6}people of people\.yaml whose side is DPRK\n/)
  assert.match(out, /the envoy\n {2}spellings {5}the envoy\n {2}not within {4}the envoy's cat\n {2}only in {7}en\n/)
  assert.match(out, /Ro Tong Sik \(people\.yaml: DPRK, vice minister\)/)
  assert.match((await terms(['show', '@north'])).out, /includes {6}envoys\n {2}not within {4}North Pole\n/)
})

for (const [why, name] of [
  ['his name', 'Ro Tong Sik'],
  ['a spelling of it', 'ro tong-sik'],
  ['a spelling that was generated', 'Roh Dong-sik'],
  ['Hangul', '로동식'],
  ['a spelling that does not count', 'Ro'],
] as const)
  test(`terms show PERSON finds him by ${why} and says what counts for what`, async () => {
    const { exit, out } = await terms(['show', ...name.split(' ')])
    assert.equal(exit, EXIT.well)
    assert.match(out, /^Ro Tong Sik \(people\.yaml: DPRK, vice minister\)\n {2}spellings {5}Ro Tong Sik, 로동식\n/)
    assert.match(out, /\n {2}generated .*\bRoh Dong Sik\b.*\n/)
    assert.match(out, /\n {2}phrases {7}Old Ro\n {2}not counted {3}Ro\n {2}counts for {4}envoys, north\n$/)
  })

test('terms show PERSON says the last office and how capitals stand', async () => {
  const { out } = await terms(['show', 'Ada', 'Berg'])
  assert.equal(
    out,
    'Ada Berg (people.yaml: US, former envoy)\n  spellings     Ada Berg\n  capitals      as written\n  counts for    guests\n',
  )
})

test('terms show of what is not there says so, with what is near', async () => {
  const { exit, err } = await terms(['show', 'envoy'])
  assert.equal(exit, EXIT.no)
  assert.equal(err, 'no list, term or person "envoy" – did you mean "envoys"? "terms show" lists them all\n')
})

const line = (title: string) => JSON.stringify({ title, summary: '', lang: 'en', source: 'Example Wire' })
const LINES = [
  'North and Cyra Holm hold talks',
  'North says Cyra Holm was near Tarnvik',
  'North sends Cyra Holm an answer from Tarnvik',
  'Nobody else sends Ida Falk an answer',
].map(line)

test('terms suggest names what is frequent in alerted and doubtful items, with counts and headlines', async () => {
  const { exit, out } = await terms(['suggest'], { items: '-', least: '2' }, LINES.join('\n'))
  assert.equal(exit, EXIT.well)
  assert.equal(
    out,
    `    3 Cyra Holm
      North and Cyra Holm hold talks
      North says Cyra Holm was near Tarnvik
    2 Tarnvik
      North says Cyra Holm was near Tarnvik
      North sends Cyra Holm an answer from Tarnvik
4 items, 3 of them alerted or doubtful: 2 names that no list and no person has – people belong in ${config}/people.yaml, the rest in ${config}/terms.yaml
`,
  )
})

test('terms suggest --json writes a line a name, at most so many', async () => {
  const { out } = await terms(['suggest'], { items: '-', json: true, least: '2', most: '1' }, LINES.join('\n'))
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map(one => JSON.parse(one)),
    [
      {
        name: 'Cyra Holm',
        items: 3,
        headlines: ['North and Cyra Holm hold talks', 'North says Cyra Holm was near Tarnvik'],
      },
    ],
  )
})

test('terms suggest reads the archive of the store, since a time where one is given', async () => {
  const state = `sqlite:${join(config, 'state.db')}`
  const store = await openStore(state)
  const now = Date.now()
  const seen = (name: string, title: string, firstSeenAt: number) =>
    archived(makeItem(name, { title, summary: '', firstSeenAt, publishedAt: firstSeenAt }))
  await store.commit(
    makeCommit({
      archive: [
        seen('a', 'North and Cyra Holm hold talks', now - 30 * DAY),
        seen('b', 'North says Tarnvik was the place', now),
      ],
    }),
  )
  await store.close()
  const names = async (values: Record<string, unknown>) =>
    (await terms(['suggest'], { json: true, least: '1', ...values }, '', state)).out
      .trim()
      .split('\n')
      .map(one => JSON.parse(one).name)
  assert.deepEqual(await names({}), ['Cyra Holm', 'Tarnvik'])
  assert.deepEqual(await names({ since: '7d' }), ['Tarnvik'])
})

const REFUSED: readonly (readonly [
  words: readonly string[],
  values: Record<string, unknown>,
  input: string,
  says: RegExp,
])[] = [
  [[], {}, '', /^terms needs "show" or "suggest" – see/],
  [['list'], {}, '', /^terms needs "show" or "suggest", not "list" – see/],
  [['suggest', 'Holm'], {}, '', /^terms suggest takes options only, not "Holm"/],
  [['suggest'], { since: 'long' }, '', /^--since: "long" is not a length of time/],
  [['suggest'], { least: '0' }, '', /^--least and --most take a whole number/],
  [['suggest'], { items: '-' }, 'no json', /^--items: line 1 is not JSON/],
  [['suggest'], { items: join(config, 'none.jsonl') }, '', /^--items: ENOENT/],
]
for (const [words, values, input, says] of REFUSED)
  test(`refused with the reason: terms ${words.join(' ')} ${JSON.stringify(Object.keys(values))} ${says}`, async () => {
    const { exit, err } = await terms(words, values, input)
    assert.equal(exit, EXIT.usage)
    assert.match(err, says)
  })
