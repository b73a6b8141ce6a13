import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '../../src/config/files/settings-file.ts'
import { readRouteWebhooks } from '../../src/config/route-webhooks.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const ID = '123456789012345678'
const SECRET = 'canary-ffffffffffffffffffffffffffffff'
const URL = `https://discord.com/api/webhooks/${ID}/${SECRET}`
const CHANNEL = '223456789012345678'

function routesOf(text: string) {
  const { settings, problems } = readSettings('config/settings.yaml', `routes:\n  summits: ${text}\n`)
  assert.deepEqual(problems, [])
  return settings?.routes ?? assert.fail()
}

test('a route names its webhook by a variable or by a file, and may name the posts of its forum', () => {
  const texts: Record<string, string> = {
    SUMMITS_WEBHOOK: `"${URL}"`,
    '/run/secrets/summits': `${URL}?thread_id=${CHANNEL}`,
  }
  const read = (text: string) =>
    readRouteWebhooks(routesOf(text), source => texts[source.kind === 'file' ? source.path : source.name] ?? null, null)
  assert.deepEqual(read('{ webhook: SUMMITS_WEBHOOK }'), {
    webhooks: new Map([['summits', { url: URL, webhookId: ID, threadId: null, threadName: null }]]),
    problems: [],
  })
  assert.equal(read('{ webhookFile: /run/secrets/summits }').webhooks.get('summits')?.threadId, CHANNEL)
  assert.equal(
    read('{ webhook: SUMMITS_WEBHOOK, threadName: "{title}" }').webhooks.get('summits')?.threadName,
    '{title}',
  )
  assert.deepEqual(read(`{ channel: "${CHANNEL}" }`), { webhooks: new Map(), problems: [] })
})

const unset: readonly (readonly [name: string, route: string, value: string | null, said: RegExp])[] = [
  [
    'a variable that is not set',
    '{ webhook: A_B }',
    null,
    /^route "summits": A_B has no webhook address – set A_B, such as in \.env$/,
  ],
  [
    'a file that is not there',
    '{ webhookFile: a/b }',
    null,
    /^route "summits": the file a\/b has no webhook address – put/,
  ],
  [
    'what is no webhook',
    '{ webhook: A }',
    `https://discord.com/channels/1/${SECRET}`,
    /^route "summits": A is not a webhook address – copy it/,
  ],
  [
    'another host',
    '{ webhook: A }',
    URL.replace('discord.com', 'example.org'),
    /^route "summits": A leads to a host other than Discord/,
  ],
]
for (const [name, route, value, said] of unset) {
  test(`${name} is named, and never its value`, () => {
    const { problems } = readRouteWebhooks(routesOf(route), () => value, null)
    assert.match(problems.join('\n'), said)
    assert.ok(!problems.join().includes(SECRET))
  })
}

const mistakes: readonly (readonly [name: string, route: string, said: RegExp])[] = [
  [
    'an address in place of a name',
    `{ webhook: "${URL}" }`,
    /:2:23 "webhook" is not the name of a variable – the address itself is a secret/,
  ],
  [
    'an address in place of a path',
    `{ webhookFile: "${URL}" }`,
    /"webhookFile" is not the path of a file – the address itself is a secret/,
  ],
  ['two ways', `{ channel: "${CHANNEL}", webhook: A }`, /the route has channel and webhook – keep one of them/],
  [
    'a name for posts without a webhook',
    '{ threadName: News }',
    /threadName is for a route with a webhook – add webhook/,
  ],
  [
    'threads of a webhook',
    '{ webhook: A, threads: story }',
    /threads is for a bot’s channel – a webhook cannot do that/,
  ],
  ['types without a place of their own', '{ types: [talks] }', /types is for a route with a place of its own/],
  ['hours that are none', '{ quiet: { from: "22:00", to: "24:00" } }', /"to" is not a time – write it as "22:00"/],
  ['a webhook that publishes', '{ webhook: A, crosspost: true }', /crosspost is for a bot’s channel/],
]
for (const [name, route, said] of mistakes) {
  test(`${name} is a mistake of settings.yaml`, () => {
    const said2 = readSettings('config/settings.yaml', `routes:\n  summits: ${route}\n`)
      .problems.map(renderProblem)
      .join('\n')
    assert.match(said2, said)
    assert.ok(!said2.includes(SECRET))
  })
}

test('two routes with one webhook name its posts alike', () => {
  const read = (first: string, second: string) =>
    readSettings('config/settings.yaml', `routes:\n  summits: ${first}\n  talks: ${second}\n`).problems.map(
      renderProblem,
    )
  const one = '{ webhook: A, threadName: News }'
  assert.deepEqual(read(one, one), [])
  assert.deepEqual(read(one, '{ webhook: B, threadName: "{title}" }'), [])
  assert.deepEqual(read(one, '{ webhook: A, threadName: "{title}" }'), [
    'config/settings.yaml:3:10 routes "summits" and "talks" have one webhook, which names its posts in one way – write the same threadName for both, or give each a webhook',
  ])
  assert.equal(read('{ webhookFile: a }', '{ webhookFile: a, threadName: News }').length, 1)
})

test('nor may two variables hold one webhook whose posts are named differently', () => {
  const both = (second: string) => ({ ...routesOf('{ webhook: A }'), talks: routesOf(second).summits ?? assert.fail() })
  const { problems } = readRouteWebhooks(both('{ webhook: B, threadName: News }'), () => URL, null)
  assert.deepEqual(problems, [
    'route "talks": B is the webhook of route "summits" as well – write the same threadName for both, or give each a webhook',
  ])
  assert.deepEqual(readRouteWebhooks(both('{ webhook: B }'), () => URL, null).problems, [])
})
