import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { command as check } from '../../src/commands/check.ts'
import { type Command, EXIT } from '../../src/commands/command.ts'
import { command as backtest } from '../../src/commands/rules/backtest.ts'
import { command as explain } from '../../src/commands/rules/explain.ts'
import { command as configCommand } from '../../src/commands/store/config.ts'

const home = mkdtempSync(join(tmpdir(), 'backchannel-own-'))
after(() => rmSync(home, { recursive: true }))
const config = join(home, 'config')
cpSync(join(import.meta.dirname, '../rules/config'), config, { recursive: true })
const FEED = 'language: en, country: KR, kind: wire, timeZone: UTC'
const SECRET = 'k3ykeykeykeykey99'
const put = (name: string, text: string) => writeFileSync(join(config, name), text)
put('settings.yaml', 'timeZone: UTC\nroutes:\n  default: {}\n')
put('people.yaml', 'people: []\n')
put('feeds.yaml', `feeds:\n  - { id: one, name: One, url: "https://one.example/feed", ${FEED} }\n`)
mkdirSync(join(config, 'local'))
put('local/settings.yaml', 'routes:\n  talks: { channel: "123456789012345678" }\n')
put('local/terms.yaml', 'lists:\n  diplomacy:\n    terms:\n      - parley\n')
put('local/rules.yaml', 'rules:\n  - name: one-side\n    when: "@north-korea and @diplomacy"\n    route: talks\n')
put(
  'local/feeds.yaml',
  `feeds:\n  - id: one\n    enabled: false\n  - { id: mine, name: M, url: "https://m.example/?key=${SECRET}", ${FEED} }\n`,
)

async function run(command: Command, values: Record<string, unknown>, input = '') {
  const written = { out: '', err: '' }
  const sink = (to: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[to] += String(chunk)
        done()
      },
    })
  const { positionals = [], ...rest } = values
  const exit = await command.run({
    values: { config, state: home, ...rest } as Parameters<Command['run']>[0]['values'],
    positionals: positionals as readonly string[],
    stdin: Readable.from([input]),
    stdout: sink('out'),
    stderr: sink('err'),
    env: {},
    signal: new AbortController().signal,
  })
  return { exit, out: written.out.replaceAll(config, 'config'), err: written.err.replaceAll(config, 'config') }
}

test('check names the files of your own that it read', async () => {
  const { exit, out, err } = await run(check, {})
  assert.deepEqual({ exit, err }, { exit: EXIT.well, err: '' })
  assert.match(
    out,
    /^all well: 1 of 2 feeds .* with your local\/settings\.yaml, local\/feeds\.yaml, local\/terms\.yaml, /,
  )
})

test('check names files of your own that look like configuration and are not read', async () => {
  const names = [
    'feeds.yml',
    'Rules.YAML',
    'terms.yaml.txt',
    'mine.yaml',
    '.feeds.yaml.swp',
    'feeds.yaml~',
    'README.md',
  ]
  for (const name of names) put(`local/${name}`, 'x')
  const { exit, err } = await run(check, {})
  for (const name of names) rmSync(join(config, 'local', name))
  assert.equal(exit, EXIT.well)
  assert.deepEqual(err.split('\n').slice(0, -1), [
    'config/local/Rules.YAML: warning: is not read – rename it to rules.yaml',
    'config/local/feeds.yml: warning: is not read – rename it to feeds.yaml',
    'config/local/mine.yaml: warning: is not read – put what it says into one of settings.yaml, feeds.yaml, terms.yaml, rules.yaml, people.yaml, sides.yaml, places.yaml, events.yaml, stories.yaml, weights.yaml, demo.yaml',
    'config/local/terms.yaml.txt: warning: is not read – rename it to terms.yaml',
    '4 warnings',
  ])
})

