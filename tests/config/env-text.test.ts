import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { envProblems, withVariables } from '../../src/config/env-text.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const SECRET = 'canary-cccccccccccccccc'
const NO_NAME = 'what is before "=" is not a name – write NAME=value, the name in letters, digits and _'
const NO_SETTING = 'is not NAME=value – put the name and "=" before the value, or # before a comment'

const mistakes: readonly (readonly [name: string, text: string, said: string])[] = [
  ['a value alone', `# mine\n${SECRET}\n`, `.env:2:1 ${NO_SETTING}`],
  ['a colon for "="', `DISCORD_TOKEN: ${SECRET}\n`, `.env:1:1 ${NO_SETTING}`],
  ['a colon before a value with "="', `A=1\nURL: https://example.org/${SECRET}?a=b`, `.env:2:1 ${NO_NAME}`],
  ['a name of two words', `DISCORD TOKEN=${SECRET}`, `.env:1:1 ${NO_NAME}`],
  [
    'a quote that only a later line closes',
    `DISCORD_TOKEN="${SECRET}\nLOG_LEVEL="info"\n`,
    '.env:1:1 the quote " after DISCORD_TOKEN= is never closed – close it at the end of the value, or leave quotes out',
  ],
  [
    'a quote that nothing closes',
    `\r\nDISCORD_TOKEN='${SECRET}\r\n`,
    ".env:2:1 the quote ' after DISCORD_TOKEN= is never closed – close it at the end of the value, or leave quotes out",
  ],
]
for (const [name, text, said] of mistakes) {
  test(`${name} is named by its line and never repeated`, () => {
    const problems = envProblems('.env', text).map(renderProblem)
    assert.deepEqual(problems, [said])
    assert.ok(!problems.join().includes(SECRET))
  })
}

const well = [
  '',
  '\n# DISCORD_TOKEN: no\n\n',
  'A=1\nexport B = 2 # two\n',
  'A="x y"\nB=\'#\'\nC=`"`\n',
  'A=\n',
  'KEY="-----BEGIN\nabc\n-----END"\nB=2',
  'A=1\r\nB=2\r\n',
]
for (const text of well) {
  test(`${JSON.stringify(text)} has no mistake`, () => {
    assert.deepEqual(envProblems('.env', text), [])
  })
}

const changes: readonly (readonly [
  name: string,
  before: string,
  changes: Record<string, string | null>,
  after: string,
])[] = [
  ['a new variable comes at the end', '# mine\nA=1', { B: '2' }, '# mine\nA=1\nB=2\n'],
  ['a variable stays where it stood', 'A=1\nB="2"\nC=3\n', { B: '4' }, 'A=1\nB=4\nC=3\n'],
  ['of two the one that counts is kept', 'A=1\n# x\nA=2\n', { A: '3' }, '# x\nA=3\n'],
  ['a removed one goes with its exported twin', 'export A=1\nB=2\nA=3\n', { A: null }, 'B=2\n'],
  ['a value over lines is one variable', 'A="x\ny"\nB=2\n', { A: '1' }, 'A=1\nB=2\n'],
  ['a mistake is left to its owner', 'what\nA=1\n', { A: '2' }, 'what\nA=2\n'],
  ['an empty file takes variables', '', { A: '1', B: null }, 'A=1\n'],
]
for (const [name, before, wanted, after] of changes) {
  test(name, () => {
    assert.equal(withVariables(before, wanted), after)
  })
}

test('Node reads back what was set, and all else as before', () => {
  const name = fc.constantFrom('A', 'B', 'DISCORD_TOKEN', 'OTHER')
  // Node takes "export" before an empty value for a part of the name.
  const line = fc.oneof(
    fc
      .tuple(
        name,
        fc.constantFrom('1', '"a b"', "'x#y'", '', 'https://example.org/a_b-c'),
        fc.constantFrom('', 'export '),
      )
      .map(([key, value, word]) => `${value === '' ? '' : word}${key}=${value}`),
    fc.constantFrom('# about', '', '   '),
  )
  const value = fc.option(fc.stringMatching(/^[\w.:/?=-]{1,20}$/), { nil: null })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.dictionary(name, value), (lines, wanted) => {
      const before = lines.join('\n')
      const after = withVariables(before, wanted)
      const expected: Record<string, string | undefined> = { ...parseEnv(before) }
      for (const [key, one] of Object.entries(wanted)) {
        if (one === null) delete expected[key]
        else expected[key] = one
      }
      assert.deepEqual({ ...parseEnv(after) }, expected)
      assert.deepEqual(envProblems('.env', after), [])
      assert.equal(withVariables(after, wanted), after)
    }),
  )
})
