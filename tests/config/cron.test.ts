import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cronProblem } from '../../src/config/schemas/cron.ts'
import { isCron } from '../../src/io/ops/cron.ts'

const good = [
  '* * * * *',
  '*/5 * * * *',
  '0 22 * * 0',
  '0 22 * * sun',
  '1,2,30-40/2 0-6 1 jan-mar *',
  '* * * * * *',
  '0 0 * * 7',
]
const bad = [
  '99 99 * * *',
  '61 * * * *',
  '* * 0 * *',
  '* * * 13 *',
  '*/0 * * * *',
  '5-1 * * * *',
  'a * * * *',
  '* * * *',
  '* * * * * * *',
]

for (const one of good)
  test(`"${one}" is a time, for the scheduler as well`, () => {
    assert.equal(cronProblem(one), null)
    assert.equal(isCron(one), true)
  })
for (const one of bad) test(`"${one}" is no time`, () => assert.notEqual(cronProblem(one), null))