test('explain judges by your own terms and rules', async () => {
  const item = JSON.stringify({ id: 1, lang: 'en', title: 'North Korea says yes to a parley' })
  const { exit, out } = await run(explain, { json: true }, `${item}\n`)
  assert.equal(exit, EXIT.well)
  const { alert, rules } = JSON.parse(out) as { alert: boolean; rules: unknown }
  assert.deepEqual({ alert, rules }, { alert: true, rules: ['one-side'] })
})

test('backtest compares your own files with a changed copy of them', async () => {
  const copy = join(home, 'changed')
  cpSync(join(config, 'local'), copy, { recursive: true })
  writeFileSync(join(copy, 'terms.yaml'), 'lists:\n  diplomacy:\n    terms: [powwow]\n')
  const items = join(home, 'items.jsonl')
  const titles = ['North Korea holds a parley', 'North Korea holds a powwow', 'North Korea holds talks']
  writeFileSync(items, titles.map((title, id) => JSON.stringify({ id, lang: 'en', title })).join('\n'))
  const { exit, out } = await run(backtest, { local: copy, items })
  assert.equal(exit, EXIT.well)
  assert.deepEqual(
    out.split('\n').filter(line => /^[+-]/.test(line)),
    ['- North Korea holds a parley', '+ North Korea holds a powwow'],
  )
  const none = await run(backtest, { local: join(home, 'nowhere'), items })
  assert.equal(none.exit, EXIT.usage)
  assert.match(none.err, /^--local: "[^"]+" is not a directory – name a copy of config\/local/)
})

test('config show prints what is in force, as YAML that can be read again, without secrets', async () => {
  const { exit, out } = await run(configCommand, { positionals: ['show', 'feeds'] })
  assert.equal(exit, EXIT.well)
  const { feeds } = parse(out) as { feeds: readonly Record<string, unknown>[] }
  assert.deepEqual(
    feeds.map(({ id, enabled, url }) => [id, enabled, url]),
    [
      ['one', false, 'https://one.example/feed'],
      ['mine', undefined, 'https://m.example/?key=…'],
    ],
  )
})

/** What is asked → lines that stand in the answer. */
const ORIGINS: readonly (readonly [part: string, lines: readonly string[]])[] = [
  [
    'feeds',
    [
      '  - id: one # config/local/feeds.yaml:2',
      '    name: One # config/feeds.yaml:2',
      '    enabled: false # config/local/feeds.yaml:3',
      '  - id: mine # config/local/feeds.yaml:4',
    ],
  ],
  [
    'settings',
    ['timeZone: UTC # config/settings.yaml:1', '    channel: "123456789012345678" # config/local/settings.yaml:2'],
  ],
  ['terms', ['      - parley # config/local/terms.yaml:4', '      - talks # config/terms.yaml:24']],
  ['rules', ['  - name: both-sides # config/rules.yaml:4', '  - name: one-side # config/local/rules.yaml:2']],
]

for (const [part, lines] of ORIGINS) {
  test(`config show --origin says of ${part} in which file and line each piece stands`, async () => {
    const { exit, out } = await run(configCommand, { positionals: ['show', part], origin: true })
    assert.equal(exit, EXIT.well)
    assert.deepEqual(
      lines.filter(line => !out.split('\n').includes(line)),
      [],
      out,
    )
    const plain = await run(configCommand, { positionals: ['show', part] })
    assert.deepEqual(parse(out), parse(plain.out))
  })
}

test('config show without a name shows every file, and names what it does not know', async () => {
  const all = await run(configCommand, { positionals: ['show'] })
  assert.deepEqual(all.out.match(/^# .*$/gm), [
    '# settings.yaml',
    '# feeds.yaml',
    '# terms.yaml',
    '# rules.yaml',
    '# people.yaml',
  ])
  for (const positionals of [[], ['list'], ['show', 'rule']]) {
    const { exit, err } = await run(configCommand, { positionals })
    assert.equal(exit, EXIT.usage)
    assert.match(err, /^config .*: not understood – config show \[settings\|feeds\|/)
  }
})
