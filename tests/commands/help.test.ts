import assert from 'node:assert/strict'
import { test } from 'node:test'
import { helpText } from '../../src/commands/help.ts'

for (const [what, text, shown] of [
  ['lines that fit stay as they are', 'one\n\n  --a  two\n', 'one\n\n  --a  two\n\n'],
  [
    'a paragraph is wrapped as a whole',
    'one two three four five six\nseven.\neight',
    'one two three four\nfive six seven.\neight\n',
  ],
  [
    'an option is wrapped below its text',
    '  --a  one two three four\n       five',
    '  --a  one two three\n       four five\n',
  ],
  [
    'a line that ends a sentence is followed by a new line',
    'one two three four five.\nsix',
    'one two three four\nfive.\nsix\n',
  ],
] as const)
  test(what, () => assert.equal(helpText(text, 20), shown))
