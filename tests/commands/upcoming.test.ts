import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { test } from 'node:test'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/store/upcoming.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { renderDay } from '../../src/text/time/day.ts'
import { DAY, makeCommit } from '../fakes/records.ts'

async function upcoming(state: string, json: boolean): Promise<string> {
  const out: string[] = []
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      out.push(String(chunk))
      done()
    },
  })
  const { signal } = new AbortController()
  const io = { positionals: [], stdin: Readable.from([]), stdout, stderr: stdout, env: { STATE_URL: state }, signal }
  assert.equal(await command.run({ ...io, values: { json } }), EXIT.well)
  return out.join('')
}

test('a coming day is told as that day, in words for a person and as its date for a program', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'upcoming-'))
  const state = `sqlite:${join(directory, 'state.db')}`
  const at = Date.now() + 400 * DAY
  const date = new Date(at).toISOString().slice(0, 10)
  const event = { storyId: 's', title: 'A headline', url: null, what: 'Envoys to meet, Geneva', date, at }
  const store = await openStore(state)
  await store.commit(makeCommit({ events: [event] }))
  await store.close()
  const year = new Date().getUTCFullYear()
  assert.match(
    await upcoming(state, false),
    new RegExp(`^${renderDay(date, year)} +Envoys to meet, Geneva \\(A headline\\)`),
  )
  assert.match(renderDay(date, year), / \d{4}$/, 'of another year')
  assert.equal(JSON.parse(await upcoming(state, true)).date, date)
  await rm(directory, { recursive: true })
})
