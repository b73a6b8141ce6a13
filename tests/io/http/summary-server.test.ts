import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import type { Report } from '../../../src/briefs/brief.ts'
import { SummaryServer } from '../../../src/io/http/summary-server.ts'

const report: Report = {
  title: 'Envoys meet in Stockholm',
  text: 'Envoy Ada Berg met Tom Lind in Stockholm on Friday for three hours. They will meet again on 12 May.',
  outlet: 'Harbour News',
  language: 'en',
  timeZone: 'UTC',
  publishedAt: 0,
}

let says = ''
let wait = false
const authorisations: (string | undefined)[] = []
const server = createServer((request, response) => {
  authorisations.push(request.headers.authorization)
  request.resume()
  if (wait) return
  response.end(JSON.stringify({ choices: [{ message: { content: says } }] }))
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`
after(() => {
  server.closeAllConnections()
  server.close()
})
const never = new AbortController().signal
const open = (change: { take?: () => Promise<boolean>; deadlineMs?: number } = {}) =>
  new SummaryServer({
    url,
    model: 'small',
    key: 'canary',
    deadlineMs: 2000,
    take: async () => true,
    ...change,
  })

const facts: readonly (readonly [string, string, boolean])[] = [
  [
    'what the report says is believed',
    'Ada Berg and Tom Lind met in Stockholm on Friday. They meet again on 12 May.',
    true,
  ],
  ['a number in words is the same number', 'Envoy Ada Berg met Tom Lind for 3 hours.', true],
  ['a name that stands nowhere is a lie', 'Ada Berg met Karl Holm in Stockholm.', false],
  ['a number that stands nowhere is a lie', 'Ada Berg met Tom Lind for 5 hours in Stockholm.', false],
  ['a name put together of two is a lie', 'Ada Lind was in Stockholm on Friday.', false],
  ['a name in another script is a lie', 'Ada Berg met 김영철 in Stockholm.', false],
  ['a page of text is no summary', 'Ada Berg was in Stockholm. '.repeat(60), false],
  ['nothing is no summary', ' ', false],
]
for (const [name, text, believed] of facts) {
  test(name, async () => {
    says = text
    const { kind } = await open().summarise([report], never)
    assert.equal(kind, believed ? 'written' : 'refused')
  })
}

test('a request that may not be made is not made', async () => {
  says = 'Ada Berg was in Stockholm.'
  let left = 1
  const limited = open({
    take: async () => {
      left -= 1
      return left >= 0
    },
  })
  assert.equal((await limited.summarise([report], never)).kind, 'written')
  const before = authorisations.length
  assert.equal((await limited.summarise([report], never)).kind, 'refused')
  assert.equal(authorisations.length, before)
})

test('a server that never answers is left at the deadline, and what is said of it holds no key', async () => {
  wait = true
  const answer = await open({ deadlineMs: 100 }).summarise([report], never)
  wait = false
  assert.equal(answer.kind, 'silent')
  assert.doesNotMatch(JSON.stringify(answer), /canary/)
  assert.equal(authorisations.at(-1), 'Bearer canary')
})
