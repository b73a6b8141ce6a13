import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Config, readConfig } from '../../src/config/config.ts'
import { CONFIG_NAMES } from '../../src/config/layers/files.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const FEED = 'language: en, country: KR, kind: wire, timeZone: UTC'
const SHIPPED: Readonly<Record<string, string>> = {
  'settings.yaml': [
    'timeZone: Asia/Seoul',
    'keep: { seen: 100d, archive: 50d }',
    'fetch: { allowHosts: [a.lan] }',
    'routes: { default: {}, talks: { channel: "123456789012345678" } }',
  ].join('\n'),
  'feeds.yaml': [
    'feeds:',
    `  - { id: one, name: One, url: "https://one.example/feed", ${FEED} }`,
    `  - { id: two, name: Two, url: "https://two.example/feed", ${FEED} }`,
  ].join('\n'),
  'terms.yaml': [
    'lists:',
    '  north: { about: The North, terms: [Pyongyang, { term: North Korea, also: [DPRK] }] }',
    '  talks: { about: Talks, terms: [talks, summit] }',
    '  us-people: { about: Its people, people: US }',
  ].join('\n'),
  'rules.yaml': [
    'unless: { sport: "title:football" }',
    'rules:',
    '  - { name: talks, when: "@north and @talks", unless: sport }',
    '  - { name: words, when: "@north and says" }',
    'types: [{ type: talks, when: "@talks" }]',
  ].join('\n'),
  'people.yaml': 'people:\n  - { name: Jane Q. Example, side: US, role: envoy, also: [Example] }\n',
}
// A list must not be empty.
const BASE: Files = {
  ...SHIPPED,
  'sides.yaml':
    'sides: [{ side: US, label: United States }, { side: DPRK, label: North Korea }, { side: ROK, label: South Korea }]\n',
  'terms.yaml': `${SHIPPED['terms.yaml']?.replace('US }', 'US, terms: [the envoy] }')}`,
}

type Files = Readonly<Record<string, string>>

function read(own: Files, shipped: Files = BASE) {
  const local = Object.entries(own).map(([name, text]) => [`local/${name}`, text] as const)
  return readConfig(new Map([...Object.entries(shipped), ...local]), 'config')
}

function problemsOf(own: Files, shipped: Files = BASE): readonly string[] {
  const result = read(own, shipped)
  return (result.kind === 'problems' ? result.problems : result.examples).map(renderProblem)
}

function valid(own: Files): Config {
  const result = read(own)
  assert.equal(result.kind, 'valid', result.kind === 'problems' ? result.problems.map(renderProblem).join('\n') : '')
  return result.kind === 'valid' ? result.config : assert.fail()
}

const feeds = (config: Config) => config.feeds.map(({ id, name, enabled }) => `${id} ${name} ${enabled}`)
const rules = (config: Config) => config.ruleSet.rules.map(rule => rule.name)
const scan = (text: string) => (config: Config) => config.terms.scan(text).length > 0
const named = (text: string) => (config: Config) =>
  [...config.people.latin.values()].flat().find(one => one.name === text)

