import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { amendmentsIn } from '../../src/bot/amend/amending.ts'
import { EXIT } from '../../src/commands/command.ts'
import { command } from '../../src/commands/store/config.ts'
import { AMENDMENTS, type Amendment, type Edit } from '../../src/desk/amendment.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { makeConfig, runCommand } from './run-command.ts'

const home = mkdtempSync(join(tmpdir(), 'backchannel-export-'))
after(() => rmSync(home, { recursive: true }))
const config = join(home, 'config')
makeConfig(config, 'timeZone: UTC\nroutes: { default: {} }\n')
mkdirSync(join(config, 'local'))
const local = (name: string) => join(config, 'local', name)
writeFileSync(
  local('feeds.yaml'),
  'feeds:\n  # kept for the weekend\n  - { id: mine, name: Mine, url: "https://mine.example/feed" }\n',
)
writeFileSync(local('terms.yaml'), 'lists:\n  places:\n    terms:\n      - Oslo # the talks of May\n      - Bern\n')

let made = 0
const amendment = (edit: Edit): Amendment => {
  made += 1
  const by = { askId: String(made), by: '600000000000000002', name: 'Ann *\n- x: y', at: Date.UTC(2026, 2, 1, 9, made) }
  return { id: `a${made}`, edit, made: by, undone: null }
}

function exceptOf(list: string, term: string, phrase: string): Edit {
  const data = { lists: { [list]: { terms: [{ term, except: [phrase] }] } } }
  return { what: 'proposal-applied', file: 'terms.yaml', data, says: `not in ${phrase}` }
}

const EDITS: readonly Edit[] = [
  { what: 'feed-paused', id: 'wire' },
  {
    what: 'feed-added',
    feed: { id: 'post', name: 'Post: "x" #1', url: 'https://post.example/?key=k3ykeykeykeykey99' },
  },
  { what: 'feed-removed', id: 'mine', inFiles: true },
  { what: 'term-added', list: 'places', term: '- Rome: {x}' },
  { what: 'term-removed', list: 'places', term: 'Bern', inFiles: true },
  { what: 'term-removed', list: 'places', term: 'Pyongyang', inFiles: true },
  { what: 'rule-set', rule: { name: 'places', when: 'title:@places and not "football"', type: 'talks' } },
  { what: 'rule-set', rule: { name: 'storms', when: 'title:storm' } },
  { what: 'feed-paused', id: 'gone-with-an-upgrade' },
  exceptOf('places', 'Oslo', 'Oslo airport'),
  exceptOf('gone', 'Oslo', 'Oslo airport'),
  exceptOf('places', 'Oslo', 'Oslo opera'),
]

const run = async (positionals: readonly string[], values: Record<string, boolean> = {}) => {
  const own = {
    ...command,
    run: (context: Parameters<typeof command.run>[0]) => command.run({ ...context, positionals }),
  }
  const ran = await runCommand(own, { config, state: home, ...values }, {})
  return { ...ran, out: ran.out.replaceAll(config, 'config'), err: ran.err.replaceAll(config, 'config') }
}

test('without a store there is nothing of Discord, and none is made by looking', async () => {
  const { exit, out } = await run(['show', 'feeds'], { origin: true })
  assert.equal(exit, EXIT.well)
  assert.match(out, /mine.*local\/feeds\.yaml:3/)
  assert.equal(existsSync(join(home, 'backchannel.db')), false)
})

test('what was changed in Discord is shown with who and when, exported as files, and written into those that are there without loss', async () => {
  const store = await openStore(`sqlite:${join(home, 'backchannel.db')}`)
  await store.saveFact(AMENDMENTS, EDITS.map(amendment))
  await store.close()

  const shown = await run(['show', 'feeds', 'terms', 'rules'], { origin: true })
  assert.equal(shown.exit, EXIT.well)
  assert.match(
    shown.out,
    /enabled: false # desk\/feeds\.yaml:5 by Ann \* - x: y \(600000000000000002\), 2026-03-01 09:01 UTC/,
  )
  assert.match(shown.out, /name: places # desk\/rules\.yaml:4 by Ann .*\n {4}when: title:@places and not "football"/)
  assert.doesNotMatch(shown.out, /k3ykey|mine|Bern|Pyongyang/)
  // Oslo has exceptions of two layers now: each line says whose it is.
  assert.match(shown.out, /Oslo opera # desk\/3\/terms\.yaml:8 by Ann/)
  assert.match(shown.err, /not valid, and has no effect: desk\/3\/terms\.yaml:\d+:\d+ there is no list "gone"/)
  assert.match(
    shown.err,
    /not valid, and has no effect: desk\/feeds\.yaml:\d+:\d+ there is no feed "gone-with-an-upgrade"/,
  )

  const plain = await run(['show', 'feeds', 'terms', 'rules'])
  const printed = await run(['export'])
  assert.match(
    printed.out,
    /^# feeds\.yaml\n# Made in Discord[\s\S]*# Ann \* - x: y \(600000000000000002\), 2026-03-01 09:01 UTC\n {2}- id: wire/,
  )
  assert.equal((await run(['export'], { clear: true })).exit, EXIT.usage)

  const written = await run(['export'], { write: true, clear: true })
  assert.deepEqual(
    [written.exit, written.out],
    [
      EXIT.well,
      'written: config/local/feeds.yaml\nwritten: config/local/terms.yaml\nwritten: config/local/rules.yaml\n10 changes are now in files and no longer in the store\n',
    ],
  )
  assert.match(readFileSync(local('terms.yaml'), 'utf8'), /Oslo.*# the talks of May\n/)
  const now = await run(['show', 'feeds', 'terms', 'rules'])
  assert.deepEqual(now.out.split('\n').sort(), plain.out.split('\n').sort())
  for (const line of ['Rome', 'storms', 'id: post', 'enabled: false', 'not "football"', 'Oslo airport', 'Oslo opera'])
    assert.ok(now.out.includes(line), `${line} in ${now.out}`)

  const again = await openStore(`sqlite:${join(home, 'backchannel.db')}`)
  assert.deepEqual(
    (await amendmentsIn(again)).map(({ edit }) => ('id' in edit ? edit.id : JSON.stringify(edit).includes('"gone"'))),
    ['gone-with-an-upgrade', true],
  )
  await again.close()
  assert.match((await run(['export'], { write: true })).err, /nothing was changed in Discord/)
})
