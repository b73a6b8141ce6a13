import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const src = join(import.meta.dirname, '../../src')

/** Names of what a process of its own has loaded of Node and of packages, once it has imported some files of src/. */
function loadedBy(...files: readonly string[]): readonly string[] {
  const imports = files.map(file => `await import(${JSON.stringify(join(src, file))})`).join('\n')
  const script = `import { createRequire } from 'node:module'
${imports}
console.log(JSON.stringify([...process.moduleLoadList, ...Object.keys(createRequire(import.meta.url).cache)]))`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '[]')
}

for (const [what, ...files] of [
  ['run', 'commands/run.ts', 'bot/open.ts', 'io/discord/webhook.ts'],
  ['a bot', 'commands/run.ts', 'io/discord/bot/bot.ts', 'io/discord/bot/gateway.ts', 'io/discord/bot/replies.ts'],
  ['the parse worker', 'io/http/worker/parse-worker.ts'],
  ['status', 'commands/store/status.ts'],
] as const) {
  test(`${what} loads neither Node's own fetch nor the whole of discord.js or undici`, () => {
    const loaded = loadedBy(...files)
    assert.ok(loaded.length > 100)
    assert.deepEqual(
      loaded.filter(name => /deps\/undici|discord\.js\/src|undici\/lib\/web/.test(name)),
      [],
    )
  })
}
