import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { WorkerPool } from '../../../src/io/http/worker/worker-pool.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-pool-'))
after(() => rmSync(directory, { recursive: true }))

const open = (
  deadlineMs: number,
  also: { readonly size?: number; readonly ahead?: number; readonly stay?: number; readonly idleMs?: number } = {},
) =>
  new WorkerPool<{ readonly bytes: Uint8Array; readonly until: string | null }, string>({
    worker: new URL('./stuck-worker.ts', import.meta.url),
    size: 1,
    deadlineMs,
    ...also,
    limits: { maxOldGenerationSizeMb: 40, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 },
    failed: why => why,
  })
const job = (until: string | null) => ({ bytes: new Uint8Array(), until })

test('a worker that does not hear its end is left behind at its deadline: its job fails and the next one is done', async () => {
  const pool = open(1000)
  const until = join(directory, 'next-is-done')
  const stuck = pool.run(job(until))
  const next = pool.run(job(null))
  assert.equal(await stuck, 'parsing took longer than 1 s')
  assert.equal(await next, 'done')
  assert.ok(!existsSync(`${until}.late`), 'the next job waited for the stuck worker')
  writeFileSync(until, '')
  await pool.close()
})

test('what a worker was given ahead is lost with no worker: at the deadline only the job that overran it fails', async () => {
  const pool = open(1000, { ahead: 2 })
  assert.equal(await pool.run(job(null)), 'done')
  const until = join(directory, 'those-behind-are-done')
  const answers = await Promise.all([until, null, null, null].map(one => pool.run(job(one))))
  assert.deepEqual(answers, ['parsing took longer than 1 s', 'done', 'done', 'done'])
  writeFileSync(until, '')
  await pool.close()
})

test('what waits behind a job that takes long is done by another worker, long before the deadline', async () => {
  const pool = open(60_000, { size: 2, ahead: 2 })
  assert.equal(await pool.run(job(null)), 'done')
  const until = join(directory, 'another-did-it')
  const [slow, ...others] = [until, null, null].map(one => pool.run(job(one)))
  assert.deepEqual(await Promise.all(others), ['done', 'done'])
  writeFileSync(until, '')
  assert.equal(await slow, 'done')
  await pool.close()
})

test('closing does not wait for a worker that does not hear its end, and its job fails', async () => {
  const pool = open(60_000)
  const until = join(directory, 'is-closed')
  assert.equal(await pool.run(job(null)), 'done')
  const stuck = pool.run(job(until))
  await pool.close()
  assert.equal(await stuck, 'the bot is stopping')
  assert.ok(!existsSync(`${until}.late`), 'closing waited for the stuck worker')
  writeFileSync(until, '')
})

test('closing fails what waits behind such a worker, too', async () => {
  const pool = open(60_000, { ahead: 2 })
  assert.equal(await pool.run(job(null)), 'done')
  const until = join(directory, 'those-behind-fail')
  const jobs = Promise.all([until, null, null, null].map(one => pool.run(job(one))))
  await delay(400)
  await pool.close()
  const answers = await Promise.race([jobs, delay(100, 'no answer')])
  assert.deepEqual(answers, Array(4).fill('the bot is stopping'))
  writeFileSync(until, '')
})

test('a worker that has nothing to do ends, and the next job starts another', async () => {
  const threads = () => (process.report.getReport() as { readonly workers: readonly unknown[] }).workers.length
  const pool = open(60_000, { stay: 0, idleMs: 50 })
  assert.equal(await pool.run(job(null)), 'done')
  assert.equal(threads(), 1)
  while (threads() > 0) await delay(20)
  assert.equal(await pool.run(job(null)), 'done')
  await pool.close()
})

test('one of them stays', async () => {
  const threads = () => (process.report.getReport() as { readonly workers: readonly unknown[] }).workers.length
  const pool = open(60_000, { size: 2, ahead: 2, idleMs: 50 })
  assert.equal(await pool.run(job(null)), 'done')
  const until = join(directory, 'one-stays')
  const slow = pool.run(job(until))
  assert.equal(await pool.run(job(null)), 'done')
  writeFileSync(until, '')
  assert.equal(await slow, 'done')
  while (threads() > 1) await delay(20)
  await delay(300)
  assert.equal(threads(), 1)
  await pool.close()
})

const jobs = fc.array(
  fc.record({ dies: fc.integer({ min: 0, max: 49 }).map(one => one === 0), long: fc.boolean(), pause: fc.nat(12) }),
  { minLength: 80, maxLength: 80 },
)
const sizes = fc.record({
  size: fc.integer({ min: 1, max: 3 }),
  stay: fc.nat(1),
  idleMs: fc.nat(8),
  queues: fc.boolean(),
})

test('each job is answered once, whenever workers end for want of work or by themselves', async () => {
  const check = fc.asyncProperty(jobs, sizes, async (all, { queues, ...options }) => {
    const pool = new WorkerPool<{ readonly bytes: Uint8Array; readonly id: number; readonly dies: boolean }, string>({
      worker: new URL('./numbered-worker.ts', import.meta.url),
      ...options,
      ...(queues ? { ahead: 2 } : {}),
      deadlineMs: 30_000,
      limits: { maxOldGenerationSizeMb: 40, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 },
      failed: (_, { id }) => `failed ${id}`,
    })
    const answers: Promise<string>[] = []
    for (const [id, { dies, long, pause }] of all.entries()) {
      answers.push(pool.run({ id, dies, bytes: new Uint8Array(long ? 70_000 : 10) }))
      if (pause > 4) await delay(pause - 5)
    }
    assert.deepEqual(
      await Promise.all(answers),
      all.map(({ dies }, id) => `${dies ? 'failed' : 'done'} ${id}`),
    )
    await pool.close()
  })
  await fc.assert(check, { numRuns: 3, endOnFailure: true })
})
