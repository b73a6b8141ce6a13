import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { rss } from '../feeds/read.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-parse-'))
after(() => rmSync(directory, { recursive: true }))
const root = resolve(import.meta.dirname, '../..')

/** In a process of its own, with the little memory of a small host. */
async function run(...args: readonly string[]) {
  const command = ['--max-old-space-size=128', join(root, 'src/main.ts'), 'parse', ...args]
  const options = { cwd: directory, maxBuffer: 64 * 1024 * 1024 }
  const done = promisify(execFile)(process.execPath, command, options)
  const { stdout, stderr } = await done.catch((error: { stdout: string; stderr: string }) => error)
  return { code: done.child.exitCode, stdout, stderr }
}

writeFileSync(
  join(directory, 'good.xml'),
  rss('<item><guid>1</guid><title>Envoys meet</title><pubDate>10 Mar 2026 14:05 KST</pubDate><link>/1</link></item>'),
)
writeFileSync(join(directory, 'page.html'), '<html><title>Sign in</title></html>')
writeFileSync(join(directory, 'deep.xml'), rss(`<item><title>${'<b>'.repeat(100_000)}deep</title></item>`))
writeFileSync(
  join(directory, 'list.jsonl'),
  `${JSON.stringify({ file: 'good.xml', contentType: 'text/xml', baseUrl: 'https://example.org/feed', kind: 'ignored' })}\n${JSON.stringify({ file: 'none.xml' })}\n`,
)

test('--json prints one line a file, and the exit code says whether all were feeds', async () => {
  const { code, stdout } = await run(
    '--json',
    '--base-url',
    'https://example.org/',
    'good.xml',
    'page.html',
    'deep.xml',
  )
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(lines[0], {
    file: 'good.xml',
    ok: true,
    feed: { title: 'Desk' },
    items: [
      {
        id: '1',
        url: 'https://example.org/1',
        title: 'Envoys meet',
        summary: '',
        published: '2026-03-10T05:05:00.000Z',
      },
    ],
  })
  assert.deepEqual(lines[1], {
    file: 'page.html',
    ok: false,
    error: 'HTML where a feed was expected, title: "Sign in"; feed links found: none',
  })
  assert.equal(lines[2].items[0].title, 'deep')
  assert.equal(code, 1)
})

test('a manifest names files below its root, with what they were served with', async () => {
  const { stdout } = await run('--json', '--manifest', 'list.jsonl', '--root', directory)
  const [good, none] = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(good.items[0].url, 'https://example.org/1')
  assert.deepEqual(none, { file: 'none.xml', ok: false, error: 'cannot be opened: ENOENT' })
})

test('without --json a person sees the entries', async () => {
  const { code, stdout } = await run('good.xml')
  assert.equal(code, 0)
  assert.match(stdout, /^good\.xml: Desk, 1 entry\n {2}2026-03-10 05:05 {2}Envoys meet\n$/)
})

test('without files it says what it needs', async () => {
  const { code, stderr } = await run()
  assert.equal(code, 64)
  assert.match(stderr, /--manifest/)
})

const conformance = join(root, '../shared/feeds/conformance')
test('of the shared feeds at least 10,650 checks of 10,760 are right', {
  skip: existsSync(conformance) ? false : 'no ../shared',
}, async () => {
  const { stdout } = await run(
    '--json',
    '--manifest',
    join(conformance, 'expected.jsonl'),
    '--root',
    join(conformance, 'feeds'),
  )
  writeFileSync(join(directory, 'out.jsonl'), stdout)
  const score = promisify(execFile)(process.execPath, [
    join(conformance, 'score.mjs'),
    join(conformance, 'expected.jsonl'),
    join(directory, 'out.jsonl'),
    '--json',
  ])
  const { stdout: scored } = await score.catch((error: { stdout: string }) => error)
  assert.ok(JSON.parse(scored).passed >= 10_650, scored.slice(0, 80))
})