const FACTS: readonly (readonly [fact: string, own: Files, of: (config: Config) => unknown, expected: unknown])[] = [
  ['without files of your own all is as shipped', {}, feeds, ['one One true', 'two Two true']],
  ['a file that says nothing changes nothing', { 'feeds.yaml': '# later\n' }, feeds, ['one One true', 'two Two true']],
  [
    'an entry with a shipped id changes what it says and no more',
    { 'feeds.yaml': 'feeds: [{ id: two, enabled: false }]' },
    feeds,
    ['one One true', 'two Two false'],
  ],
  [
    'a feed is added, and a shipped one is left out',
    { 'feeds.yaml': `feeds: [{ id: mine, name: Mine, url: "https://mine.example/f", ${FEED} }]\nremove: [one]` },
    feeds,
    ['two Two true', 'mine Mine true'],
  ],
  [
    'a feed is left out and another of its id stands in its place',
    { 'feeds.yaml': `feeds: [{ id: one, name: Mine, url: "https://mine.example/f", ${FEED} }]\nremove: [one]` },
    feeds,
    ['two Two true', 'one Mine true'],
  ],
  [
    'settings are merged key by key, as deep as they go',
    { 'settings.yaml': 'keep: { seen: 200d }' },
    config => [
      config.settings.timeZone,
      config.settings.keep.seenMs / 86_400_000,
      config.settings.keep.archiveMs / 86_400_000,
    ],
    ['Asia/Seoul', 200, 50],
  ],
  [
    'routes are merged by name',
    {
      'settings.yaml': 'routes: { mine: { channel: "223456789012345678" }, talks: { pingRole: "323456789012345678" } }',
    },
    config => Object.entries(config.settings.routes).map(([name, one]) => `${name} ${one.channel} ${one.pingRole}`),
    ['default null null', 'talks 123456789012345678 323456789012345678', 'mine 223456789012345678 null'],
  ],
  [
    'a list of the settings takes the place of the shipped one',
    { 'settings.yaml': 'fetch: { allowHosts: [b.lan] }' },
    config => config.settings.allowHosts,
    ['b.lan'],
  ],
  [
    'a term is added to a shipped list',
    { 'terms.yaml': 'lists: { talks: { terms: [parley] } }' },
    scan('a parley'),
    true,
  ],
  [
    'a term is left out of a shipped list',
    { 'terms.yaml': 'lists: { talks: { remove: [summit] } }' },
    scan('a summit'),
    false,
  ],
  [
    'a shipped term gets a spelling of your own, and keeps its own',
    { 'terms.yaml': 'lists: { north: { terms: [{ term: North Korea, also: [the Hermit Kingdom] }] } }' },
    config => [scan('the Hermit Kingdom')(config), scan('DPRK')(config), scan('North Korea')(config)],
    [true, true, true],
  ],
  [
    'a term that is shipped as well stands once',
    { 'terms.yaml': 'lists: { talks: { terms: [summit, { term: talks, also: [dialogue] }] } }' },
    config => [scan('a summit')(config), scan('a dialogue')(config)],
    [true, true],
  ],
  [
    'a list of your own is named by a rule of your own, which stands at the end',
    {
      'terms.yaml': 'lists: { ships: { about: Ships, terms: [tanker] } }',
      'rules.yaml': 'rules: [{ name: ships, when: "@north and @ships" }]',
    },
    rules,
    ['talks', 'words', 'ships'],
  ],
  [
    'a rule with a shipped name stands in its place as a whole',
    { 'rules.yaml': 'rules: [{ name: talks, when: "title:@talks", priority: high }]' },
    config => [...rules(config), config.ruleSet.rules[0]?.priority, config.ruleSet.rules[0]?.unless.length],
    ['talks', 'words', 'high', 0],
  ],
  ['a rule is left out', { 'rules.yaml': 'disable: [words]' }, rules, ['talks']],
  [
    'an exclusion is changed for the shipped rules that name it',
    { 'rules.yaml': 'unless: { sport: "title:rowing" }' },
    config => config.ruleSet.rules[0]?.unless.map(one => one.name),
    ['sport'],
  ],
  [
    'a person gets a spelling and another office, and keeps the rest',
    { 'people.yaml': 'people: [{ name: Jane Q. Example, role: ambassador, also: [Janie Example] }]' },
    named('Jane Q. Example'),
    { name: 'Jane Q. Example', side: 'US', role: 'ambassador', also: ['Example', 'Janie Example'] },
  ],
  [
    'a person is added and counts for the list of the side',
    { 'people.yaml': 'people: [{ name: John Sample, side: US }]' },
    scan('John Sample'),
    true,
  ],
  ['a person is left out', { 'people.yaml': 'remove: [Jane Q. Example]' }, named('Jane Q. Example'), undefined],
]

for (const [fact, own, of, expected] of FACTS) {
  test(fact, () => assert.deepEqual(of(valid(own)), expected))
}

