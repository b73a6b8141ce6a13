import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeHome, Program } from './newsroom.ts'

const shared = join(import.meta.dirname, '../../../shared/feeds/conformance')
const skip = existsSync(shared) ? false : 'no ../shared'

test('once reads hundreds of real and broken feeds without a crash; a second time finds nothing new, by conditional requests', {
  skip,
}, async () => {
  const lines = (await readFile(join(shared, 'expected.jsonl'), 'utf8')).split('\n').filter(Boolean)
  const files = lines.map(line => JSON.parse(line) as { file: string; contentType?: string })
  const asked: { readonly conditional: boolean }[] = []
  const server = createServer(async (request, response) => {
    const one = files[Number(request.url?.slice(1))]
    if (one === undefined) return response.writeHead(404).end()
    const body = await readFile(join(shared, 'feeds', one.file))
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`
    asked.push({ conditional: request.headers['if-none-match'] === etag })
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    response.writeHead(200, { etag, 'content-type': one.contentType ?? 'application/xml' }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const home = await makeHome({ url: `http://127.0.0.1:${port}/0` })
  const feeds = files.map(
    (_, index) =>
      `  - { id: f${index}, name: F${index}, url: "http://127.0.0.1:${port}/${index}", language: en, country: US, kind: wire, timeZone: UTC }`,
  )
  await writeFile(join(home, 'config/feeds.yaml'), `feeds:\n${feeds.join('\n')}\n`)

  const first = await new Program('once', home, {}).ended
  assert.equal(first.code, 0, first.output.slice(-2000))
  const rows = (output: string) => [...output.matchAll(/^f\d+\s+(read|unchanged|failed)\s+(\d+)\s+(\d+)\s+(\d+)/gm)]
  assert.equal(rows(first.output).length, files.length)
  const readable = rows(first.output).filter(row => row[1] === 'read').length
  assert.ok(readable > files.length * 0.9, `${readable} of ${files.length} were read`)

  asked.length = 0
  const second = await new Program('once', home, {}).ended
  assert.equal(second.code, 0, second.output.slice(-2000))
  assert.equal(rows(second.output).filter(row => Number(row[3]) > 0).length, 0)
  const conditional = asked.filter(one => one.conditional).length
  assert.ok(
    conditional >= readable * 0.99,
    `${conditional} of ${asked.length} requests were conditional, ${readable} feeds had been read`,
  )
  server.closeAllConnections()
  server.close()
  await rm(home, { recursive: true })
})
