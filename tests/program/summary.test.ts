import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from '../../src/io/store/open-store.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher } from './newsroom.ts'

const CHANNEL = '123456789012345678'
const entry = (guid: string, city: string) => ({
  guid,
  title: `Envoys of the United States and North Korea agree to nuclear talks in ${city}`,
  description: `The envoys of the United States and North Korea agreed on Tuesday to hold nuclear talks in ${city} early next week, officials of both governments said.`,
})
const TRUE = 'The United States and North Korea agreed to nuclear talks in Geneva.'
const FALSE = 'The United States and North Korea agreed to nuclear talks in Oslo on 9 March.'

/** An OpenAI-compatible server on loopback that says what it is told to say, and keeps what it was asked. */
async function talkative() {
  const asked: string[] = []
  const state = { says: '', asked }
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '')
    request.resume()
    response.end(JSON.stringify({ choices: [{ message: { content: state.says } }] }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    state,
    env: { SUMMARY_URL: `http://127.0.0.1:${port}/v1`, SUMMARY_MODEL: 'small', SUMMARY_KEY: 'canary-key' },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const lies: readonly (readonly [string, string, RegExp, RegExp])[] = [
  [
    'a summary that the report bears out stands on the card',
    TRUE,
    /agreed to nuclear talks in Geneva\. \(summary by small\)/,
    /Oslo/,
  ],
  [
    'a lying server is not believed: the report’s own sentence stands on the card',
    FALSE,
    /hold nuclear talks in Geneva early next week/,
    /Oslo|summary by/,
  ],
  ['an answer that is no summary changes nothing', '', /nuclear talks in Geneva early next week/, /summary by/],
]
for (const [name, says, shown, never] of lies) {
  test(name, async () => {
    const [discord, publisher, server] = await Promise.all([FakeDiscord.start(), Publisher.start(), talkative()])
    publisher.entries = [entry('a', 'Geneva')]
    server.state.says = says
    const home = await makeHome(publisher, '', 'one')
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_CHANNEL_ID: CHANNEL,
      DISCORD_API_URL: discord.url,
      ...server.env,
    }
    const { code, output } = await new Program('once', home, env).ended
    assert.equal(code, 0, output)
    const [message, ...more] = discord.messages(CHANNEL)
    assert.deepEqual(more, [])
    assert.match(JSON.stringify(message), shown)
    assert.doesNotMatch(JSON.stringify(message), never)
    assert.deepEqual(server.state.asked, ['Bearer canary-key'])
    assert.doesNotMatch(output, /canary/)
    server.close()
    await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
  })
}

test('the requests of a day are counted in the store, so that a restart does not begin anew', async () => {
  const [publisher, server] = await Promise.all([Publisher.start(), talkative()])
  publisher.entries = [entry('a', 'Geneva')]
  const home = await makeHome(publisher, 'summary: { dailyRequests: 1 }\n', 'one')
  const env = { ...server.env, LOG_LEVEL: 'info' }
  await new Program('once', home, env).ended
  publisher.entries = [
    { guid: 'b', title: 'Treasury of the United States imposes sanctions on North Korea over missile programme' },
    ...publisher.entries,
  ]
  const { output } = await new Program('once', home, env).ended
  assert.equal(server.state.asked.length, 1)
  assert.match(output, /summary_refused.*used up|used up.*summary_refused/)
  const store = await openStore(`sqlite:${join(home, 'state/backchannel.db')}`)
  assert.equal(((await store.fact('summary-requests')) as { asked: number }).asked, 1)
  await store.close()
  server.close()
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})

test('a server that does not answer costs a story nothing, and is left alone for a while', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [
    entry('a', 'Geneva'),
    { guid: 'b', title: 'Treasury of the United States imposes sanctions on North Korea over missile programme' },
  ]
  const home = await makeHome(publisher, '', 'one')
  const env = { SUMMARY_URL: 'http://127.0.0.1:1/v1', SUMMARY_MODEL: 'small', LOG_LEVEL: 'info' }
  const { code, output } = await new Program('once', home, env).ended
  assert.equal(code, 0, output)
  assert.match(output, /early next week/)
  assert.equal(output.match(/summary_refused/g)?.length, 1)
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})

test('a half-set server is a named problem with exit code 78', async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, '', 'one')
  const { code, output } = await new Program('once', home, { SUMMARY_URL: 'localhost:11434', SUMMARY_KEY: 'canary' })
    .ended
  assert.equal(code, 78, output)
  assert.match(output, /SUMMARY_URL is not an http\(s\) address/)
  assert.match(output, /SUMMARY_MODEL is missing/)
  assert.doesNotMatch(output, /canary|11434\b(?!\/v1)/)
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})
