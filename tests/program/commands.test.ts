import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
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

/** Runs the program with these words alone. */
async function plain(words: readonly string[]) {
  const main = join(import.meta.dirname, '../../src/main.ts')
  const ran = await promisify(execFile)(process.execPath, [main, ...words]).catch(error => error)
  return { code: Number(ran.code ?? 0), output: `${ran.stdout}${ran.stderr}` }
}

const paragraph =
  '<p>Envoys of North Korea and the United States sat down for nuclear talks on Friday, officials of both governments said after the meeting had ended late in the evening, and they agreed to meet again within two weeks at the same place.</p>'

test('explain URL judges the headline and the first paragraphs of the page', async () => {
  page = `<html><head><title>North Korea and US hold nuclear talks</title></head><body><article><h1>North Korea and US hold nuclear talks</h1>${paragraph}${paragraph.replace('Friday', 'Monday')}</article></body></html>`
  status = 200
  const { code, output } = await type('explain', [address()])
  assert.equal(code, 0, output)
  assert.match(output, /^alerted as talks/)
  assert.match(output, /hold nuclear «talks»/)
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

const HELP: readonly (readonly [words: readonly string[], code: number, said: RegExp])[] = [
  [['--version'], 0, /^Backchannel \d+\.\d+\.\d+, Node v24\.\d+\.\d+\n$/],
  [['version'], 0, /^Backchannel \d/],
  [['help'], 0, /^usage: backchannel COMMAND[\s\S]*\n {2}status +\S/],
  [['--help'], 0, /^usage: backchannel COMMAND/],
  [['help', 'status'], 0, /\nusage: backchannel status /],
  [['help', 'feedback'], 0, /^(?:.{0,100}\n)+$/],
  [['help', 'help'], 0, /^usage: backchannel COMMAND/],
  [['help', 'statsu'], 64, /^unknown command "statsu" – did you mean "status"\? One of: /],
  [['nonsense'], 64, /^unknown command "nonsense" – One of: /],
]
for (const [words, code, said] of HELP)
  test(`"backchannel ${words.join(' ')}" ends with ${code}`, async () => {
    const ran = await plain(words)
    assert.match(ran.output, said)
    assert.equal(ran.code, code)
    for (const line of ran.output.split('\n').slice(0, words[0] === 'help' && words.length === 1 ? 99 : 0))
      assert.ok(line.length <= 80, line)
  })

test('LOG_FORMAT decides how the log is written, whatever its output is, and names what it cannot be', async () => {
  const pretty = await type('run', ['--config', '/nowhere'], { LOG_FORMAT: 'pretti' })
  assert.equal(pretty.code, 78)
  assert.match(pretty.output, /LOG_FORMAT cannot be "pretti" – one of: json, pretty/)
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
  assert.match(output, /settings\.yaml:1:7 "wake" is not a time for cron: "99" is no minute from 0 to 59/)
})
