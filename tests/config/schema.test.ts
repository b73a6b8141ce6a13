import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { jsonSchemas } from '../../src/config/json-schemas.ts'

const config = join(import.meta.dirname, '../../config')

test('the committed JSON Schemas are those of the zod schemas (else run: npm run -s backchannel -- schema)', () => {
  const expected = jsonSchemas()
  assert.deepEqual(readdirSync(join(config, 'schema')).sort(), [...expected.keys()].sort())
  for (const [name, text] of expected) assert.equal(readFileSync(join(config, 'schema', name), 'utf8'), text, name)
})

test('every config file names its schema in its first line', () => {
  for (const name of readdirSync(config).filter(file => file.endsWith('.yaml'))) {
    const [first] = readFileSync(join(config, name), 'utf8').split('\n')
    assert.equal(first, `# yaml-language-server: $schema=schema/${name.replace('.yaml', '.schema.json')}`)
  }
})
