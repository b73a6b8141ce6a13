import assert from 'node:assert/strict'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { lookInto, readFeedsOf, readPartsOf } from '../../src/bot/reload/config-directory.ts'
import { KeptParts } from '../../src/bot/reload/kept-parts.ts'
import { type Config, type ConfigRead, readConfig } from '../../src/config/config.ts'
import { readSettings } from '../../src/config/files/settings-file.ts'
import { sourceOf } from '../../src/config/layers/sources.ts'
import { judge } from '../../src/rules/judge.ts'

const home = await mkdtemp(join(tmpdir(), 'backchannel-kept-config-'))
after(() => rm(home, { recursive: true }))
// Run by kept-config.test.ts in a process of its own: where all tests keep their code, others' parts push out what is kept here.
enableCompileCache(join(home, 'compiled'))
const place = getCompileCacheDir() ?? ''
let made = 0

async function directory(local: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = join(home, String(++made))
  await cp(join(import.meta.dirname, '../../config'), path, { recursive: true })
  await mkdir(join(path, 'local'), { recursive: true })
  for (const [name, text] of Object.entries(local)) await writeFile(join(path, 'local', name), text)
  return path
}

async function anew(path: string): Promise<ConfigRead> {
  const found = await lookInto(path)
  assert.ok('texts' in found)
  return readConfig(found.texts, path, found.unreadable)
}

async function isKept(path: string): Promise<boolean> {
  const found = await lookInto(path)
  return 'texts' in found && (await new KeptParts(found.texts, path).whole(true)) !== null
}

const HEADLINES = [
  'North Korea and US resume talks in Stockholm',
  'Kim Yo Jong says Washington must drop its hostile policy first',
  'US envoy flies to Seoul as Pyongyang stays silent on offer of talks',
  'North Korea calls off summit with Trump',
  '북미 정상회담 내달 하노이서 개최',
  '김여정 "미국과 대화할 생각 없다" 담화',
  '김·트럼프 친서 교환',
  '米朝首脳会談、来月にも開催へ',
  '朝美将在日内瓦举行新一轮会谈',
  'North Korean football team beats Iran in qualifier',
  'TRUMP SAYS HE WOULD MEET KIM AGAIN',
  'Oil prices rise as traders weigh supply',
]

/** All that a configuration decides on the headlines and on its own examples. */
function decidedBy(config: Config): unknown {
  const decisions = decisionsOf(config)
  const examples = config.ruleSet.rules.flatMap(rule => [...rule.matches, ...rule.rejects])
  return [...HEADLINES, ...examples].map(title => {
    const summary = HEADLINES[title.length % HEADLINES.length] ?? ''
    const judged = { title, summary, language: '', source: 'Example Wire', outlet: '', outletKind: 'wire' }
    const item = { id: title, title, summary, language: '', outlet: '', url: null, at: 0 }
    const report = { title, text: `${title}. ${summary}.`, outlet: '', language: 'en', timeZone: 'UTC', publishedAt: 0 }
    return {
      verdict: judge(judged, config.ruleSet),
      event: decisions.reading(item),
      brief: decisions.brief([report], 0),
      terms: config.terms.scan(`${title} ${summary}`),
    }
  })
}

const OWN: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['the shipped files', {}],
  ['files of the user on them', { 'settings.yaml': 'alert: wide\nroutes: { desk: { alert: 20 } }\n' }],
  [
    'a list and a person of the user, which change what the shipped examples say',
    {
      'terms.yaml': 'lists:\n  north-korea:\n    except: [North Korea and US]\n',
      'people.yaml': 'people:\n  - { name: Pak Un Byol, side: DPRK, also: [박은별] }\n',
    },
  ],
]

for (const [what, local] of OWN) {
  test(`${what}: what was kept decides as what is read anew`, async () => {
    const path = await directory(local)
    const fresh = await anew(path)
    assert.deepEqual((await readPartsOf(path)).kind, fresh.kind)
    assert.ok(fresh.kind === 'valid', JSON.stringify(fresh))
    assert.ok(await isKept(path))
    const read = await readPartsOf(path)
    assert.ok(read.kind === 'valid')
    assert.deepEqual(read.examples, fresh.examples)
    assert.deepEqual(read.changed, fresh.changed)
    assert.deepEqual(read.parts, fresh.parts)
    assert.deepEqual(decidedBy(read.config()), decidedBy(fresh.config))
  })
}

