import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFeeds } from '../../src/config/files/feeds-file.ts'
import { readSettings } from '../../src/config/files/settings-file.ts'
import type { Problem } from '../../src/text/show/problem.ts'
import { viewProblem } from '../../src/text/show/problem-view.ts'

/** As `check` shows it, with the line of the file. */
const seen = (problem: Problem) => viewProblem(problem, 'problem', false)
const SECRET = 'Zk3-canary-9fQ'
const WEBHOOK = 'https://discord.com/api/webhooks/123456789012345678/canary-ffffffffffffffffffffffffffff'
const FEED =
  'feeds:\n  - { id: a, name: A, url: "https://example.org/a", language: en, country: US, kind: wire, timeZone: UTC'
const feeds = (extra: string) => readFeeds('feeds.yaml', `${FEED}, ${extra} }\n`).problems.map(seen)
const settings = (text: string) => readSettings('settings.yaml', text).problems.map(seen)

const WRONG: readonly (readonly [string, readonly string[]])[] = [
  ['a token where a key should stand', feeds(`${SECRET}: 1`)],
  ['a token of plain capitals where a key should stand', feeds(`${SECRET.toUpperCase().replaceAll('-', '')}: 1`)],
  ['a header without its colon', feeds(`headers: { "Authorization ${SECRET}": x }`)],
  ['a token in a header’s place', feeds(`headers: { "${SECRET}=": x }`)],
  ['a header of two lines', feeds(`headers: { Authorization: "Bearer ${SECRET}\\nX: y" }`)],
  ['a header that is too long', feeds(`headers: { Authorization: "${SECRET.repeat(100)}" }`)],
  [
    'a token as a kind',
    feeds('').length === 0 ? readFeeds('feeds.yaml', `${FEED} }\n`.replace('wire', SECRET)).problems.map(seen) : [],
  ],
  [
    'an address that stands twice',
    readFeeds('feeds.yaml', twice(`https://example.org/f?key=${SECRET}`)).problems.map(seen),
  ],
  [
    'a token that lost its key',
    readFeeds('feeds.yaml', lines(`headers:\n      Authorization:\n      ${SECRET}`)).problems.map(seen),
  ],
  ['a header in one line', readFeeds('feeds.yaml', lines(`headers: "Authorization: ${SECRET}"`)).problems.map(seen)],
  ['a mistake beside a token', readFeeds('feeds.yaml', lines(`intervall: ${SECRET}`)).problems.map(seen)],
  [
    'an address with a password',
    readFeeds('feeds.yaml', lines(`homepage: https://user:${SECRET}@example.org/`)).problems.map(seen),
  ],
  [
    'an address that is a secret',
    readFeeds('feeds.yaml', lines(`secret: true\n    homepage: htps://example.org/canary/feed`)).problems.map(seen),
  ],
  ['a webhook among the settings', settings(`https://discord.com/api/webhooks/123456789012345678/${SECRET}: x\n`)],
  ['a token among the settings', settings(`${SECRET}: x\n`)],
  ['a webhook as the name of its variable', settings(`routes:\n  a: { webhook: "${WEBHOOK}" }\n`)],
  ['a webhook as the path of its file', settings(`routes: { a: { webhookFile: "${WEBHOOK}" } }\n`)],
  ['a webhook as a channel', settings(`routes: { a: { channel: "${WEBHOOK}" } }\n`)],
  ['a token as a route', settings(`routes: { "${SECRET}!": {} }\n`)],
]

function lines(last: string): string {
  return `feeds:\n  - id: a\n    name: A\n    url: https://example.org/a\n    language: en\n    country: US\n    kind: wire\n    timeZone: UTC\n    ${last}\n`
}

function twice(url: string): string {
  const one = (id: string) =>
    `  - { id: ${id}, name: A, url: "${url}", language: en, country: US, kind: wire, timeZone: UTC }\n`
  return `feeds:\n${one('a')}${one('b')}`
}

for (const [what, problems] of WRONG) {
  test(`what may be a secret is not repeated whole: ${what}`, () => {
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.doesNotMatch(problems.join(), /canary/i)
  })
}

const HEADERS: readonly (readonly [string, string, RegExp | null])[] = [
  ['a line break', '"a\\r\\nX-Other: b"', /has a line break/],
  ['a line break at its end', '"Bearer abc\\n"', /has a line break/],
  ['a letter that Latin-1 has not', '"ключ"', /HTTP cannot carry/],
  ['an emoji', '"📧"', /HTTP cannot carry/],
  ['a control character', '"a\\0b"', /HTTP cannot carry/],
  ['a letter of Latin-1', '"Müller"', null],
  ['nothing', '""', null],
]

for (const [what, value, said] of HEADERS) {
  test(`a header’s value with ${what} is ${said === null ? 'taken' : 'named by check'}`, () => {
    const problems = feeds(`headers: { X-Name: ${value} }`)
    if (said === null) assert.deepEqual(problems, [])
    else assert.match(problems.join(), said)
  })
}

for (const [contact, taken] of [
  ['desk@example.org', true],
  ['https://example.org/bot', true],
  ['desk 📧 desk@example.org', false],
  ['편집부 desk@example.org', false],
] as const) {
  test(`the contact "${contact}" is ${taken ? 'taken' : 'named by check: the User-Agent cannot carry it'}`, () => {
    const problems = settings(`fetch: { contact: "${contact}" }\n`)
    if (taken) assert.deepEqual(problems, [])
    else assert.match(problems.join(), /the contact has a character that HTTP cannot carry/)
  })
}

test('a key that is misspelt is repeated with the one that was meant; a known one in the wrong place as it stands', () => {
  assert.match(feeds('intervall: 5m').join(), /unknown key "intervall" – did you mean "interval"/)
  assert.match(settings('contact: x\n').join(), /unknown key "contact"/)
})
