import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { test } from 'node:test'
import { command } from '../../src/commands/stories/group.ts'

interface Grouped {
  readonly id: string
  readonly story: string
  readonly similarity?: number
  readonly because: readonly string[]
}

async function group(lines: string, config: string): Promise<readonly Grouped[]> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const chunks: string[] = []
  stdout.on('data', chunk => chunks.push(String(chunk)))
  const values = { json: true, config }
  const code = await command.run({
    values,
    positionals: [],
    stdin: Readable.from([lines]),
    stdout,
    stderr,
    env: {},
    signal: new AbortController().signal,
  })
  assert.equal(code, 0)
  return chunks
    .join('')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Grouped)
}

test('items of a line each come back with their story in order, dates of a day, a month or none', async () => {
  const items = [
    { id: '1', date: '2019-10-05T16:50:00Z', title: 'North Korea breaks off Stockholm talks with US', source: 'One' },
    {
      id: '2',
      date: '2019-10-05',
      title: 'Nuclear talks in Stockholm break down',
      source: 'Two',
      summary: '',
      lang: 'en',
    },
    { id: '3', date: '2019-10', title: 'Typhoon closes ports in the south' },
    { id: '4', title: 'Stockholm nuclear talks collapse', url: 'https://example.org/4' },
    { id: '5', date: '2019-11-20', title: 'Stockholm nuclear talks collapse' },
  ]
  const grouped = await group(items.map(item => `${JSON.stringify(item)}\n`).join(''), 'no such directory')
  assert.deepEqual(
    grouped.map(one => one.id),
    ['1', '2', '3', '4', '5'],
  )
  const [one, two, three, four, five] = grouped.map(each => each.story)
  assert.equal(two, one)
  assert.notEqual(three, one)
  assert.notEqual(five, one, 'the story was closed by then')
  assert.equal(four, five, 'what has no date comes when the next one does')
  for (const each of grouped) assert.ok(each.because.length > 0)
})

const labelled = new URL('../../../shared/stories/may2018.jsonl', import.meta.url)
test('a labelled week is grouped as it was last measured', {
  skip: existsSync(labelled) ? false : 'no ../shared',
}, async () => {
  const lines = await readFile(labelled, 'utf8')
  const grouped = await group(lines, 'config')
  const gold = lines
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { readonly story: string }).story)
  assert.ok(
    bCubed(
      gold,
      grouped.map(one => one.story),
    ) >= 0.87,
  )
})

/** B-Cubed F1 (Bagga and Baldwin 1998), averaged over items. */
function bCubed(gold: readonly string[], ours: readonly string[]): number {
  let precision = 0
  let recall = 0
  for (const [index, story] of ours.entries()) {
    const mine = ours.filter(other => other === story).length
    const theirs = gold.filter(other => other === gold[index]).length
    const both = ours.filter((other, at) => other === story && gold[at] === gold[index]).length
    precision += both / mine / ours.length
    recall += both / theirs / ours.length
  }
  return (2 * precision * recall) / (precision + recall)
}
