import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/teach/feedback.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { archived, DAY0, makeCommit, makeItem } from '../fakes/records.ts'

async function run(state: string, ...words: readonly string[]) {
  const positionals = words.filter(word => !word.startsWith('--'))
  const given = Object.fromEntries(
    words.flatMap(word => [...word.matchAll(/^--(\w+)=(.*)$/g)].map(([, key, value]) => [key, value])),
  )
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const { signal } = new AbortController()
  const io = {
    positionals,
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: { STATE_URL: state },
    signal,
    values: { stories: words.includes('--stories'), ...given },
  }
  const exit = await command.run(io)
  stdout.end()
  stderr.end()
  return { exit, out: await text(stdout), err: await text(stderr) }
}

test('feedback is listed for a person, and exported as a graded item', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'feedback-'))
  const state = `sqlite:${join(directory, 'state.db')}`
  const store = await openStore(state)
  const who = { by: '1', name: 'Reader', at: DAY0 }
  const feedback = [
    { says: 'not-relevant', ...who },
    { says: 'other-story', story: 's', title: 'Another', ...who },
  ] as const
  const told = makeItem('told', { title: 'A headline\nof two lines' })
  await store.commit(makeCommit({ archive: [archived(makeItem('other')), { ...archived(told), feedback }] }))
  await store.close()
  const listed = await run(state, 'list')
  assert.equal(
    listed.out,
    'Example Wire: A headline of two lines\n  not relevant: Reader (Tue 10 Mar 2026)\n  belongs to Another: Reader (Tue 10 Mar 2026)\n  alerted by "talks"\n',
  )
  assert.deepEqual(JSON.parse((await run(state, 'export')).out), {
    title: 'A headline\nof two lines',
    summary: 'Summary of told.',
    lang: 'en',
    source: 'Example Wire',
    date: '2026-03-10',
    grade: 'no',
    type: 'talks',
  })
  const regrouped = JSON.parse((await run(state, 'export', '--stories')).out)
  assert.deepEqual([regrouped.id, regrouped.story, regrouped.was], [told.id, 's', null])
  assert.equal((await run(state)).exit, EXIT.usage)
  await rm(directory, { recursive: true })
})

test('a proposal is printed with its backtest and as YAML, and takes more labelled items from a file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'feedback-'))
  const state = `sqlite:${join(directory, 'state.db')}`
  const config = {
    'feeds.yaml': 'feeds: [{ id: wire, url: "https://a.example/feed" }]\n',
    'terms.yaml': 'lists:\n  places:\n    about: Places\n    terms: [Geneva]\n',
    'people.yaml': 'people: []\n',
    'rules.yaml': 'rules:\n  - { name: place, when: "title:@places" }\n',
    'settings.yaml': '{}\n',
    'core.jsonl': '{"title":"Geneva motor show of envoys","grade":"core"}\n',
  }
  for (const [name, text] of Object.entries(config)) await writeFile(join(directory, name), text)
  const store = await openStore(state)
  const feedback = [{ says: 'not-relevant', by: '1', name: 'Reader', at: DAY0 }] as const
  const told = { ...archived(makeItem('told', { title: 'Geneva motor show opens' })), feedback }
  await store.commit(makeCommit({ archive: [told, archived(makeItem('other', { title: 'Talks in Geneva' }))] }))
  await store.close()
  const words = ['propose', join(directory, 'core.jsonl'), `--config=${directory}`, '--since=9999d']
  const { exit, out, err } = await run(state, ...words)
  assert.deepEqual([exit, err], [EXIT.well, ''])
  assert.match(out, /silences 0 of 1 other alerts · loses [01] of 1 core items/)
  assert.match(out, /# config\/local\/(?:terms|rules)\.yaml\n {5}(?:lists|unless):/)
  await rm(directory, { recursive: true })
})

test('where no reader said anything, that is said', async () => {
  const { exit, out, err } = await run('sqlite::memory:', 'list')
  assert.deepEqual([exit, out], [EXIT.well, ''])
  assert.match(err, /no reader has said/)
})
