import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readEnvVariables } from '../../src/commands/init/env-variables.ts'

const home = mkdtempSync(join(tmpdir(), 'backchannel-env-'))
after(() => rmSync(home, { recursive: true }))
const file = join(home, '.env')

const facts: readonly (readonly [
  name: string,
  text: string,
  env: Record<string, string>,
  added: Record<string, string>,
])[] = [
  ['what the environment does not set is added', 'A=1\nexport B="two words" # about\n', {}, { A: '1', B: 'two words' }],
  ['what it sets wins', 'A=1\nB=2\n', { A: '3' }, { B: '2' }],
  ['also where it sets nothing, so that one start can leave a setting out', 'A=1\n', { A: '' }, {}],
  ['a secret that it gives as a file wins over one that stands here', 'TOKEN=1\n', { TOKEN_FILE: '/run/token' }, {}],
  ['and the other way round', 'TOKEN_FILE=/run/token\n', { TOKEN: '1' }, {}],
  ['lines may end as on Windows, and begin with a mark', '\ufeffA=1\r\nB=2\r\n', {}, { A: '1', B: '2' }],
]
for (const [name, text, env, added] of facts) {
  test(`.env: ${name}`, async () => {
    writeFileSync(file, text)
    assert.deepEqual(await readEnvVariables(env, file), { added, problems: [] })
  })
}

test('no .env is none, and a directory in its place is named', async () => {
  assert.deepEqual(await readEnvVariables({}, join(home, 'none')), { added: {}, problems: [] })
  const { problems } = await readEnvVariables({}, home)
  assert.deepEqual(problems, [`${home}: is a directory – remove it and put the file in its place`])
})