/** A mistake in a file of one's own → the place that is named, and of what; how it is said is no matter here. */
const MISTAKES: readonly (readonly [what: string, own: Files, said: RegExp])[] = [
  [
    'a mistyped key',
    { 'feeds.yaml': 'feeds:\n  - id: two\n    enabeld: false\n' },
    /^config\/local\/feeds\.yaml:3:5 .*"enabeld".*"enabled"/,
  ],
  [
    'a mistyped key that only files of your own have',
    { 'feeds.yaml': 'removed: [one]\n' },
    /^config\/local\/feeds\.yaml:1:1 .*"removed".*"remove"/,
  ],
  [
    'a value of the wrong kind put on a shipped block',
    { 'settings.yaml': 'timeZone: UTC\nkeep:\n  seen: 3d\n' },
    /^config\/local\/settings\.yaml:3:9 "3d" is too short/,
  ],
  [
    'a list where a block is shipped',
    { 'settings.yaml': 'timeZone: UTC\nkeep: [1]\n' },
    /^config\/local\/settings\.yaml:2:7 "keep"/,
  ],
  [
    'a side that nobody is on',
    { 'people.yaml': 'people:\n  - { name: A B, side: nowhere }\n' },
    /^config\/local\/people\.yaml:2:24 "side"/,
  ],
  [
    'a rule that names a list that is not there',
    { 'rules.yaml': 'rules:\n  - name: mine\n    when: "title:@nort and @talks"\n' },
    /^config\/local\/rules\.yaml:3:18 .*"@nort"/,
  ],
  [
    'a list of which nothing is left',
    { 'terms.yaml': 'lists:\n  talks:\n    remove: [talks, summit]\n' },
    /^config\/local\/terms\.yaml:3:5 list "talks" is empty/,
  ],
  [
    'an example that its rule does not treat so',
    { 'rules.yaml': 'rules:\n  - name: mine\n    when: "@talks"\n    matches: [Nothing of it]\n' },
    /^config\/local\/rules\.yaml:4:15 rule "mine"/,
  ],
  [
    'an address that a shipped feed has',
    { 'feeds.yaml': `feeds:\n  - { id: mine, name: M, url: "https://two.example/feed", ${FEED} }\n` },
    /^config\/local\/feeds\.yaml:2:31 .* first in config\/feeds\.yaml:3 /,
  ],
  [
    'two rules of one name',
    { 'rules.yaml': 'rules:\n  - { name: talks, when: a }\n  - { name: talks, when: b }\n' },
    /^config\/local\/rules\.yaml:3:13 rule "talks" occurs twice/,
  ],
  [
    'a file whose shipped one is not there',
    { 'events.yaml': 'subject: [US]\n' },
    /^config\/local\/events\.yaml:1:1 there is no config\/events\.yaml to put it on/,
  ],
  ['broken YAML', { 'rules.yaml': 'rules: [\n' }, /^config\/local\/rules\.yaml:1:8 /],
]

for (const [what, own, said] of MISTAKES) {
  test(`is named once, where it stands: ${what}`, () => {
    const found = problemsOf(own)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0] ?? '', said)
  })
}

test('an example of a shipped rule that your own change makes untrue is told as such, and is no problem', () => {
  const shipped = { ...BASE, 'rules.yaml': 'rules:\n  - { name: a, when: "@talks", matches: [The summit] }\n' }
  assert.deepEqual(problemsOf({}, shipped), [])
  const result = read({ 'terms.yaml': 'lists: { talks: { remove: [summit] } }' }, shipped)
  assert.equal(result.kind, 'valid')
  assert.deepEqual(result.kind === 'valid' && result.examples, [])
  assert.match(
    result.kind === 'valid' ? result.changed.map(renderProblem).join('\n') : '',
    /^config\/rules\.yaml:2:42 rule "a": does not match its example[^\n]*$/,
  )
})

