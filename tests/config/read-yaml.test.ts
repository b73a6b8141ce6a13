import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { readYaml } from '../../src/config/yaml/read-yaml.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const schema = z.strictObject({
  interval: z.number().min(1).optional(),
  kind: z.enum(['wire', 'newspaper']).optional(),
  rules: z.array(z.strictObject({ name: z.string(), when: z.string() })).optional(),
})

const mistakes: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a key that nobody knows',
    'intervall: 3\n',
    ['f.yaml:1:1 unknown key "intervall" – did you mean "interval"? Otherwise remove it'],
  ],
  [
    'a word where a number belongs',
    'interval: soon\n',
    ['f.yaml:1:11 "interval" must be a number, not text – write a number'],
  ],
  [
    'a mistyped choice',
    'kind: wier\n',
    ['f.yaml:1:7 "kind" cannot be "wier" – did you mean "wire"? One of: wire, newspaper'],
  ],
  ['a missing part', 'rules:\n  - name: a\n', ['f.yaml:2:5 "when" is missing – add it: text']],
  [
    'two mistakes at once',
    'kind: x\nrules:\n  - name: a\n    when: b\n    wehn: c\n',
    [
      'f.yaml:1:7 "kind" cannot be "x" – one of: wire, newspaper',
      'f.yaml:5:5 unknown key "wehn" – did you mean "when"? Otherwise remove it',
    ],
  ],
  [
    'a key that occurs twice',
    'rules:\n  - name: a\n    when: b\n    name: c\n',
    ['f.yaml:4:5 "name" occurs twice in one block, first on line 2 – remove one, or begin a new entry with "- "'],
  ],
  ['a number below the least', 'interval: 0\n', ['f.yaml:1:11 "interval" is too small – at least 1']],
]

for (const [name, text, expected] of mistakes) {
  test(`says where, what and what to do: ${name}`, () => {
    const result = readYaml('f.yaml', text, schema)
    assert.equal(result.kind, 'problems')
    assert.deepEqual(result.kind === 'problems' && result.problems.map(renderProblem), expected)
  })
}

test('broken YAML and a key that occurs twice are problems with a place', () => {
  for (const [text, place] of [
    ['kind: "wire\n', /^f\.yaml:1:7 '"' is never closed/],
    ['kind: wire\nkind: wire\n', /^f\.yaml:2:1 "kind" occurs twice in one block, first on line 1/],
  ] as const) {
    const result = readYaml('f.yaml', text, schema)
    assert.equal(result.kind, 'problems')
    assert.match(result.kind === 'problems' ? renderProblem(result.problems[0] ?? assert.fail()) : '', place)
  }
})

test('a place inside a text is found in every style of writing it', () => {
  const styles = [
    ['rules:\n  - name: a\n    when: one two\n', 3, 15],
    ['rules:\n  - name: a\n    when: "one two"\n', 3, 16],
    ["rules:\n  - name: a\n    when: 'one two'\n", 3, 16],
    ['rules:\n  - name: a\n    when: >-\n      one\n      two\n', 5, 7],
    ['rules:\n  - name: a\n    when: |\n      one two\n', 4, 11],
    ['rules:\n  - name: a\n    when: one\n      two\n', 4, 7],
  ] as const
  for (const [text, line, column] of styles) {
    const result = readYaml('f.yaml', text, schema)
    assert.equal(result.kind, 'read')
    assert.deepEqual(
      result.kind === 'read' && result.at(['rules', 0, 'when'], 4),
      { file: 'f.yaml', line, column },
      text,
    )
  }
})
