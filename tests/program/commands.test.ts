import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeHome, Program } from './newsroom.ts'

let home: string
let page = ''
let status = 200
const server = createServer((request, response) => {
  if (request.url === '/robots.txt') response.writeHead(404).end()
  else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
})
before(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  home = await makeHome({ url: 'http://127.0.0.1:1/feed.xml' })
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await rm(home, { recursive: true })
})
const address = () => {
  const at = server.address()
  return `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/news`
}

/** Runs the program as a person types it, in the home directory. */
async function type(command: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const program = new Program(command, home, env, words)
  return program.ended
}

const paragraph =
  '<p>Envoys of North Korea and the United States sat down for nuclear talks on Friday, officials of both governments said after the meeting had ended late in the evening, and they agreed to meet again within two weeks at the same place.</p>'

test('explain URL judges the headline and the first paragraphs of the page', async () => {
  page = `<html><head><title>North Korea and US hold nuclear talks</title></head><body><article><h1>North Korea and US hold nuclear talks</h1>${paragraph}${paragraph.replace('Friday', 'Monday')}</article></body></html>`
  status = 200
  const { code, output } = await type('explain', [address()])
  assert.equal(code, 0, output)
  assert.match(output, /^alerted as talks/)
  assert.match(output, /hold «nuclear talks»/)
})

test('explain URL names why a page was not read, with exit code 69', async () => {
  status = 403
  const { code, output } = await type('explain', [address()])
  assert.equal(code, 69, output)
  assert.match(output, /the page was not read: .*403/)
})

const UNREAD: readonly (readonly [cause: string, address: string, said: RegExp])[] = [
  ['no such host', 'https://nowhere.invalid/news', /the page was not read: its host name .*(?:ENOTFOUND|EAI_AGAIN)/],
  [
    'a private address',
    'http://10.0.0.1/news',
    /10\.0\.0\.1 is not public \(private\) – name its host under fetch\.allowHosts/,
  ],
  ['a port that is not the web’s', 'http://site.example:25/', /port 25 is not one of the web’s/],
]
for (const [cause, url, said] of UNREAD)
  test(`explain URL names the real cause: ${cause}`, async () => {
    const { code, output } = await type('explain', [url])
    assert.equal(code, 69, output)
    assert.match(output, said)
    assert.doesNotMatch(output, /robots/)
  })

const mistakes: readonly (readonly [
  string,
  string,
  readonly string[],
  Readonly<Record<string, string>>,
  number,
  RegExp,
])[] = [
  [
    'a config directory that is not there',
    'status',
    ['--config', '/nowhere'],
    {},
    78,
    /^\/nowhere: the config directory cannot be read \(ENOENT\) – name it with --config DIR\n$/,
  ],
  [
    'a config directory that is not there, for the digest',
    'digest',
    ['--config', '/nowhere'],
    {},
    78,
    /cannot be read \(ENOENT\) –/,
  ],
  ['a word too many', 'status', ['now'], {}, 64, /Unexpected argument 'now'/],
  [
    'a secret file that is not there',
    'status',
    [],
    { DISCORD_TOKEN_FILE: '/nowhere' },
    78,
    /^DISCORD_TOKEN_FILE names a file that cannot be read \(ENOENT\) –/,
  ],
  ['a picture that cannot be written', 'digest', ['--preview', '/nowhere/a.png'], {}, 69, /ENOENT.*\/nowhere\/a\.png/],
  [
    'a variable that is set to nothing counts as not set',
    'status',
    [],
    { STATE_URL: '', DISCORD_TOKEN: '' },
    0,
    /sqlite:.*state\/backchannel\.db/,
  ],
]
for (const [name, command, words, env, expected, said] of mistakes) {
  test(`${name}: exit code ${expected}, and no stack is shown`, async () => {
    const { code, output } = await type(command, words, env)
    assert.equal(code, expected, output)
    assert.match(output, said)
    assert.doesNotMatch(output, /\n\s+at /)
  })
}

test('a time that cron does not know is a problem of the file, not an error at the start', async () => {
  await writeFile(join(home, 'config/settings.yaml'), 'wake: "99 99 * * *"\n')
  const { code, output } = await type('once', [])
  assert.equal(code, 78, output)
  assert.match(output, /settings\.yaml:1:7 not a time for cron: "99" is no minute from 0 to 59/)
})
