import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeHome, Publisher, until } from './newsroom.ts'

const root = join(import.meta.dirname, '../..')

test('npm start hands SIGTERM on, waits for the bot to stop and exits 0', {
  skip: process.platform === 'win32',
}, async () => {
  const publisher = await Publisher.start()
  const home = await makeHome(publisher, '', 'one')
  const args = ['start', '--', '--config', join(home, 'config'), '--state', join(home, 'state')]
  const env = { PATH: process.env.PATH ?? '', HOME: home, LOG_LEVEL: 'info' }
  const npm = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [npm.stdout, npm.stderr])
    stream.on('data', bytes => {
      output += String(bytes)
    })
  const exited = new Promise<number | null>(resolve => npm.once('close', resolve))
  await until('started', () => output.includes('"started"'))
  assert.match(output, /"firstStart":true/)
  npm.kill('SIGTERM')
  assert.equal(await exited, 0, output)
  assert.match(output, /"msg":"stopped"/)
  await publisher.close()
})
