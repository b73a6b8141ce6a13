import assert from 'node:assert/strict'
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeWhole } from '../../../src/io/ops/write-whole.ts'

let home: string
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'backchannel-write-'))
})
after(() => rm(home, { recursive: true }))

test('directories are made, and nothing is left beside the file', async () => {
  assert.equal(await writeWhole(join(home, 'a/b/file.yaml'), 'one\n'), null)
  assert.equal(await writeWhole(join(home, 'a/b/file.yaml'), 'two\n'), null)
  assert.equal(await readFile(join(home, 'a/b/file.yaml'), 'utf8'), 'two\n')
  assert.deepEqual(await readdir(join(home, 'a/b')), ['file.yaml'])
})

test('a link stays a link, and who may read the file stays as it was', async () => {
  await writeFile(join(home, 'real.yaml'), 'old\n', { mode: 0o600 })
  await symlink('real.yaml', join(home, 'link.yaml'))
  assert.equal(await writeWhole(join(home, 'link.yaml'), 'new\n'), null)
  assert.equal((await lstat(join(home, 'link.yaml'))).isSymbolicLink(), true)
  assert.equal(await readFile(join(home, 'real.yaml'), 'utf8'), 'new\n')
  assert.equal((await stat(join(home, 'real.yaml'))).mode & 0o777, 0o600)
})

test('what cannot be written is said, and the place stays as it was', async () => {
  await mkdir(join(home, 'directory/inside'), { recursive: true })
  assert.match((await writeWhole(join(home, 'directory'), 'x')) ?? '', /^cannot be written \(EISDIR\)$/)
  assert.match(
    (await writeWhole(join(home, 'real.yaml/below'), 'x')) ?? '',
    /^cannot be written \((?:ENOTDIR|EEXIST)\)|an earlier write/,
  )
  assert.deepEqual((await readdir(home)).sort(), ['a', 'directory', 'link.yaml', 'real.yaml'])
})
