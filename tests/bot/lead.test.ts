import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lead } from '../../src/bot/lead.ts'
import { StoreError } from '../../src/io/store/store.ts'

/** A store that answers as told; the last answer stands. */
function answering(answers: readonly (boolean | null)[]) {
  let asked = 0
  let time = 0
  const states: string[] = []
  const stop = new AbortController()
  const deps = {
    store: {
      async hold() {
        const answer = answers[Math.min(asked, answers.length - 1)] ?? null
        asked += 1
        if (answer === null) throw new StoreError('away')
        return answer
      },
    },
    steady: () => time,
    async sleep(ms: number) {
      time += ms
      await new Promise(resolve => setImmediate(resolve))
      if (time > 60_000) stop.abort()
    },
    onState: (state: string) => void states.push(state),
  }
  return { deps, states, stop, time: () => time }
}

async function whenLost(signal: AbortSignal | null): Promise<void> {
  if (signal?.aborted === false) await new Promise(resolve => signal.addEventListener('abort', resolve))
}

test('the first to ask leads', async () => {
  const { deps, states, stop } = answering([true])
  const lost = await lead(deps, stop.signal)
  assert.equal(lost?.aborted, false)
  assert.deepEqual(states, ['leading'])
  stop.abort()
})

test('a standby leads when the other lets go, even if the store was away meanwhile', async () => {
  const { deps, states, stop } = answering([false, null, false, true])
  await lead(deps, stop.signal)
  assert.deepEqual(states, ['standby', 'leading'])
  stop.abort()
})

test('a stop ends the wait', async () => {
  const { deps, stop } = answering([false])
  assert.equal(await lead(deps, stop.signal), null)
})

test('a store that is away at the start is an error', async () => {
  const { deps, stop } = answering([null])
  await assert.rejects(lead(deps, stop.signal), StoreError)
})

test('a leader that another has replaced stops at its next renewal', async () => {
  const { deps, stop, time } = answering([true, true, false])
  await whenLost(await lead(deps, stop.signal))
  assert.equal(time(), 5000)
})

test('a leader that cannot renew stops before a standby may take over', async () => {
  const { deps, stop, time } = answering([true, null])
  await whenLost(await lead(deps, stop.signal))
  assert.equal(time(), 7500)
})

test('a leader that could not renew for a moment goes on', async () => {
  const { deps, stop } = answering([true, null, true])
  const lost = await lead(deps, stop.signal)
  while (!stop.signal.aborted) await new Promise(resolve => setImmediate(resolve))
  assert.equal(lost?.aborted, false)
})