const FEED = 'feeds:\n  - { id: desk, url: "https://example.org/feed" }\n'
/** A file of the user's own that is new, and which parts are then not known. */
const CHANGES: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['settings', 'settings.yaml', 'interval: 20m\n', []],
  ['how much is told', 'settings.yaml', 'alert: wide\n', ['judging']],
  ['a feed', 'feeds.yaml', FEED, ['feeds']],
  ['a rule', 'rules.yaml', 'rules:\n  - { name: own, when: "stockholm" }\n', ['judging']],
  ['a term', 'terms.yaml', 'lists:\n  north-korea:\n    except: [North Korea and US]\n', ['judging', 'terms']],
  ['a person', 'people.yaml', 'people:\n  - { name: Pak Un Byol, side: DPRK }\n', ['judging', 'people', 'terms']],
]

test('where a file changes, what is made of it is read anew and nothing else', async () => {
  const path = await directory()
  await readPartsOf(path)
  for (const [what, name, text, anewOf] of CHANGES) {
    await writeFile(join(path, 'local', name), text)
    const found = await lookInto(path)
    assert.ok('texts' in found)
    const source = sourceOf('settings.yaml', found.texts, path)
    assert.ok(source !== null)
    const { settings } = readSettings(source.file, source.text, source.over)
    assert.ok(settings !== null)
    const known = Object.keys(await new KeptParts(found.texts, path).known(settings))
    const missing = ['feeds', 'judging', 'people', 'terms'].filter(part => !known.includes(part))
    // With what judging goes by come people and terms.
    assert.deepEqual(known.includes('judging') ? missing.filter(part => part === 'feeds') : missing, anewOf, what)
    await rm(join(path, 'local', name))
  }
})

for (const name of ['rules.yaml', 'people.yaml']) {
  test(`read beside what was kept, a new ${name} decides as if all were read anew`, async () => {
    const path = await directory()
    await readPartsOf(path)
    const [, , text = ''] = CHANGES.find(([, file]) => file === name) ?? []
    await writeFile(join(path, 'local', name), text)
    await writeFile(join(path, 'local/feeds.yaml'), FEED)
    const fresh = await anew(path)
    assert.ok(fresh.kind === 'valid', JSON.stringify(fresh))
    const read = await readPartsOf(path)
    assert.ok(read.kind === 'valid')
    assert.deepEqual([read.examples, read.changed], [fresh.examples, fresh.changed])
    assert.deepEqual(read.parts, fresh.parts)
    assert.deepEqual(decidedBy(read.config()), decidedBy(fresh.config))
    const around = await readFeedsOf(path)
    assert.ok(around.kind === 'valid')
    assert.deepEqual([around.settings, around.feeds], [fresh.parts.settings, fresh.parts.feeds])
  })
}

test('a person who is put on a list that the kept terms do not have is named as ever', async () => {
  const path = await directory()
  await readPartsOf(path)
  await writeFile(join(path, 'local/people.yaml'), 'people:\n  - { name: Pak Un Byol, side: DPRK, lists: [nowhere] }\n')
  const [read, fresh] = [await readPartsOf(path), await anew(path)]
  assert.equal(read.kind, 'problems')
  assert.deepEqual(read, fresh)
})

test('problems are never kept, and a changed file is read', async () => {
  const path = await directory()
  await readPartsOf(path)
  await appendFile(join(path, 'rules.yaml'), '  - name: [\n')
  const broken = await readPartsOf(path)
  assert.equal(broken.kind, 'problems')
  assert.ok(!(await isKept(path)))
  assert.deepEqual(
    broken.kind === 'problems' && broken.problems,
    (await readPartsOf(path)).kind === 'problems' && broken.problems,
  )
})

test('a feed with a secret in its address is not written down a second time, and is there all the same', async () => {
  const secret = 'k3pt-0ut-0f-it'
  const feed = `feeds:\n  - { id: desk, url: "https://example.org/feed?token=${secret}" }\n`
  const path = await directory({ 'feeds.yaml': feed })
  for (const time of ['first', 'second']) {
    const read = await readPartsOf(path)
    assert.ok(read.kind === 'valid')
    assert.ok(
      read.parts.feeds.some(one => one.url.includes(secret)),
      time,
    )
  }
  const found = await lookInto(path)
  assert.ok('texts' in found)
  const kept = new KeptParts(found.texts, path)
  const settings = await kept.settings()
  assert.deepEqual(settings && Object.keys(await kept.known(settings)).sort(), ['judging', 'settings'])
  for (const name of (await readdir(place)).filter(each => each.startsWith('backchannel-')))
    assert.doesNotMatch(await readFile(join(place, name), 'latin1'), new RegExp(secret))
})
