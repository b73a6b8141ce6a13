import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { drawRooms, type Edge, edgesOfRooms, PAGE, PICTURE, withoutImplied, withTable } from '../../docs/picture.ts'
import { readSources, roomOf } from '../imports.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(PAGE, 'utf8')

test('the picture and the table of imports are those of the code – else run npm run picture', () => {
  const edges = edgesOfRooms()
  assert.equal(readFileSync(PICTURE, 'utf8'), drawRooms(edges))
  assert.equal(page, withTable(page, edges))
})

const [plain, types] = [false, true]
const edge = (from: string, to: string, typeOnly: boolean): Edge => ({ from, to, typeOnly })
const implied: readonly (readonly [string, readonly Edge[], readonly string[]])[] = [
  [
    'what a way leads to is left out',
    [edge('a', 'b', plain), edge('b', 'c', plain), edge('a', 'c', plain)],
    ['ab', 'bc'],
  ],
  [
    'types alone imply no import',
    [edge('a', 'b', types), edge('b', 'c', plain), edge('a', 'c', plain)],
    ['ab', 'bc', 'ac'],
  ],
  ['but types', [edge('a', 'b', types), edge('b', 'c', plain), edge('a', 'c', types)], ['ab', 'bc']],
]
for (const [what, edges, left] of implied)
  test(`of the arrows ${what}`, () => {
    assert.deepEqual(
      withoutImplied(edges).map(one => one.from + one.to),
      left,
    )
  })

test('every file that the page names is there', () => {
  const named = [...page.matchAll(/`((?:src|config|tests|docs|bench)\/[\w./-]+|[A-Z]\w+\.md)`/g)].map(
    match => match[1] ?? '',
  )
  assert.ok(named.length > 60)
  assert.deepEqual(
    [...new Set(named)].filter(name => !/NAME|^config.local/.test(name) && !existsSync(join(root, name))),
    [],
  )
})

test('the table of sub-rooms names each folder of a room', () => {
  const folders = readSources().map(({ name }) => name.slice(0, name.lastIndexOf('/')))
  const inner = folders.filter(
    (folder, index) => folder !== roomOf(`${folder}/x.ts`) && folders.indexOf(folder) === index,
  )
  assert.ok(inner.length > 50)
  assert.deepEqual(
    inner.filter(folder => !page.includes(`| \`src/${folder}/\` |`)),
    [],
  )
})

test('every function that a table of calls names stands in its file', () => {
  const rows = [...page.matchAll(/^\| [^|]+ \| ((?:`\w+`(?:, )?)+) \| ((?:`[\w./-]+`(?:, )?)+) \|/gm)]
  assert.ok(rows.length > 30)
  const wrong = rows.flatMap(([, functions = '', files = '']) => {
    const names = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
    const code = names(files)
      .map(file => readFileSync(join(root, file), 'utf8'))
      .join('\n')
    return names(functions)
      .filter(name => !new RegExp(`^\\s*(?:export )?(?:async )?(?:function\\*? )?${name}(?:<.*>)?\\(`, 'm').test(code))
      .map(name => `${name} is not in ${files}`)
  })
  assert.deepEqual(wrong, [])
})
