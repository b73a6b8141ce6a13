import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { command } from '../../src/commands/check.ts'

const golden = join(import.meta.dirname, 'golden')
const home = await mkdtemp(join(tmpdir(), 'backchannel-golden-'))
after(() => rm(home, { recursive: true }))

/** What `check` says of a config directory, in which the directory is called "config". */
async function check(directory: string): Promise<{ readonly code: number; readonly said: string }> {
  let said = ''
  const hear = () =>
    new Writable({
      write(chunk, _, done) {
        said += String(chunk)
        done()
      },
    })
  const code = await command.run({
    values: { config: directory },
    positionals: [],
    stdin: Readable.from([]),
    stdout: hear(),
    stderr: hear(),
    env: {},
    signal: new AbortController().signal,
  })
  return { code, said: said.replaceAll(directory, 'config') }
}

/** NAME.FILE.input, of whatever bytes, stands in the place of FILE.yaml of a good configuration; NAME.FILE.txt holds the exact words of check. */
for (const name of readdirSync(golden).filter(each => each.endsWith('.input'))) {
  test(`check names the mistake: ${name}`, async () => {
    const directory = join(home, name)
    await cp(join(golden, 'base'), directory, { recursive: true })
    await cp(join(golden, name), join(directory, `${name.split('.').at(-2)}.yaml`))
    const { code, said } = await check(directory)
    const expected = join(golden, name.replace(/input$/, 'txt'))
    if (process.env.WRITE_GOLDEN === '1') await writeFile(expected, said)
    assert.equal(said, await readFile(expected, 'utf8'))
    assert.equal(code === 0, /^\d+ warnings?$/m.test(said), said)
    assert.match(said, /^1 (?:problem|warning)$/m, 'one mistake is told once')
  })
}

test('the good configuration has neither problems nor warnings, and nor has the one that is shipped', async () => {
  for (const directory of [join(golden, 'base'), join(import.meta.dirname, '../../config')])
    assert.match((await check(directory)).said, /^all well: .*\n$/)
})
