import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

/** Runs one test file under the reporter of `npm test`. */
async function run(body: string): Promise<{ readonly code: number; readonly said: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'backchannel-reporter-'))
  const file = join(directory, 'a.test.mjs')
  await writeFile(
    file,
    `import assert from 'node:assert/strict'\nimport { test, describe } from 'node:test'\n${body}\n`,
  )
  const args = ['--test', `--test-reporter=${join(import.meta.dirname, 'reporter.ts')}`, file]
  const { NODE_TEST_CONTEXT: _, SLOWEST: __, ...env } = process.env
  const ran = await new Promise<{ readonly code: number; readonly said: string }>(resolve =>
    execFile(process.execPath, args, { env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout }),
    ),
  )
  await rm(directory, { recursive: true })
  return ran
}

const FACTS: readonly (readonly [fact: string, body: string, code: number, said: RegExp, unsaid: RegExp])[] = [
  [
    'what is green is a dot and a sum, whatever it printed',
    `test('holds', () => console.log('noise'))`,
    0,
    /^\.\n1 tests: 1 passed, 0 failed, 0 skipped, in \d+ s\n$/,
    /noise|holds/,
  ],
  [
    'what fails is told whole: its name, the difference, what its file had printed, and once more at the end',
    `console.log('noise')\ntest('does not hold', () => assert.deepEqual({ a: 1 }, { a: 2 }))`,
    1,
    /FAILED .*a\.test\.mjs:4\n {2}does not hold\n[\s\S]*\+ {3}a: 1\n[\s\S]*noise\n[\s\S]*failed: .* does not hold\n1 tests: 0 passed, 1 failed/,
    /suite/,
  ],
  [
    'a suite does not fail once more with its test',
    `describe('suite', () => { test('inner', () => assert.fail('no')) })`,
    1,
    /inner[\s\S]*1 failed/,
    /failed: .*suite/,
  ],
  [
    'what is skipped is counted by its reason',
    `for (const name of ['a', 'b']) test(name, { skip: 'no store here' }, () => {})`,
    0,
    /skipped 2: no store here\n2 tests: 0 passed, 0 failed, 2 skipped/,
    /FAILED/,
  ],
  ['a file that ends early fails', 'process.exit(3)', 1, /FAILED .*a\.test\.mjs[\s\S]*exitCode: 3/, /^\.$/m],
  [
    'one that is to be done is no failure',
    `test('later', { todo: true }, () => assert.fail('no'))`,
    0,
    /0 failed/,
    /FAILED/,
  ],
]
for (const [fact, body, code, said, unsaid] of FACTS)
  test(`npm test: ${fact}`, async () => {
    const ran = await run(body)
    assert.match(ran.said, said)
    assert.doesNotMatch(ran.said, unsaid)
    assert.equal(ran.code, code)
  })
