import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { releasedChangelog, versionProblem, withVersion } from '../../docs/release.ts'

const LOG = '# Changelog\n\n## Unreleased\n\n- A card names its source.\n\n## 0.2.0 – 2026-11-28\n\n- Reads events.\n'

test('what was unreleased stands under the version and its day, with an empty heading above', () => {
  const { text } = { text: '', ...releasedChangelog(LOG, '0.3.0', '2026-12-01') }
  assert.equal(
    text,
    '# Changelog\n\n## Unreleased\n\n## 0.3.0 – 2026-12-01\n\n- A card names its source.\n\n## 0.2.0 – 2026-11-28\n\n- Reads events.\n',
  )
})

test('a first version needs no older one', () => {
  assert.deepEqual(releasedChangelog('## Unreleased\n- A.\n', '0.1.0', '2026-12-01'), {
    text: '## Unreleased\n\n## 0.1.0 – 2026-12-01\n\n- A.\n',
    notes: '- A.',
  })
})

const refused: readonly (readonly [string, string, string, RegExp])[] = [
  ['a changelog without the heading', '# Changelog\n', '0.3.0', /has no "## Unreleased" – add it/],
  [
    'one with nothing under it',
    '## Unreleased\n\n## 0.2.0 – 2026-11-28\n\n- A.\n',
    '0.3.0',
    /nothing stands under .* – write/,
  ],
  ['a version that it has', LOG, '0.2.0', /has a version 0\.2\.0 already – choose/],
]
for (const [what, text, version, why] of refused)
  test(`${what} is refused`, () =>
    assert.match(JSON.stringify(releasedChangelog(text, version, '2026-12-01')).replaceAll('\\"', '"'), why))

const versions: readonly (readonly [string, string, boolean])[] = [
  ['0.2.1', '0.2.0', true],
  ['0.3.0', '0.2.9', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.9.9', true],
  ['0.2.0', '0.2.0', false],
  ['0.1.9', '0.2.0', false],
  ['0.2', '0.1.0', false],
  ['v0.3.0', '0.2.0', false],
  ['0.03.0', '0.2.0', false],
  ['0.3.0-rc.1', '0.2.0', false],
]
for (const [version, before, may] of versions)
  test(`${version} ${may ? 'may' : 'may not'} follow ${before}`, () =>
    assert.equal(versionProblem(version, before) === null, may))

test('of a lock file only the project gets the version', () => {
  const lock =
    '{\n  "version": "0.2.0",\n  "packages": {\n    "": {\n      "version": "0.2.0"\n    },\n    "node_modules/a": {\n      "version": "0.2.0"\n    }\n  }\n}\n'
  const changed = JSON.parse(withVersion(lock, '0.2.0', '0.3.0'))
  assert.equal(changed.version, '0.3.0')
  assert.equal(changed.packages[''].version, '0.3.0')
  assert.equal(changed.packages['node_modules/a'].version, '0.2.0')
})

/** A repository of its own with the script, and an npm whose tests end as is said. */
function project(npmTest: 'green' | 'red') {
  const home = mkdtempSync(join(tmpdir(), 'backchannel-release-'))
  mkdirSync(join(home, 'docs'))
  mkdirSync(join(home, 'bin'))
  cpSync(join(import.meta.dirname, '../../docs/release.ts'), join(home, 'docs/release.ts'))
  writeFileSync(join(home, 'bin/npm'), `#!/bin/sh\nexit ${npmTest === 'green' ? 0 : 1}\n`)
  chmodSync(join(home, 'bin/npm'), 0o755)
  writeFileSync(join(home, 'package.json'), '{\n  "type": "module",\n  "version": "0.2.0"\n}\n')
  writeFileSync(join(home, 'package-lock.json'), '{\n  "version": "0.2.0"\n}\n')
  writeFileSync(join(home, 'CHANGELOG.md'), LOG)
  const git = (...words: string[]) => execFileSync('git', words, { cwd: home, encoding: 'utf8' }).trim()
  git('init', '--quiet')
  for (const [key, value] of [
    ['user.name', 'A'],
    ['user.email', 'a@example.org'],
    ['commit.gpgsign', 'false'],
    ['tag.gpgsign', 'false'],
  ] as const)
    git('config', key, value)
  git('add', '.')
  git('commit', '--quiet', '--message', 'First')
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['docs/release.ts', ...words], {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH ?? ''}` },
    })
  return { home, git, run, [Symbol.dispose]: () => rmSync(home, { recursive: true }) }
}

test('a release is a commit of three files and a tag with the notes', () => {
  using one = project('green')
  const { status, stdout } = one.run('0.3.0')
  assert.equal(status, 0)
  assert.match(stdout, /To publish it: git push --follow-tags/)
  assert.equal(one.git('log', '-1', '--format=%s'), 'Version 0.3.0')
  assert.match(one.git('tag', '--list', '--format=%(contents)', 'v0.3.0'), /A card names its source/)
  assert.equal(JSON.parse(readFileSync(join(one.home, 'package.json'), 'utf8')).version, '0.3.0')
  assert.equal(one.git('status', '--porcelain'), '')
})

test('with --dry-run nothing is written', () => {
  using one = project('red')
  const { status, stdout } = one.run('0.3.0', '--dry-run')
  assert.equal(status, 0)
  assert.match(stdout, /Version 0\.3\.0 after 0\.2\.0, with these notes:\n\n- A card names its source\./)
  assert.equal(one.git('status', '--porcelain') + one.git('tag'), '')
})

const stopped: readonly (readonly [string, 'green' | 'red', readonly string[], boolean, RegExp])[] = [
  ['a tree that is not clean', 'green', ['0.3.0'], true, /not clean – commit or stash first:\n.*notes\.txt/],
  ['tests that fail', 'red', ['0.3.0'], false, /npm test fails – mend it first/],
  ['no version', 'green', [], false, /usage: npm run release -- VERSION/],
  ['a version that is not higher', 'green', ['0.2.0'], false, /not higher than 0\.2\.0/],
]
for (const [what, npmTest, words, dirty, why] of stopped)
  test(`there is no release with ${what}`, () => {
    using one = project(npmTest)
    if (dirty) writeFileSync(join(one.home, 'notes.txt'), 'notes')
    const { status, stderr } = one.run(...words)
    assert.notEqual(status, 0)
    assert.match(stderr, why)
    assert.equal(one.git('tag'), '')
    assert.equal(one.git('log', '--format=%s'), 'First')
  })
