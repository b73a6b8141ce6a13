import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

test('every package of package.json has its row, and no other has one', () => {
  const rows = [
    ...page.matchAll(/^\| `(@?[\w./-]+)` \| .* \| .*\d.*\(\d+\) \|.*$|^\| `(@?[\w./-]+)` \| .* not installed/gm),
  ]
  assert.deepEqual(
    rows.map(match => match[1] ?? match[2]).sort(),
    Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort(),
  )
})

const licences = page.matchAll(/^\| `(@?[\w./-]+)` \| [^|]* \| [^|]*\(\d+\) \| ([^|]*) \|/gm)
test('the licences are those that the packages state', () => {
  const wrong = [...licences].flatMap(([, name = '', licence]) => {
    const { license } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
    return license === licence || String(license).startsWith('SEE ') ? [] : [`${name}: ${license}`]
  })
  assert.deepEqual(wrong, [])
})

test('every file that the page names is there', () => {
  const named = [...page.matchAll(/`((?:src|tests|docs)\/[\w./-]+)`/g)].map(match => match[1] ?? '')
  assert.deepEqual(
    named.filter(name => !existsSync(join(root, name))),
    [],
  )
})
