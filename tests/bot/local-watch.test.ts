import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readConfigDirectory } from '../../src/bot/reload/config-directory.ts'
import { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { CONFIRM_MS, STILL_MS } from '../../src/bot/reload/reload.ts'
import type { Amendment } from '../../src/desk/amendment.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const FEED = 'name: A, language: en, country: KR, kind: wire, timeZone: UTC'
const FILES: Readonly<Record<string, string>> = {
  'settings.yaml': 'timeZone: UTC\n',
  'feeds.yaml': `feeds:\n${['a', 'b', 'c'].map(id => `  - { id: ${id}, url: "https://${id}.example/", ${FEED} }\n`).join('')}`,
  'terms.yaml': 'lists:\n  north: { about: The North, terms: [Pyongyang] }\n',
  'rules.yaml': 'rules:\n  - { name: named, when: "@north" }\n  - { name: spoken, when: "@north and says" }\n',
  'people.yaml': 'people: []\n',
}
const home = await mkdtemp(join(tmpdir(), 'backchannel-local-'))
after(() => rm(home, { recursive: true }))
let made = 0

async function directory(): Promise<string> {
  const path = join(home, String(++made))
  await mkdir(path)
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(path, name), text)
  return path
}

/** A watch over real files with a clock that is turned by hand. */
async function watching() {
  const path = await directory()
  let steady = 0
  const silent = () => undefined
  const log: Log = { debug: silent, info: silent, warn: silent, error: silent }
  const watch = await ConfigWatch.open(path, log, { steady: () => steady })
  assert.ok(watch instanceof ConfigWatch)
  return {
    watch,
    put: (name: string, text: string) => writeFile(join(path, 'local', name), text),
    make: () => mkdir(join(path, 'local')),
    remove: () => rm(join(path, 'local'), { recursive: true }),
    async after(ms: number) {
      await watch.observe()
      steady += ms
      return watch.reload()
    },
  }
}

const STILL = STILL_MS + 1
const PAUSED = 'feeds:\n  - { id: b, enabled: false }\n'

test('a file that is put into local counts once it is still, and what is then changed there', async () => {
  const { watch, make, put, after } = await watching()
  const isOn = () => watch.config.feeds.find(feed => feed.id === 'b')?.enabled
  assert.equal(isOn(), true)
  await make()
  assert.equal((await after(STILL)).kind, 'same')
  await put('feeds.yaml', PAUSED)
  assert.equal((await watch.reload()).kind, 'waits')
  assert.equal((await after(STILL)).kind, 'changed')
  assert.equal(isOn(), false)
  await put('feeds.yaml', PAUSED.replace('false', 'true'))
  assert.equal((await after(STILL)).kind, 'changed')
  assert.equal(isOn(), true)
})

test('a file that has lost its end, and a folder that is gone, are waited for, and taken after a minute', async () => {
  const { watch, make, put, remove, after } = await watching()
  await make()
  await put('feeds.yaml', `${PAUSED}  - { id: a, enabled: false }\nremove: [c]\n`)
  assert.equal((await after(STILL)).kind, 'changed')
  const count = watch.config.feeds.length
  await put('feeds.yaml', `${PAUSED}  - { id: a, enabled: false }\n`)
  assert.deepEqual(await after(STILL), { kind: 'waits', lost: ['local/feeds.yaml has lost its end'] })
  assert.equal((await after(CONFIRM_MS)).kind, 'changed')
  assert.equal(watch.config.feeds.length, count + 1)
  await remove()
  assert.deepEqual(await after(STILL), { kind: 'waits', lost: ['local/feeds.yaml is gone'] })
  assert.equal((await after(CONFIRM_MS)).kind, 'changed')
})

test('a mistake is refused and named at its line, and the configuration of before stays', async () => {
  const { watch, make, put, after } = await watching()
  await make()
  await put('rules.yaml', 'disable:\n  - spokn\n')
  const { rules } = watch.config.ruleSet
  const reload = await after(STILL)
  const said = reload.kind === 'refused' ? reload.problems.join('\n') : reload.kind
  assert.match(said, /local\/rules\.yaml:2:5 there is no rule "spokn" to leave out – did you mean "spoken"\?/)
  assert.equal(watch.config.ruleSet.rules, rules)
})

/** What may stand in the place of the folder, or in it. */
const ODD: readonly (readonly [string, (path: string) => Promise<unknown>, RegExp | null])[] = [
  ['an empty folder', path => mkdir(path), null],
  ['a file of another name', path => mkdir(path).then(() => writeFile(join(path, '.#rules.yaml'), 'rules: [')), null],
  [
    'a file in its place',
    path => writeFile(path, ''),
    /^\S+\/local: is not a directory – make it a directory for your/,
  ],
  ['a link that leads nowhere', path => symlink('nowhere', path), /^\S+\/local: is a link that leads nowhere/],
  [
    'a directory in the place of a file',
    path => mkdir(join(path, 'terms.yaml'), { recursive: true }),
    /^\S+\/local\/terms\.yaml: is a directory – Docker/,
  ],
]

for (const [what, put, said] of ODD) {
  test(`where your own files stand, ${what}: ${said === null ? 'it does not count' : 'it is named once'}`, async () => {
    const path = await directory()
    await put(join(path, 'local'))
    const read = await readConfigDirectory(path)
    const problems = read.kind === 'problems' ? read.problems.map(renderProblem) : []
    if (said === null) assert.deepEqual(problems, [])
    else {
      assert.equal(problems.length, 1)
      assert.match(problems[0] ?? '', said)
    }
  })
}

test('what was changed in Discord and is put into a file meanwhile counts all the time', async () => {
  const { watch, make, put, after } = await watching()
  const made = { askId: '1', by: '1', name: 'Ann', at: 0 }
  let all: readonly Amendment[] = [{ id: 'x', edit: { what: 'feed-paused', id: 'b' }, made, undone: null }]
  await watch.join(async () => all)
  const isOn = () => watch.config.feeds.find(feed => feed.id === 'b')?.enabled
  assert.equal(isOn(), false)
  await make()
  await put('feeds.yaml', PAUSED)
  all = []
  assert.deepEqual([(await watch.reload()).kind, isOn()], ['waits', false])
  assert.deepEqual([(await after(STILL)).kind, isOn()], ['changed', false])
  assert.deepEqual([(await after(STILL)).kind, watch.texts.has('desk/feeds.yaml')], ['same', false])
})

test('what another process changed in Discord counts at the next look, also while the store does not answer after it', async () => {
  const { watch, after } = await watching()
  const made = { askId: '1', by: '1', name: 'Ann', at: 0 }
  let all: readonly Amendment[] | null = []
  await watch.join(async () => all ?? assert.fail('the store is away'))
  all = [{ id: 'x', edit: { what: 'term-added', list: 'north', term: 'Wonsan' }, made, undone: null }]
  assert.equal((await after(STILL)).kind, 'changed')
  all = null
  assert.equal((await after(STILL)).kind, 'same')
  assert.equal(watch.config.terms.scan('Wonsan', 'en').length, 1)
})
