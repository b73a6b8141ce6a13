import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSettings } from '../../src/config/files/settings-file.ts'

const docs = join(import.meta.dirname, '../../docs')
/** Indented blocks that begin with a key of settings.yaml. */
const BLOCK = /\n\n((?: {4}(?:routes|stories|flood|digest|desk|http|replicas|keep|fetch):.*)(?:\n {4,}.*)*)/g

/** A key that begins two lines of a block shows alternatives: each is a file of its own. */
function filesOf(block: string): readonly string[] {
  const text = block.replace(/^ {4}/gm, '')
  const [first = ''] = text.split(':')
  return text.split(new RegExp(`\\n(?=${first}:)`))
}

for (const name of readdirSync(docs).filter(one => one.endsWith('.md')))
  for (const [, block = ''] of readFileSync(join(docs, name), 'utf8').matchAll(BLOCK))
    for (const text of filesOf(block))
      test(`what docs/${name} gives as settings can be used: ${text.slice(0, 60).replace(/\s+/g, ' ')}`, () => {
        assert.deepEqual(readSettings('settings.yaml', text).problems, [])
      })
