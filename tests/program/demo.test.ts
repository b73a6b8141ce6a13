import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { test } from 'node:test'
import { demoChannel } from '../../docs/screenshot-demo.ts'
import { TYPE_LABELS } from '../../src/alerts/card/labels.ts'
import { markerIn } from '../../src/alerts/card/marker.ts'
import { command } from '../../src/commands/demo/demo.ts'

const CONFIG = join(import.meta.dirname, '../../config')

test('what the demo posts is taken by Discord, and is what the pictures show: each card with its line for notifications and its id, and a digest with its picture', async () => {
  const { messages, picture } = await demoChannel(CONFIG)
  const cards = messages.slice(0, -1)
  const digest = messages.at(-1)?.message
  assert.ok(cards.length > 10)
  const labels = Object.values(TYPE_LABELS).join('|')
  for (const { message } of cards) {
    assert.match(message.content ?? '', new RegExp(`^(?:${labels}) · .`))
    assert.notEqual(markerIn(message.embeds), null)
    assert.deepEqual(message.allowed_mentions, { parse: [] })
    assert.doesNotMatch(message.embeds?.[0]?.description ?? '', /<t:/)
  }
  assert.ok(messages.some(({ edits }) => edits > 0))
  assert.match(digest?.embeds?.[0]?.title ?? '', /^Digest · 7 days to /)
  assert.equal(Buffer.from(picture).subarray(1, 4).toString(), 'PNG')
})

test('the demo shows its cards and its digest in the terminal without Discord’s markup', async () => {
  const output: string[] = []
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      output.push(String(chunk))
      done()
    },
  })
  const { signal } = new AbortController()
  const values = { config: CONFIG, fast: true }
  const context = { values, positionals: [], stdin: Readable.from([]), stdout, stderr: stdout, env: {}, signal }
  assert.equal(await command.run(context), 0)
  const drawn = output.join('')
  assert.match(drawn, /Digest · 7 days to /)
  assert.doesNotMatch(drawn, /\*\*|\]\(http|~~|<t:\d|\\[^0-9A-Za-z\s]/)
})
