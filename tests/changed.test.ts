import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concerned } from './changed.ts'

const FILES: Readonly<Record<string, string>> = {
  'tests/a.test.ts': "import { a } from '../src/a.ts'",
  'tests/b.test.ts': "import './rig.ts'\nimport { test } from 'node:test'",
  'tests/rig.ts': "const { b } = await import('../src/b.ts')\nexport { b }",
  'tests/c.test.ts': "const worker = new URL('../src/worker.ts', import.meta.url)",
  'src/a.ts': "import type { Deep } from './deep.ts'",
  'src/b.ts': "export * from './a.ts'",
  'src/deep.ts': "import './a.ts'",
}
const tests = Object.keys(FILES).filter(name => name.endsWith('.test.ts'))
const found = (...changed: string[]) => concerned(tests, new Set(changed), file => FILES[file] ?? null).join(' ')

const FACTS: readonly (readonly [fact: string, changed: readonly string[], tests: string])[] = [
  ['a test that changed itself', ['tests/a.test.ts'], 'tests/a.test.ts'],
  ['by whatever way, in circles too, and by types alone', ['src/deep.ts'], 'tests/a.test.ts tests/b.test.ts'],
  ['what is imported on the way', ['src/b.ts'], 'tests/b.test.ts'],
  ['a worker named by its address', ['src/worker.ts'], 'tests/c.test.ts'],
  ['what no test leads to', ['README.md'], ''],
]
for (const [fact, changed, expected] of FACTS)
  test(`the tests that a change concerns: ${fact}`, () => assert.equal(found(...changed), expected))
