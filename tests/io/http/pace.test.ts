import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pace } from '../../../src/io/http/request/pace.ts'

const signal = new AbortController().signal

test('one request at a time to a host, and eight hosts side by side', async () => {
  const pace = new Pace(0)
  const busy = new Map<string, number>()
  let most = 0
  let mostOfHost = 0
  const order: string[] = []
  await Promise.all(
    Array.from({ length: 120 }, async (_, index) => {
      const host = `h${index % 20}`
      const { leave } = await pace.enter(host, signal)
      order.push(`${host} ${index}`)
      busy.set(host, (busy.get(host) ?? 0) + 1)
      mostOfHost = Math.max(mostOfHost, busy.get(host) ?? 0)
      most = Math.max(
        most,
        [...busy.values()].reduce((sum, one) => sum + one, 0),
      )
      await sleep(1)
      busy.set(host, (busy.get(host) ?? 0) - 1)
      leave()
    }),
  )
  assert.equal(mostOfHost, 1)
  assert.equal(most, 8)
  const first = order.filter(one => one.startsWith('h3 ')).map(one => Number(one.slice(3)))
  assert.deepEqual(first, [3, 23, 43, 63, 83, 103], 'first come, first served')
})

test('a pause follows every request to a host, also when nobody waited', async () => {
  const pace = new Pace(60)
  const ends: number[] = []
  for (let index = 0; index < 3; index++) {
    const { leave } = await pace.enter('a', signal)
    const now = performance.now()
    const last = ends.at(-1)
    if (last !== undefined) assert.ok(now - last >= 60, `${now - last}`)
    ends.push(performance.now())
    leave()
  }
})

test('a host that pauses holds no place', async () => {
  const pace = new Pace(10_000, 1)
  const { leave } = await pace.enter('a', signal)
  leave()
  const { leave: other } = await pace.enter('b', signal)
  other()
})

test('who stops waiting takes no turn', async () => {
  const pace = new Pace(0, 1)
  const { leave } = await pace.enter('a', signal)
  const stop = new AbortController()
  const waiting = pace.enter('a', stop.signal)
  const next = pace.enter('a', signal)
  stop.abort(new Error('stopped'))
  await assert.rejects(waiting, /stopped/)
  leave()
  leave()
  const after = await next
  after.leave()
  await assert.rejects(pace.enter('a', stop.signal), /stopped/)
})
