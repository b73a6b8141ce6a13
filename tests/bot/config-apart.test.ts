import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readApart } from '../../src/bot/reload/config-apart.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const shipped = join(import.meta.dirname, '../../config')
const files = new Map(
  readdirSync(shipped)
    .filter(name => name.endsWith('.yaml'))
    .map(name => [name, readFileSync(join(shipped, name), 'utf8')]),
)

function asked(files: ReadonlyMap<string, string>) {
  return { files, directory: 'config', unreadable: [], place: undefined }
}

/** Counts the turns that a timer gets while something is done. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ readonly value: T; readonly turns: number }> {
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const value = await work
  clearInterval(timer)
  return { value, turns }
}

test('files without a mistake are read, in turns', async () => {
  const { value, turns } = await turnsDuring(readApart(asked(files)))
  assert.equal(value.kind, 'valid')
  assert.ok(turns >= 5, `${turns} turns`)
})

test('what is wrong is named as it is anywhere else', async () => {
  const read = await readApart(asked(new Map([...files, ['feeds.yaml', 'feeds: soon\n']])))
  assert.deepEqual(read.kind === 'problems' ? read.problems.map(renderProblem) : [], [
    'config/feeds.yaml:1:8 "feeds" must be a list, not text – begin each entry with "- "',
  ])
})

test('while a file of 120,000 mistakes is looked through others have their turn', async () => {
  const hostile = new Map([...files, ['feeds.yaml', `feeds:\n${'  - x\n'.repeat(120_000)}`]])
  const { value, turns } = await turnsDuring(readApart(asked(hostile)))
  assert.equal(value.kind, 'problems')
  assert.ok(turns >= 50, `${turns} turns`)
})
