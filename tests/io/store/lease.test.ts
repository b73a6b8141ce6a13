import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { LEASE_MS } from '../../../src/io/store/adapters/lease.ts'
import { openStore } from '../../../src/io/store/open-store.ts'
import { StoreError } from '../../../src/io/store/store.ts'
import { KEEP, makeCommit, makeDelivery } from '../../fakes/records.ts'
import { storeKinds } from './stores.ts'

// Leases are waited for: on all stores at once.
const kinds = await storeKinds()
describe('the right to write', { concurrency: true }, () => {
  for (const kind of kinds) {
    describe(`on ${kind.name}`, { skip: kind.skip, concurrency: true }, () => {
      after(() => kind.clear())

      test('one process has it, and may renew it; another gets it when the first gives it up', async () => {
        const url = kind.fresh()
        const [first, second] = [await openStore(url), await openStore(url)]
        assert.equal(await second.held(), false)
        assert.equal(await first.hold(), true)
        assert.equal(await second.hold(), false)
        assert.equal(await second.held(), true)
        assert.equal(await first.held(), true)
        assert.equal(await first.hold(), true)
        await first.close()
        assert.equal(await second.held(), false)
        assert.equal(await second.hold(), true)
        await second.close()
      })

      test('the holder writes, and what it writes is read by the other', async () => {
        const url = kind.fresh()
        const [first, second] = [await openStore(url), await openStore(url)]
        await first.hold()
        await first.commit(makeCommit({ deliveries: [makeDelivery('a')] }))
        assert.equal((await second.openDeliveries()).length, 1)
        await first.housekeep(0, KEEP)
        await Promise.all([first.close(), second.close()])
      })

      const runsOut = kind.name === 'SQLite' ? 'the system’s lock does not run out' : false
      test('a holder that slept too long is replaced, and its writes are refused', { skip: runsOut }, async () => {
        const url = kind.fresh()
        const [first, second] = [await openStore(url), await openStore(url)]
        await first.hold()
        await first.saveFact('x', 1)
        await delay(LEASE_MS + 500)
        assert.equal(await second.hold(), true)
        await assert.rejects(first.saveFact('x', 2), StoreError)
        await assert.rejects(first.saveDelivery(makeDelivery('a')), /another process has taken over/)
        await assert.rejects(first.answers?.drop(['1/feed']) ?? assert.fail(), /another process has taken over/)
        assert.equal(await first.hold(), false)
        await second.saveFact('y', 3)
        assert.equal(await second.fact('x'), 1)
        await Promise.all([first.close(), second.close()])
      })

      const dies = kind.name === 'SQLite' ? false : 'a lease runs out instead'
      test('a holder that is killed lets go of it at once', { skip: dies }, async () => {
        const url = kind.fresh()
        const script = `
          const { openStore } = await import(${JSON.stringify(import.meta.resolve('../../../src/io/store/open-store.ts'))})
          const store = await openStore(${JSON.stringify(url)})
          process.stdout.write(String(await store.hold()))
          setInterval(() => store, 1000) // what nobody knows of any more would be collected, and its lock with it`
        const child = execFile(process.execPath, ['--input-type=module', '-e', script])
        const said = await new Promise(resolve => child.stdout?.once('data', resolve))
        assert.equal(said, 'true')
        const second = await openStore(url)
        assert.equal(await second.hold(), false)
        assert.equal(await second.held(), true)
        child.kill('SIGKILL')
        await new Promise(resolve => child.once('exit', resolve))
        assert.equal(await second.held(), false)
        assert.equal(await second.hold(), true)
        await second.close()
      })
    })
  }
})
