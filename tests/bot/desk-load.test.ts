import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskLoad } from './desk-load.ts'

test('50 asks beside 10 alerts: each answered once, no alert lost or twice (bench/desk-load.ts has 1,000 and 200, and the times)', async () => {
  const { lags, replies, lost, twice } = await deskLoad({
    interactions: 50,
    alerts: 10,
    ms: 1500,
    archive: 200,
    faster: 10,
  })
  assert.deepEqual(
    { lost, twice, lags: lags.length, replies: replies.length },
    { lost: [], twice: [], lags: 10, replies: 50 },
  )
})
