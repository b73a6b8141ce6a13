import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('what is kept of a configuration, in a process that keeps it in a place of its own', () => {
  const { NODE_COMPILE_CACHE: _, NODE_TEST_CONTEXT: __, ...env } = process.env
  const facts = join(import.meta.dirname, 'kept-config-facts.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [facts], { env, encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
  assert.match(stdout, /^. pass [1-9]/m)
})