/** What a user has of their own, through all upgrades below. */
const OWN: Files = {
  'feeds.yaml': 'feeds:\n  - { id: two, enabled: false }\nremove:\n  - one\n',
  'terms.yaml': 'lists:\n  talks:\n    terms: [parley]\n    remove: [summit]\n',
  'rules.yaml': 'disable:\n  - words\nrules:\n  - { name: mine, when: "@north and @talks" }\n',
  'people.yaml': 'people:\n  - { name: Jane Q. Example, also: [Janie Example] }\n',
}

/** What a newer version ships otherwise → what the user is told: nothing, or where and what. */
const UPGRADES: readonly (readonly [
  what: string,
  file: string,
  from: string,
  to: string,
  expected: readonly string[],
])[] = [
  ['nothing', 'feeds.yaml', '', '', []],
  ['a feed moves', 'feeds.yaml', 'two.example/feed', 'two.example/rss', []],
  [
    'a feed of another id is added',
    'feeds.yaml',
    'feeds:',
    `feeds:\n  - { id: new, name: N, url: "https://n.example/", ${FEED} }`,
    [],
  ],
  [
    'a feed that was paused is gone',
    'feeds.yaml',
    'id: two',
    'id: twoo',
    [
      'config/local/feeds.yaml:2:5 there is no feed "two" to change – did you mean "twoo"? A feed of your own needs "url"; otherwise take it out here',
    ],
  ],
  [
    'a feed that was left out is gone',
    'feeds.yaml',
    'id: one',
    'id: fifteen',
    ['config/local/feeds.yaml:4:5 there is no feed "one" to leave out – take it out here'],
  ],
  ['a list gets the term that was added', 'terms.yaml', '[talks,', '[talks, parley,', []],
  [
    'a list gets a new name',
    'terms.yaml',
    'talks: {',
    'talk: {',
    [
      'config/local/terms.yaml:2:3 there is no list "talks" to change – did you mean "talk"? A list of your own needs "about"; otherwise take it out here',
    ],
  ],
  [
    'a term that was left out is gone',
    'terms.yaml',
    ', summit]',
    ']',
    ['config/local/terms.yaml:4:14 there is no term "summit" to leave out – take it out here'],
  ],
  ['a rule of the name of one of your own', 'rules.yaml', 'rules:', 'rules:\n  - { name: mine, when: "@north" }', []],
  [
    'a rule that was left out gets a new name',
    'rules.yaml',
    'name: words',
    'name: word',
    [
      'config/local/rules.yaml:2:5 there is no rule "words" to leave out – did you mean "word"? Otherwise take it out here',
    ],
  ],
  [
    'a person is gone',
    'people.yaml',
    'Jane Q. Example',
    'Somebody Else',
    [
      'config/local/people.yaml:2:5 there is no person "Jane Q. Example" to change – a person of your own needs "side"; otherwise take it out here',
    ],
  ],
  ['a person gets the spelling that was added', 'people.yaml', '[Example]', '[Example, Janie Example]', []],
]

for (const [what, file, from, to, expected] of UPGRADES) {
  test(`after an upgrade there is ${expected.length === 0 ? 'nothing to do' : 'a line that says what to do'}: ${what}`, () => {
    assert.deepEqual(problemsOf(OWN), [])
    const before = BASE[file] ?? assert.fail()
    const shipped = { ...BASE, [file]: before.replace(from, to) }
    if (from !== to) assert.notEqual(shipped[file], before)
    assert.deepEqual(problemsOf(OWN, shipped), expected)
  })
}

test('the examples in config/local/README.md hold on the shipped files', () => {
  const config = join(import.meta.dirname, '../../config')
  const shipped = Object.fromEntries(CONFIG_NAMES.map(name => [name, readFileSync(join(config, name), 'utf8')]))
  const readme = readFileSync(join(config, 'local/README.md'), 'utf8')
  const own = [...readme.matchAll(/^`(\w+\.yaml)`[^`][\s\S]*?^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', text = '']) => [name, text],
  )
  assert.deepEqual(own.map(([name]) => name).sort(), [...CONFIG_NAMES].sort())
  const result = read(Object.fromEntries(own), shipped)
  assert.deepEqual(result.kind === 'problems' ? result.problems.map(renderProblem) : [], [])
})
