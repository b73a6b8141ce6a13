import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedReport } from '../../src/bot/poll/cycle.ts'
import { Rounds } from '../../src/bot/poll/rounds.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Outlook } from '../../src/feeds/schedule/outlook.ts'
import { openLog } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { Progress } from '../../src/io/ops/terminal.ts'
import { DAY0 } from '../fakes/records.ts'
import { Terminal } from '../fakes/terminal.ts'

type Told = readonly [id: string, outcome: FeedReport['outcome'], what?: string, fresh?: number, alerts?: number]

/** Plays rounds, each as what its feeds came to, and gives what is seen. */
async function play(format: 'pretty' | 'json', rounds: readonly (readonly Told[])[], watched = false): Promise<string> {
  const output = new Terminal(watched)
  const progress = new Progress(output)
  const log = await openLog(progress.above(output), { level: 'info', format, colour: false })
  const teller = new Rounds({
    log,
    metrics: NO_METRICS,
    progress,
    readable: format === 'pretty',
    timeZone: () => 'UTC',
  })
  for (const round of rounds) {
    teller.begin(round.length)
    for (const [id, outcome, what = '', fresh = 0, alerts = 0] of round) {
      const ingested = { items: fresh, fresh, alerts, edits: 0, rules: [] }
      teller.report({ feed: { id } as Feed, outcome, what, reason: what === '' ? null : 'name-not-found', ingested })
    }
    const failing = round.filter(([, outcome]) => outcome === 'failed').length
    const outlook: Outlook = {
      polled: round.length,
      asked: round.length,
      failing,
      causes: [],
      nextAt: DAY0 + 34 * 60_000,
    }
    teller.end(outlook)
  }
  return output.text
}
/** What a person reads, without the time of day in front. */
const lines = async (rounds: readonly (readonly Told[])[]) =>
  (await play('pretty', rounds))
    .trimEnd()
    .split('\n')
    .map(line => line.replace(/^\[\d\d:\d\d:\d\d\] /, ''))

const NO_HOST = 'its host name was not found (ENOTFOUND)'
const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

const ROUNDS: readonly (readonly [fact: string, rounds: readonly (readonly Told[])[], said: readonly string[]])[] = [
  [
    'a round is one line, with the time of the next by the clock',
    [
      [
        ['a', 'read', '', 12, 1],
        ['b', 'unchanged'],
      ],
    ],
    ['INFO: 2 feeds: 2 read; 12 new, 1 alert; next 00:34 UTC'],
  ],
  [
    'a machine without a network is one line, not one a feed',
    [seven.map(id => [id, 'failed', NO_HOST])],
    [
      `WARN: 7 of 7 feeds: ${NO_HOST} – is this machine online?`,
      'INFO: 7 feeds: 0 read, 7 failing; 0 new, 0 alerts; next 00:34 UTC',
    ],
  ],
  [
    'feeds of one cause are named together, five at most',
    [[...seven.map(id => [id, 'failed', 'answered 403'] as const), ['h', 'read']]],
    [
      'WARN: 7 of 8 feeds: answered 403 (a, b, c, d, e and 2 more)',
      'INFO: 8 feeds: 1 read, 7 failing; 0 new, 0 alerts; next 00:34 UTC',
    ],
  ],
  [
    'what was said is not said again at the next round',
    [[['a', 'failed', NO_HOST]], [['a', 'failed', NO_HOST]]],
    [
      `WARN: 1 of 1 feed: ${NO_HOST} (a)`,
      ...Array(2).fill('INFO: 1 feed: 0 read, 1 failing; 0 new, 0 alerts; next 00:34 UTC'),
    ],
  ],
  [
    'another cause is, and that it is over',
    [[['a', 'failed', NO_HOST]], [['a', 'failed', 'answered 503']], [['a', 'read', '', 1]], [['a', 'read']]],
    [
      `WARN: 1 of 1 feed: ${NO_HOST} (a)`,
      'INFO: 1 feed: 0 read, 1 failing; 0 new, 0 alerts; next 00:34 UTC',
      'WARN: 1 of 1 feed: answered 503 (a)',
      'INFO: 1 feed: 0 read, 1 failing; 0 new, 0 alerts; next 00:34 UTC',
      'INFO: read again: a',
      'INFO: 1 feed: 1 read; 1 new, 0 alerts; next 00:34 UTC',
      'INFO: 1 feed: 1 read; 0 new, 0 alerts; next 00:34 UTC',
    ],
  ],
]
for (const [fact, rounds, said] of ROUNDS)
  test(`for a person: ${fact}`, async () => assert.deepEqual(await lines(rounds), said))

test('for a program: one warning a cause with all ids, and one line of a round that brought something', async () => {
  const rounds: readonly (readonly Told[])[] = [
    [...seven.map(id => [id, 'failed', NO_HOST] as const)],
    seven.map(id => [id, 'failed', NO_HOST]),
    [['a', 'unchanged']],
    [['a', 'unchanged']],
    [['a', 'read', '', 2, 1]],
  ]
  const records = (await play('json', rounds))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    records.map(one => one.msg),
    ['feeds_failed', 'round', 'feeds_recovered', 'round', 'polled', 'round'],
  )
  assert.deepEqual([records[0].count, records[0].of, records[0].feeds], [7, 7, seven])
  assert.equal(records[1].allFailing, true)
  assert.equal(records[1].next, '2026-03-10T00:34:00.000Z')
})

test('the first round is drawn in one line while it runs, and nothing is left of it; later ones are not drawn', async () => {
  const text = await play(
    'pretty',
    [
      [
        ['a', 'read'],
        ['b', 'read'],
      ],
      [['a', 'read']],
    ],
    true,
  )
  assert.match(
    text,
    /\r\u001b\[Kfirst round: 0 of 2 feeds\r\u001b\[Kfirst round: 1 of 2 feeds\r\u001b\[Kfirst round: 2 of 2 feeds\r\u001b\[K\[/,
  )
  assert.doesNotMatch(text, /of 1 feeds/)
  assert.doesNotMatch(await play('pretty', [[['a', 'read']]]), /\u001b|first round/)
})
