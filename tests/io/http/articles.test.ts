import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Client } from '../../../src/io/http/request/client.ts'
import { ArticleReader } from '../../../src/io/http/worker/article-reader.ts'
import { publish, reply } from './publisher.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const filler = (about: string) =>
  `The delegation spent the afternoon on ${about}, an aide said, and the two teams agreed to write down what they had settled before they part. `
const article = (body: string) =>
  `<!doctype html><html><head><title>Envoys meet | The Daily Harbour</title></head><body><nav><a href="/">Home</a></nav><article><h1>Envoys meet</h1>${body}</article><footer>All rights reserved</footer></body></html>`
const paragraphs = ['timetables', 'inspections', 'prisoners', 'sanctions'].map(
  about => `<p>${filler(about).repeat(2)}</p>`,
)

const pages: Readonly<Record<string, string>> = {
  '/report': article(paragraphs.join('')),
  '/twice': article(paragraphs.join('') + paragraphs.join('')),
  '/paid': article(
    `<p>The envoys met on Monday.</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>`,
  ),
  '/consent': article(`<p>We value your privacy. Accept all cookies to go on.</p>`),
  '/lost': article(`<p>Page not found. The address may have changed.</p>`),
  '/secret': article(paragraphs.join('')),
  '/large': article(
    Array.from({ length: 8000 }, (_, index) => `<p>${index} ${filler(`point ${index}`)}</p>`)
      .join('')
      .slice(0, 1_900_000),
  ),
  '/deep': article('<div>'.repeat(50_000) + paragraphs.join('')),
}

const publisher = await publish(asked => {
  if (asked.path === '/robots.txt')
    reply(asked, 200, { 'content-type': 'text/plain' }, 'User-agent: Backchannel\nDisallow: /secret\n')
  else if (pages[asked.path] !== undefined) reply(asked, 200, html, pages[asked.path])
  else reply(asked, 404, html, 'none')
})
const client = new Client({ version: '0', contact: 'test', allowHosts: ['127.0.0.1'], hostPauseMs: 0 })
const reader = new ArticleReader(client, () => 0)
after(async () => {
  await reader.close()
  await client.close()
  await publisher.close()
})
const never = new AbortController().signal
const read = (path: string) => reader.read(`http://127.0.0.1:${publisher.port}${path}`, 'en', never)

test('a report is read without the page around it', async () => {
  const found = await read('/report')
  assert.equal(found.kind, 'article')
  if (found.kind !== 'article') return
  assert.equal(found.text.split('\n\n').length, 4)
  assert.match(found.text, /^The delegation spent the afternoon on timetables/)
  assert.doesNotMatch(found.text, /Home|All rights reserved/)
})

test('a body that stands twice counts once', async () => {
  assert.deepEqual(await read('/twice'), await read('/report'))
})

test('pages that ask for money or consent, or report an error, are left aside by name', async () => {
  assert.deepEqual(await read('/paid'), { kind: 'left-aside', why: 'paywall' })
  assert.deepEqual(await read('/consent'), { kind: 'left-aside', why: 'consent' })
  assert.deepEqual(await read('/lost'), { kind: 'left-aside', why: 'error' })
})

test('robots.txt is respected and asked for once', async () => {
  assert.deepEqual(await read('/secret'), { kind: 'robots' })
  assert.equal(publisher.asked.filter(one => one.path === '/secret').length, 0)
  assert.equal(publisher.asked.filter(one => one.path === '/robots.txt').length, 1)
})

test('a host whose robots.txt fails is not read, and that is why', async () => {
  const broken = await publish(asked => reply(asked, 503, html, ''))
  const found = await reader.read(`http://127.0.0.1:${broken.port}/report`, 'en', never)
  assert.deepEqual(found, { kind: 'failed', what: 'its robots.txt answered 503, which forbids reading it' })
  assert.equal(broken.asked.filter(one => one.path === '/report').length, 0)
  await broken.close()
})

test('a page of 2 MB is read within the limits of the worker', async () => {
  const found = await read('/large')
  assert.equal(found.kind, 'article')
})

test('a page nested without end is refused by name before it is taken apart, and the next one is read', async () => {
  assert.deepEqual(await read('/deep'), { kind: 'failed', what: 'the page nests elements more than 512 deep' })
  assert.equal((await read('/report')).kind, 'article')
})
