import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Kept } from '../../../src/io/ops/kept.ts'

const home = await mkdtemp(join(tmpdir(), 'backchannel-kept-'))
after(() => rm(home, { recursive: true }))
let made = 0

/** A directory in which one value is kept, and the file that holds it. */
async function keeping(value: unknown) {
  const directory = join(home, String(++made))
  await mkdir(directory)
  const all = Kept.by(['text', 'main.ts'], directory)
  const kept = {
    read: (what: string) => all.read(what, ['made from this']),
    write: (what: string, to: unknown) => all.write(what, ['made from this'], to),
  }
  await kept.write('thing', value)
  const [name = ''] = await readdir(directory)
  return { all, kept, directory, file: join(directory, name) }
}

test('what was kept is read again, for its owner alone, until something that it was made from is another', async () => {
  const value = { terms: ['대화', 'talks'], of: [1, null, { deep: true }], table: Uint16Array.of(1, 65535) }
  const { all, directory, file } = await keeping(value)
  assert.deepEqual(await all.read('thing', ['made from this']), value)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.ok(all.has('thing', ['made from this']))
  for (const [what, from] of [
    ['another', ['made from this']],
    ['thing', ['made from that']],
    ['thing', ['made from', ' this']],
  ] as const) {
    assert.ok(!all.has(what, from))
    assert.equal(await all.read(what, from), undefined)
  }
  for (const code of [['feeds', 'main.ts'], ['text'], ['text', 'io/ops/kept.ts']])
    assert.equal(await Kept.by(code, directory).read('thing', ['made from this']), undefined)
})

const DAMAGES: readonly (readonly [string, (file: string) => Promise<unknown>])[] = [
  ['is empty', file => writeFile(file, '')],
  ['has lost its end', async file => writeFile(file, (await readFile(file)).subarray(0, -1))],
  [
    'has one letter changed',
    async file => writeFile(file, (await readFile(file, 'latin1')).replace('alert', 'alerT'), 'latin1'),
  ],
  ['has another sum', async file => writeFile(file, (await readFile(file, 'latin1')).replace(/^./, 'g'), 'latin1')],
  ['is no text', file => writeFile(file, Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x7b]))],
  ['may be changed by others', file => chmod(file, 0o622)],
  ['is larger than anything that is kept', file => writeFile(file, Buffer.alloc(32_000_001, 32))],
  [
    'is a directory',
    async file => {
      await rm(file)
      await mkdir(file)
    },
  ],
  [
    'is a pipe',
    async file => {
      await rm(file)
      execFileSync('mkfifo', ['-m', '600', file])
    },
  ],
  [
    'is a link, even to the right text',
    async file => {
      await rename(file, `${file}.aside`)
      await symlink(`${file}.aside`, file)
    },
  ],
]

for (const [damage, inflict] of DAMAGES) {
  test(`a kept file that ${damage} is as if it were not`, async () => {
    const { kept, file } = await keeping({ alert: true })
    assert.deepEqual(await kept.read('thing'), { alert: true })
    await inflict(file)
    assert.equal(await kept.read('thing'), undefined)
  })
}

test('one value is not read in the place of another', async () => {
  const { kept, directory, file } = await keeping({ of: 'thing' })
  await kept.write('other', { of: 'other' })
  const other = (await readdir(directory)).map(name => join(directory, name)).find(each => each !== file) ?? ''
  await rename(other, file)
  assert.equal(await kept.read('thing'), undefined)
})

test('a damaged file is replaced by the next writing', async () => {
  const { kept, file } = await keeping({ alert: true })
  await writeFile(file, 'x')
  await kept.write('thing', { alert: false })
  assert.deepEqual(await kept.read('thing'), { alert: false })
})

test('the last eight of a kind are kept, whatever else is', async () => {
  const { all, directory } = await keeping('first')
  await all.write('other', [], 'of another kind')
  for (let index = 0; index < 12; index += 1) await all.write('thing', [String(index)], index)
  assert.equal((await readdir(directory)).length, 9)
  assert.equal(await all.read('thing', ['11']), 11)
  assert.equal(await all.read('other', []), 'of another kind')
})

test('where nothing can be kept nothing is, and nobody is told', async () => {
  const { file } = await keeping('a file')
  for (const directory of [null, join(home, 'missing'), file]) {
    const kept = Kept.by(['text'], directory)
    await kept.write('thing', [], 1)
    assert.ok(!kept.has('thing', []))
    assert.equal(await kept.read('thing', []), undefined)
  }
})
