import assert from 'node:assert/strict'
import { type ChildProcess, execFile } from 'node:child_process'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { openStore } from '../../../src/io/store/open-store.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-lock-'))
after(() => rmSync(directory, { recursive: true }))
let made = 0

/** Another process that asks for the right to write as a bot does, and says at each time whether it has it. */
class Other {
  readonly child: ChildProcess
  readonly said: boolean[] = []
  /** How often a write of it was refused. */
  refused = 0

  constructor(url: string) {
    const script = `
      const { openStore } = await import(${JSON.stringify(import.meta.resolve('../../../src/io/store/open-store.ts'))})
      const store = await openStore(${JSON.stringify(url)})
      for (;;) {
        const held = await store.hold()
        console.log(held)
        if (held) await store.saveFact('x', 1).catch(() => console.log('refused'))
        await new Promise(resolve => setTimeout(resolve, 500))
      }`
    this.child = execFile(process.execPath, ['--input-type=module', '-e', script])
    const lines = createInterface({ input: this.child.stdout ?? process.stdin })
    lines.on('line', line => {
      if (line === 'refused') this.refused += 1
      else this.said.push(line === 'true')
    })
  }

  async until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds(); tries += 1) {
      assert.ok(tries < 600, 'it takes too long')
      await delay(50)
    }
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await new Promise(resolve => this.child.once('exit', resolve))
  }
}

describe('the lock of a SQLite file', { concurrency: true }, () => {
  for (const [what, spoil] of [
    ['deleted', (file: string) => unlinkSync(file)],
    [
      'deleted and made anew by hand',
      (file: string) => {
        unlinkSync(file)
        writeFileSync(file, '')
      },
    ],
  ] as const) {
    test(`the lock file is ${what}: no second process gets the right to write, and the first keeps it`, async () => {
      const file = join(directory, String(++made), 'bot.db')
      const first = new Other(`sqlite:${file}`)
      await first.until(() => first.said.includes(true))
      spoil(`${file}-lock`)
      const second = new Other(`sqlite:${file}`)
      await second.until(() => second.said.length >= 3)
      assert.ok(!second.said.includes(true))
      assert.ok(!first.said.includes(false))
      assert.equal(first.refused, 0)
      await first.end()
      await second.until(() => second.said.at(-1) === true)
      await second.end()
    })
  }

  test('the holder was killed and its lock file deleted: the next one has the right after a while, not never', async () => {
    const file = join(directory, String(++made), 'bot.db')
    const first = new Other(`sqlite:${file}`)
    await first.until(() => first.said.includes(true))
    await first.end()
    unlinkSync(`${file}-lock`)
    const store = await openStore(`sqlite:${file}`)
    assert.equal(await store.hold(), true)
    await store.saveFact('x', 2)
    await store.close()
  })

  test('a holder that stood still while the lock file was deleted is replaced, and its writes are refused', async () => {
    const file = join(directory, String(++made), 'bot.db')
    const first = await openStore(`sqlite:${file}`)
    await first.hold()
    unlinkSync(`${file}-lock`)
    const second = new Other(`sqlite:${file}`)
    await second.until(() => second.said.at(-1) === true)
    await assert.rejects(first.saveFact('x', 3), /another process has taken over/)
    assert.equal(await first.hold(), false)
    await second.end()
    await first.close()
  })
})
