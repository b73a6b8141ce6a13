import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { readPackages, renderLicences } from '../../docs/licences.ts'

const root = join(import.meta.dirname, '../..')

/** A folder with files, by path. */
function folder(files: Readonly<Record<string, string>>) {
  const home = mkdtempSync(join(tmpdir(), 'backchannel-licences-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  return { home, [Symbol.dispose]: () => rmSync(home, { recursive: true }) }
}

const said = (name: string, more: object) => JSON.stringify({ name, version: '1.0.0', ...more })

test('packages of scopes and those inside of others are listed, each text once with all that bear it', () => {
  using modules = folder({
    'a/package.json': said('a', { license: 'MIT' }),
    'a/LICENSE': 'Do as you like.\r\n',
    'a/node_modules/b/package.json': said('b', { license: { type: 'ISC' } }),
    'a/node_modules/b/licence.md': 'Do as you like.',
    '@scope/c/package.json': said('@scope/c', { licenses: [{ type: 'BSD' }] }),
    '@scope/c/NOTICE': 'By C.',
    'd/package.json': said('d', {}),
    'd/license.js': 'code, no licence',
    '.bin/e': 'no package',
  })
  assert.equal(
    renderLicences(readPackages(modules.home)),
    `Packages that Backchannel runs with, and their licences.

@scope/c 1.0.0: BSD
a 1.0.0: MIT
b 1.0.0: ISC
d 1.0.0: not said

${'-'.repeat(80)}
@scope/c 1.0.0

By C.

${'-'.repeat(80)}
a 1.0.0, b 1.0.0

Do as you like.
`,
  )
})

test('every package that the project runs with says its licence', () => {
  const packages = new Map(readPackages(join(root, 'node_modules')).map(one => [one.name, one.licence]))
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.deepEqual(
    Object.keys(dependencies).filter(name => (packages.get(name) ?? 'not said') === 'not said'),
    [],
  )
})
