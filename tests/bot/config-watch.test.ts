import assert from 'node:assert/strict'
import { appendFile, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readConfigDirectory } from '../../src/bot/reload/config-directory.ts'
import { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { CONFIRM_MS, STILL_MS } from '../../src/bot/reload/reload.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const base = join(import.meta.dirname, '../config/golden/base')
const home = await mkdtemp(join(tmpdir(), 'backchannel-config-'))
after(() => rm(home, { recursive: true }))
let made = 0

async function directory(): Promise<string> {
  const path = join(home, String(++made))
  await cp(base, path, { recursive: true })
  // Rules that name no route hold without settings as well.
  const rules = await readFile(join(path, 'rules.yaml'), 'utf8')
  await writeFile(join(path, 'rules.yaml'), rules.replace('    route: summits\n', ''))
  // As many entries as it takes for a half to be told from a change.
  for (let count = 1; count <= 30; count += 1) {
    await appendFile(join(path, 'people.yaml'), `  - { name: Person ${letters(count)}, side: US, role: envoy }\n`)
    await appendFile(join(path, 'rules.yaml'), `  - name: rule ${count}\n    when: "title:word${count}"\n`)
    const id = `feed-${count}`
    await appendFile(join(path, 'feeds.yaml'), `  - id: ${id}\n    url: https://example.org/${id}\n`)
  }
  return path
}

function letters(count: number): string {
  return `Ab${String.fromCharCode(96 + (count % 26) + 1)}${count > 25 ? 'x' : 'y'}`
}

/** A watch over real files with a clock that is turned by hand. */
async function watching() {
  const path = await directory()
  let steady = 0
  const said: string[] = []
  const hear = (event: string, facts: unknown) => void said.push(`${event} ${JSON.stringify(facts)}`)
  const log: Log = { debug() {}, info: hear, warn: hear, error: hear }
  const watch = await ConfigWatch.open(path, log, { steady: () => steady })
  assert.ok(watch instanceof ConfigWatch)
  return {
    watch,
    said,
    file: (name: string) => join(path, name),
    /** Looks, and looks again after so many ms. */
    async after(ms: number) {
      await watch.observe()
      steady += ms
      return watch.reload()
    },
  }
}

const STILL = STILL_MS + 1

test('a change counts once its files are still: not while it is looked at for the first time, and not while it goes on', async () => {
  const { watch, file, after } = await watching()
  const whole = await readFile(file('rules.yaml'), 'utf8')
  await writeFile(file('rules.yaml'), `${whole}# one\n`)
  assert.equal((await watch.reload()).kind, 'waits')
  assert.equal((await after(STILL_MS - 1)).kind, 'waits')
  await appendFile(file('rules.yaml'), '# two\n')
  assert.equal((await after(STILL_MS - 1)).kind, 'waits')
  assert.equal((await after(STILL)).kind, 'changed')
  assert.equal((await after(STILL)).kind, 'same')
})

/** What is left of a file whose writing has not come to its end, or broke off. */
const HALVES: readonly (readonly [string, string, (whole: string) => string, RegExp])[] = [
  [
    'its first half',
    'rules.yaml',
    whole => whole.slice(0, whole.indexOf('\n  - name:', whole.length / 3)),
    /rules\.yaml/,
  ],
  ['nothing', 'settings.yaml', () => '', /settings\.yaml has lost most of its lines/],
  [
    'all but its last entry',
    'people.yaml',
    whole => whole.slice(0, whole.lastIndexOf('\n  - ') + 1),
    /people\.yaml has lost its end/,
  ],
  ['all but its last line break', 'people.yaml', whole => whole.trimEnd(), /people\.yaml ends in the middle of a line/],
  [
    'one rule',
    'rules.yaml',
    () => 'rules:\n  - { name: a, when: "title:@north-korea", type: talks }\n',
    /rules\.yaml has lost most/,
  ],
  [
    'one feed in one line',
    'feeds.yaml',
    () =>
      'feeds: [{ id: a, name: A, url: "https://example.org/a", language: en, country: US, kind: wire, timeZone: UTC }]\n',
    /feeds\.yaml has lost most/,
  ],
  [
    'a changed beginning, and a third of its entries',
    'people.yaml',
    whole => `# edited\n${whole.slice(0, whole.indexOf('\n  - ', whole.length / 3) + 1)}`,
    /people\.yaml has lost most of its lines/,
  ],
]

for (const [what, name, half, said] of HALVES) {
  test(`of ${name}, ${what} is left: said once and not taken, unless it stays so for a minute`, async () => {
    const one = await watching()
    const { rules } = one.watch.config.ruleSet
    const whole = await readFile(one.file(name), 'utf8')
    await writeFile(one.file(name), half(whole))
    const first = await one.after(STILL)
    assert.equal(first.kind, 'waits')
    assert.match(first.kind === 'waits' ? first.lost.join() : '', said)
    assert.equal((await one.after(STILL)).kind, 'waits')
    assert.equal(one.watch.config.ruleSet.rules, rules)
    assert.equal(one.said.filter(line => line.startsWith('config_waits')).length, 1)
    assert.equal((await one.after(CONFIRM_MS)).kind, 'changed')
  })

  test(`of ${name}, ${what} is left, and the rest follows: the whole is in force as before, and nothing was taken between`, async () => {
    const one = await watching()
    const before = one.watch.mark
    const whole = await readFile(one.file(name), 'utf8')
    await writeFile(one.file(name), half(whole))
    await one.after(STILL)
    await writeFile(one.file(name), whole)
    assert.equal((await one.after(CONFIRM_MS)).kind, 'same')
    assert.equal(one.watch.mark, before)
  })
}

test('an editor that puts a new file in the place of the old one is never met between the two', async () => {
  const { file, after } = await watching()
  const whole = await readFile(file('rules.yaml'), 'utf8')
  await rename(file('rules.yaml'), file('rules.yaml~'))
  assert.equal((await after(1000)).kind, 'waits')
  await writeFile(file('rules.yaml'), whole)
  assert.equal((await after(STILL)).kind, 'same')
})

test('a mistake is refused once it is still, once', async () => {
  const { watch, file, after, said } = await watching()
  const whole = await readFile(file('rules.yaml'), 'utf8')
  await writeFile(file('rules.yaml'), `${whole}  - name: [\n`)
  assert.equal((await watch.reload()).kind, 'waits')
  assert.equal((await after(STILL)).kind, 'refused')
  assert.equal((await after(STILL)).kind, 'same')
  assert.equal(said.length, 1)
})

/** Things that stand in a directory beside the files, or in the place of one. */
const ODD: readonly (readonly [string, (path: string) => Promise<unknown>, RegExp | null])[] = [
  ['the lock of an unsaved buffer', path => symlink('me@host.1:2', join(path, '.#rules.yaml')), null],
  ['a copy of a system that keeps two forks', path => writeFile(join(path, '._rules.yaml'), '\0\u0005'), null],
  ['a file of another name', path => writeFile(join(path, 'draft.yaml'), 'rules: ['), null],
  ['a directory of another name', path => mkdir(join(path, 'old.yaml')), null],
  [
    'a directory in the place of a file',
    async path => {
      await rm(join(path, 'people.yaml'))
      await mkdir(join(path, 'people.yaml'))
    },
    /people\.yaml: is a directory – Docker/,
  ],
  [
    'a link that leads nowhere in the place of a file',
    async path => {
      await rm(join(path, 'terms.yaml'))
      await symlink('nowhere', join(path, 'terms.yaml'))
    },
    /terms\.yaml: is a link that leads nowhere/,
  ],
  [
    'a link to itself in the place of a file',
    async path => {
      await rm(join(path, 'terms.yaml'))
      await symlink('terms.yaml', join(path, 'terms.yaml'))
    },
    /terms\.yaml: is a link that leads back to itself/,
  ],
  [
    'text in another encoding',
    path => writeFile(join(path, 'people.yaml'), Buffer.from('\ufeffpeople: []\n', 'utf16le')),
    /people\.yaml: is not UTF-8 text, but looks like UTF-16.* – save it as UTF-8/,
  ],
  [
    'a file of ten thousand mistakes',
    path => writeFile(join(path, 'feeds.yaml'), `feeds:\n${'  - id: a\n'.repeat(10_000)}`),
    /and 9800 more problems – fix those above first/,
  ],
  [
    'something else of many megabytes',
    path => writeFile(join(path, 'feeds.yaml'), Buffer.alloc(5_000_000, 'a')),
    /feeds\.yaml: is larger than 1 MB/,
  ],
  ['a file is missing', path => rm(join(path, 'feeds.yaml')), /feeds\.yaml:1:1 the file is missing/],
  [
    'the directory is missing',
    path => rm(path, { recursive: true }),
    /cannot be read \(ENOENT\) – name it with --config/,
  ],
]

for (const [what, make, said] of ODD) {
  test(`in the config directory, ${what}: ${said === null ? 'it does not count' : 'it is named with the cause'}`, async () => {
    const path = await directory()
    await make(path)
    const read = await readConfigDirectory(path)
    const problems = read.kind === 'problems' ? read.problems.map(renderProblem) : []
    if (said === null) assert.deepEqual(problems, [])
    else {
      assert.ok(problems.length <= 201)
      assert.match(problems.join('\n'), said)
    }
  })
}
