import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

/**
 * npm run mutate -- [--only seen] [--concurrency 4]: changes the files that decide on delivery in one place at a time (Stryker), counts how
 * many changes their tests notice, and shows those that they do not. Ends with 1 below 85 % in any set.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, concurrency: { type: 'string' } } })
const AIM = 85

/** Files with the tests that stand for them. */
const SETS: readonly { readonly files: readonly string[]; readonly tests: readonly string[] }[] = [
  {
    files: [
      ...['failures', 'settle', 'queue', 'backoff', 'breaker'].map(name => `src/alerts/delivery/${name}.ts`),
      'src/alerts/card/marker.ts',
    ],
    tests: [
      'tests/alerts/failures.test.ts',
      'tests/alerts/settle.test.ts',
      'tests/bot/set-back.test.ts',
      'tests/alerts/timing.test.ts',
    ],
  },
  { files: ['src/alerts/card/escape.ts'], tests: ['tests/alerts/escape.test.ts'] },
  {
    files: ['src/io/http/request/guard.ts', 'src/feeds/private-host.ts'],
    tests: ['tests/io/http/guard-parts.test.ts', 'tests/io/http/guard.test.ts'],
  },
  { files: ['src/io/store/seen.ts'], tests: ['tests/io/store/seen.test.ts'] },
  {
    files: ['src/bot/deliver/channel.ts', 'src/bot/deliver/holds.ts', 'src/bot/deliver/outbox.ts'],
    tests: ['tests/bot/outbox.test.ts', 'tests/bot/holds.test.ts'],
  },
]

const lines: string[] = []
for (const { files, tests } of SETS) {
  if (!files.some(file => file.includes(values.only ?? ''))) continue
  const results = await new Stryker({
    mutate: [...files],
    testRunner: 'command',
    commandRunner: { command: `"${process.execPath}" --test --import=./tests/seed.ts ${tests.join(' ')}` },
    concurrency: Number(values.concurrency ?? 2),
    // Stryker 9.6 asks TypeScript for what TypeScript 7 has not: it may not find a tsconfig, and Node only strips types.
    tsconfigFile: 'none.json',
    disableTypeChecks: false,
    ignorePatterns: ['state', 'docs', 'coverage'],
    // Above what a test waits for by itself, below the patience of who waits for the figures.
    timeoutMS: 30_000,
    reporters: ['clear-text'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    allowConsoleColors: false,
  }).runMutationTest()
  const noticed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const score = (noticed / results.length) * 100
  if (score < AIM) process.exitCode = 1
  lines.push(`${files.join(' ')}: ${noticed} of ${results.length} changes noticed, ${score.toFixed(1)} %`)
}
process.stdout.write(`\n${lines.join('\n')}\n`)
