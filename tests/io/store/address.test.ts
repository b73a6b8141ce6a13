import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { address } from '../../../src/io/store/adapters/address.ts'
import { openStore } from '../../../src/io/store/open-store.ts'
import { BadAddress, StoreError } from '../../../src/io/store/store.ts'

/** Passwords as people choose them, not percent-encoded; no piece of one may be told. */
const PIECES = /Zq7|canary|x9K/
const UNENCODED = [
  'Zq7@canary',
  'Zq7/canary',
  'Zq7#canary',
  'Zq7?canary',
  'Zq7%canary',
  'Zq7@canary/x9K#1',
  'Zq7 canary',
  'Zq7\\canary',
  'Zq7[canary]',
]

for (const scheme of ['postgres', 'postgresql', 'redis', 'rediss']) {
  for (const password of UNENCODED) {
    test(`${scheme} with the password "${password}": it must be percent-encoded, and nothing of it is told`, async () => {
      const path = scheme.startsWith('redis') ? '0' : 'news'
      const url = `${scheme}://bot:${password}@db.invalid/${path}`
      await assert.rejects(openStore(url), error => {
        assert.ok(error instanceof BadAddress, String(error))
        assert.match(error.message, /must be percent-encoded \(@ is %40, \/ is %2F, # is %23/)
        assert.doesNotMatch(error.message, PIECES)
        return true
      })
      const encoded = `${scheme}://bot:${encodeURIComponent(password)}@db.invalid/${path}`
      assert.equal(new URL(address(encoded).url).password, new URL(encoded).password)
    })
  }
}

test('whatever the password, an address that is taken leads to the host that was meant, and its name in logs has nothing of it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, maxLength: 20 }), password => {
      try {
        const read = address(`postgres://bot:${password}@db.invalid/news`)
        assert.equal(new URL(read.url).hostname, 'db.invalid')
        assert.equal(read.where, 'postgres://db.invalid/news (backchannel)')
      } catch (error) {
        assert.ok(error instanceof BadAddress, String(error))
      }
    }),
  )
})

const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['redis://127.0.0.1/news', /number of its database/],
  ['redis://127.0.0.1:port/0', /is not an address/],
  ['redis:127.0.0.1', /is not an address/],
  ['mysql://bot@127.0.0.1/news', /is none of sqlite/],
  ['sqlite:', /names no file/],
  ['redis://127.0.0.1/0?prefix=a_b', /the prefix/],
]
for (const [url, said] of OTHERS) {
  test(`${url} is a mistake of the configuration`, async () => {
    await assert.rejects(openStore(url), error => error instanceof BadAddress && said.test(error.message))
  })
}

const AWAY: readonly (readonly [string, RegExp])[] = [
  ['redis://:Zq7canary@db.invalid/0', /its host name (?:was not found|could not be looked up)/],
  ['postgres://bot:Zq7canary@db.invalid/news', /its host name (?:was not found|could not be looked up)/],
  ['redis://:Zq7canary@127.0.0.1:1/0', /nothing listens at its host and port/],
  ['postgres://bot:Zq7canary@127.0.0.1:1/news?sslmode=disable', /nothing listens at its host and port/],
]
for (const [url, said] of AWAY) {
  test(`${url.replace(/:[^:@]*@/, ':…@')}: why it cannot be reached is said in our words`, async () => {
    await assert.rejects(openStore(url), error => {
      assert.ok(error instanceof StoreError && !(error instanceof BadAddress))
      assert.match(error.message, said)
      assert.doesNotMatch(error.message, /throwOnConnectError|invalid|canary/)
      return true
    })
  })
}

const main = join(import.meta.dirname, '../../../src/main.ts')
for (const command of [['once'], ['run'], ['status'], ['state', 'export'], ['upcoming']]) {
  test(`"${command.join(' ')}" with a password that is not percent-encoded ends with 78 and tells nothing of it; no driver warns`, async () => {
    for (const url of [
      'postgres://bot:Zq7@canary/x9K#1@db.invalid/x',
      'postgres://bot:x@127.0.0.1:1/x?sslmode=require',
    ]) {
      const { code, output } = await new Promise<{ code: unknown; output: string }>(resolve => {
        execFile(
          process.execPath,
          [main, ...command],
          {
            cwd: join(import.meta.dirname, '../../..'),
            env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, STATE_URL: url },
          },
          (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }),
        )
      })
      assert.equal(code, url.includes('canary') ? 78 : 69, output)
      assert.doesNotMatch(output, PIECES)
      assert.doesNotMatch(output, /Warning|sslmode|node:/)
      assert.equal(output.trim().split('\n').length, 1, output)
    }
  })
}
