import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * npm run mutate -- [--most 60] [--only alerts]: changes one operator, number or word at a time in a copy of the files that decide on delivery, and counts
 * how many changes the tests notice. Prints those that they do not. `--most`: changes tried for each set, spread evenly; `--only`: sets with a file
 * of such a name.
 */
const { values } = parseArgs({ options: { most: { type: 'string' }, only: { type: 'string' } } })
const MOST = Number(values.most ?? Number.POSITIVE_INFINITY)
const DEADLINE_MS = 60_000

const SETS: readonly { readonly files: readonly string[]; readonly tests: readonly string[] }[] = [
  {
    files: ['failures', 'settle', 'queue', 'backoff', 'breaker', 'marker'].map(name => `src/alerts/${name}.ts`),
    tests: ['tests/alerts/failures.test.ts', 'tests/alerts/settle.test.ts'],
  },
  { files: ['src/bot/channel.ts', 'src/bot/holds.ts', 'src/bot/outbox.ts'], tests: ['tests/bot/outbox.test.ts'] },
  { files: ['src/io/store/seen.ts'], tests: ['tests/io/store/contract.test.ts', 'tests/io/store/seen.test.ts'] },
  { files: ['src/alerts/escape.ts'], tests: ['tests/alerts/escape.test.ts'] },
  { files: ['src/io/http/guard.ts'], tests: ['tests/io/http/guard-parts.test.ts'] },
]

/** What is changed into what, outside comments, imports and texts. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/(?<= )===(?= )/g, '!=='],
  [/(?<= )!==(?= )/g, '==='],
  [/(?<= )<(?= )/g, '<='],
  [/(?<= )<=(?= )/g, '<'],
  [/(?<= )>(?= )/g, '>='],
  [/(?<= )>=(?= )/g, '>'],
  [/(?<= )&&(?= )/g, '||'],
  [/(?<= )\|\|(?= )/g, '&&'],
  [/(?<= )\+(?= )/g, '-'],
  [/(?<= )-(?= )/g, '+'],
  [/\btrue\b/g, 'false'],
  [/\bfalse\b/g, 'true'],
  [/Math\.max\b/g, 'Math.min'],
  [/Math\.min\b/g, 'Math.max'],
  [/(?<=\()!(?=[a-z(])/g, ''],
  [/\bcontinue\b/g, 'break'],
]

interface Mutant {
  readonly file: string
  readonly line: number
  readonly from: string
  readonly to: string
  readonly text: string
}

const root = resolve(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'backchannel-mutate-'))
for (const part of ['src', 'tests', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

let [tried, noticed] = [0, 0]
for (const { files, tests } of SETS) {
  if (!files.some(file => file.includes(values.only ?? ''))) continue
  if (!passes(tests)) throw new Error(`${tests.join(' ')} fail without a change`)
  const all = files.flatMap(mutants)
  const step = Math.max(1, all.length / MOST)
  for (let at = 0; at < all.length; at += step) {
    const mutant = all[Math.floor(at)]
    if (mutant === undefined) continue
    const original = readFileSync(join(copy, mutant.file), 'utf8')
    writeFileSync(join(copy, mutant.file), mutant.text)
    const survived = passes(tests)
    writeFileSync(join(copy, mutant.file), original)
    tried += 1
    if (survived)
      process.stdout.write(`not noticed: ${mutant.file}:${mutant.line} ${mutant.from} → ${mutant.to || 'nothing'}\n`)
    else noticed += 1
  }
}
process.stdout.write(`${noticed} of ${tried} changes noticed: ${Math.round((noticed / tried) * 100)} %\n`)
rmSync(copy, { recursive: true })

function mutants(file: string): readonly Mutant[] {
  const text = readFileSync(join(copy, file), 'utf8')
  const found: Mutant[] = []
  for (const [pattern, to] of CHANGES) {
    for (const match of text.matchAll(pattern)) {
      const start = text.lastIndexOf('\n', match.index) + 1
      const line = text.slice(start, text.indexOf('\n', match.index))
      const before = text.slice(start, match.index)
      const isText = (before.match(/['`]/g) ?? []).length % 2 === 1
      // Types and comments change nothing that runs.
      if (isText || /^\s*(?:\/\/|\/?\*|import|readonly|\| \{|type|export type)/.test(line) || before.includes('//'))
        continue
      const mutated = text.slice(0, match.index) + to + text.slice(match.index + match[0].length)
      found.push({ file, line: text.slice(0, match.index).split('\n').length, from: match[0], to, text: mutated })
    }
  }
  return found
}

function passes(tests: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, ['--test', ...tests], {
    cwd: copy,
    timeout: DEADLINE_MS,
    stdio: 'ignore',
  })
  return status === 0
}
