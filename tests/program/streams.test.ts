import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { FakeDiscord } from '../fakes/discord.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '123456789012345678'
const EVERY_SECOND = 'wake: "* * * * * *"\ninterval: 60s\n'
const talks = { guid: 'a', title: 'Envoys of the United States and North Korea agree to nuclear talks in Geneva' }

/** The bot posts what is published after `cut` was done to it, and ends well when it is told to. */
async function goesOn(cut: (run: Program, home: string) => unknown): Promise<void> {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher, EVERY_SECOND, 'one')
  const env = { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url }
  const run = new Program('run', home, env)
  await cut(run, home)
  await until('it posts', () => discord.messages(CHANNEL).length === 1)
  run.child.kill('SIGTERM')
  assert.equal((await run.ended).code, 0)
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
}

test('who reads the log goes away: the bot goes on posting', () =>
  goesOn(run => {
    run.child.stdout?.destroy()
    run.child.stderr?.destroy()
  }))

test('the sign of life cannot be written: the bot goes on polling and posting, and says so once', () =>
  goesOn(async (run, home) => {
    // A directory in its place stands for every refusal of the disk.
    await mkdir(join(home, 'state/heartbeat'), { recursive: true })
    await until('it says so', () => run.output.includes('heartbeat_failed'))
  }))

test('the terminal of a preview goes away: it goes on, and ends well when it is told to', async () => {
  const publisher = await Publisher.start()
  publisher.entries = [talks]
  const home = await makeHome(publisher, EVERY_SECOND, 'one')
  const run = new Program('run', home, {})
  run.child.stdout?.destroy()
  await until('the alert is told', () => run.output.includes('"sent"'))
  run.child.kill('SIGTERM')
  assert.equal((await run.ended).code, 0)
  await Promise.all([publisher.close(), rm(home, { recursive: true })])
})

/** Runs a line of the shell; `bc` stands for the program. */
async function shell(line: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const main = join(import.meta.dirname, '../../src/main.ts')
  const text = `bc() { "${process.execPath}" "${main}" "$@"; }\n${line}`
  return promisify(execFile)('bash', ['-c', text], { cwd: join(import.meta.dirname, '../..') })
}

/** A line, which part of it is the program, and the code with which that ends. */
const LINES: readonly (readonly [string, number, number])[] = [
  ['bc --help | head -1', 0, 0],
  ['bc schema --help | true', 0, 0],
  ['bc check --config nowhere 2>&1 | true', 0, 78],
  ['bc demo --fast | head -1', 0, 0],
  [`yes '{"id":"a","title":"North Korea"}' | head -3000 | bc explain --json | head -1`, 2, 0],
]

for (const [line, part, code] of LINES) {
  test(`a command whose reader goes away ends quietly with its usual code: ${line}`, async () => {
    const { stdout, stderr } = await shell(`${line}; echo \${PIPESTATUS[${part}]}`)
    assert.equal(stdout.trim().split('\n').at(-1), String(code))
    assert.equal(stderr, '')
  })
}
