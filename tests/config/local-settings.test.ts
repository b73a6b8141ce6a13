import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readChosen, withChosen } from '../../src/config/local-settings.ts'

const ROLE = '123456789012345678'
const ALL = { language: 'ko', timeZone: 'Asia/Seoul', pingRole: ROLE }
const NONE = { language: null, timeZone: null, pingRole: null }

const facts: readonly (readonly [name: string, before: string, chosen: typeof ALL | typeof NONE, after: RegExp])[] = [
  [
    'a new file says what it is',
    '',
    ALL,
    /^# yaml-language-server: \$schema=\.\.\/schema\/settings\.schema\.json\n# Yours: .*\n\s*language: ko\ntimeZone: Asia\/Seoul\nroutes:\n {2}default:\n {4}pingRole: "123456789012345678"\n$/,
  ],
  [
    'comments and other keys stay',
    '# mine\ninterval: 5m # often\nlanguage: en\nroutes:\n  summits: { channel: "1" } # far\n',
    ALL,
    /^# mine\ninterval: 5m # often\nlanguage: ko\nroutes:\n {2}summits: \{ channel: "1" \} # far\n {2}default:\n {4}pingRole: "123456789012345678"\ntimeZone: Asia\/Seoul\n$/,
  ],
  ['a key with nothing behind it holds no key yet', 'routes:\n', ALL, /^routes:\n {2}default:\n {4}pingRole: "1/],
  [
    'what is not chosen is removed',
    `language: ko\nroutes: { default: { pingRole: "${ROLE}", channel: "1" } }\n`,
    NONE,
    /^routes: \{ default: \{ channel: "1" \} \}\n$/,
  ],
]
for (const [name, before, chosen, after] of facts) {
  test(name, () => {
    const text = withChosen(before, chosen)
    assert.match(text, after)
    assert.deepEqual(readChosen(text), chosen)
    assert.equal(withChosen(text, chosen), text)
  })
}

test('what is no block of keys cannot be read, and an empty file sets nothing', () => {
  assert.equal(readChosen('- a\n'), null)
  assert.equal(readChosen('a: "\n'), null)
  assert.deepEqual(readChosen('# nothing\n'), NONE)
})
