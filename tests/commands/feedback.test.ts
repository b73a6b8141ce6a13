import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/feedback.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { archived, DAY0, makeCommit, makeItem } from '../fakes/records.ts'

async function run(state: string, ...words: readonly string[]) {
  const positionals = words.filter(word => !word.startsWith('--'))
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const { signal } = new AbortController()
  const io = {
    positionals,
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: { STATE_URL: state },
    signal,
    values: { stories: words.includes('--stories') },
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
    'Example Wire: A headline of two lines\n  not relevant: Reader (Tue 10 Mar 2026)\n  belongs to Another: Reader (Tue 10 Mar 2026)\n  told by "talks"\n',
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

test('where no reader said anything, that is said', async () => {
  const { exit, out, err } = await run('sqlite::memory:', 'list')
  assert.deepEqual([exit, out], [EXIT.well, ''])
  assert.match(err, /no reader has said/)
})
