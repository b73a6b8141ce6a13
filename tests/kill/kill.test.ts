import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { storeKinds } from '../io/store/stores.ts'
import { POINTS } from './job.ts'
import { killProgram } from './program.ts'
import { type Found, killRun, takeOver } from './run.ts'

/** The short form of `npm run kill`, which kills 200 times. */
function assertOnce(found: Found): void {
  assert.deepEqual(
    { lost: found.lost, twice: found.twice, inOrder: found.inOrder },
    { lost: [], twice: [], inOrder: true },
  )
}

for (const kind of await storeKinds()) {
  describe(`killed over ${kind.name}`, { skip: kind.skip }, () => {
    after(() => kind.clear())

    // Every process takes a second to start: `npm run kill` goes through all points over all stores.
    const points = POINTS.filter(point =>
      (kind.name === 'SQLite' ? /commit|saveDelivery|send$/ : /after send/).test(point),
    )
    test('at marked points, one after the other: every item arrives once and in order', async () => {
      const kills = points.map((point, index) => ({ point, times: 1 + (index % 3) }))
      const found = await killRun({ stateUrl: kind.fresh(), items: 12, kills, faults: [], nonceMs: 180_000 })
      assert.equal(found.kills, points.length, found.output)
      assertOnce(found)
    })

    test('at some moment, with a Discord that takes a message and does not say so', async () => {
      const faults = [{ kind: 'accept-reset' }, { kind: 'status', status: 500 }, { kind: 'accept-html' }] as const
      const kills = [{ afterMs: 40 }, { afterMs: 110 }]
      assertOnce(await killRun({ stateUrl: kind.fresh(), items: 30, kills, faults, nonceMs: 20_000 }))
    })
  })
}

test('the harness sees it when something is told twice: a nonce that is of no use, and a look-up that finds nothing', async () => {
  const [sqlite] = await storeKinds()
  assert.ok(sqlite)
  const kills = [{ point: 'after send', times: 2 }]
  const run = {
    stateUrl: sqlite.fresh(),
    items: 5,
    kills,
    faults: [],
    lists: Array(10).fill({ kind: 'nothing' }),
    nonceMs: 1,
    // A busy machine must not make another attempt uncertain.
    deadlineMs: 10_000,
  }
  assert.deepEqual((await killRun(run)).twice, ['Title of i1'])
  await sqlite.clear()
})

test('the program itself, killed while it reads and posts, tells every story once', async () => {
  const [sqlite] = await storeKinds()
  assert.ok(sqlite)
  const kills = [
    { command: 'run', moment: { after: 'activity', ms: 30 } },
    { command: 'once', moment: { after: 'activity', ms: 150 } },
    { command: 'run', moment: { after: 'activity', ms: 600 } },
  ] as const
  const run = {
    stateUrl: sqlite.fresh(),
    kills,
    faults: [{ kind: 'accept-reset' }],
    nonceMs: 180_000,
    slim: true,
  } as const
  const { lost, twice, unfinished } = await killProgram(run)
  assert.deepEqual({ lost, twice, unfinished }, { lost: [], twice: [], unfinished: [] })
  await sqlite.clear()
})

test('the program, killed while its clock is set and its route moves between the starts, tells every story once', async () => {
  const [sqlite] = await storeKinds()
  assert.ok(sqlite)
  const moment = { after: 'activity', ms: 200 } as const
  const kills = [
    { command: 'run', moment, channel: 1 },
    { command: 'run', moment, clockMs: -3_600_000, channel: 2 },
    { command: 'once', moment, clockMs: -300_000, channel: 0 },
    { command: 'run', moment, clockMs: 3_600_000 },
  ] as const
  const faults = [{ kind: 'accept-reset' }, { kind: 'accept-status', status: 502 }] as const
  const run = { stateUrl: sqlite.fresh(), kills, faults, nonceMs: 20_000, slim: true } as const
  const { lost, twice, unfinished } = await killProgram(run)
  assert.deepEqual({ lost, twice, unfinished }, { lost: [], twice: [], unfinished: [] })
  await sqlite.clear()
})

const [, redis] = await storeKinds()
test('a leader that is cut off is replaced within 15 s, and posts nothing when it wakes up', {
  skip: redis?.skip ?? true,
}, async () => {
  if (redis === undefined) return
  const found = await takeOver({ stateUrl: redis.fresh(), items: 40, faults: [], nonceMs: 180_000 }, 'suspended', 500)
  assertOnce(found)
  assert.ok(found.tookMs < 15_000, `${found.tookMs} ms`)
  await redis.clear()
})
