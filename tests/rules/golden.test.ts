import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readRuleSet } from '../../src/config/files/rules-file.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const golden = join(import.meta.dirname, 'golden')
const config = join(import.meta.dirname, 'config')
const good = (name: string) => ({ file: name, text: readFileSync(join(config, name), 'utf8') })

/** NAME.rules.yaml is read beside good terms, NAME.terms.yaml beside good rules; NAME.….txt holds the exact problems. */
for (const name of readdirSync(golden).filter(each => each.endsWith('.yaml'))) {
  test(`names the mistake: ${name}`, () => {
    const text = readFileSync(join(golden, name), 'utf8')
    const known = { routes: ['default', 'summits'] }
    const { ruleSet, problems } = name.endsWith('.rules.yaml')
      ? readRuleSet(good('terms.yaml'), [{ file: 'rules.yaml', text }], known)
      : readRuleSet({ file: 'terms.yaml', text }, [good('rules.yaml')], known)
    const said = problems.map(problem => `${renderProblem(problem)}\n`).join('')
    const expected = join(golden, name.replace(/yaml$/, 'txt'))
    if (process.env.WRITE_GOLDEN === '1') writeFileSync(expected, said)
    assert.equal(said, readFileSync(expected, 'utf8'))
    assert.equal(ruleSet, null)
    assert.notEqual(said, '')
  })
}

test('the good files have no problems', () => {
  const { ruleSet, problems } = readRuleSet(good('terms.yaml'), [good('rules.yaml')], { routes: ['default'] })
  assert.deepEqual(problems, [])
  assert.notEqual(ruleSet, null)
})
