import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { SqliteAdapter } from '../../../src/io/store/adapters/sqlite-adapter.ts'
import { openOver, openStore } from '../../../src/io/store/open-store.ts'
import { StoreError } from '../../../src/io/store/store.ts'
import { FakeDiscord } from '../../fakes/discord.ts'
import {
  archived,
  DAY,
  DAY0,
  makeCommit,
  makeDelivery,
  makeItem,
  makePollState,
  makeStory,
} from '../../fakes/records.ts'

const directory = mkdtempSync(join(tmpdir(), 'backchannel-faults-'))
after(() => rmSync(directory, { recursive: true }))
const NO_LEASE = { hold: async () => true, held: async () => true, release: async () => {} }

test('the file, its log and its directory are readable to the user alone', async () => {
  const file = join(directory, 'a', 'state', 'bot.db')
  const store = await openStore(`sqlite:${file}`)
  await store.hold()
  await store.saveFact('a', 1)
  const modes = [file, `${file}-wal`, `${file}-shm`, `${file}-lock`].map(one => statSync(one).mode & 0o777)
  assert.deepEqual(modes, [0o600, 0o600, 0o600, 0o600])
  assert.equal(statSync(join(directory, 'a', 'state')).mode & 0o777, 0o700)
  await store.close()
})

test('a directory called state that others could read is closed to them; any other is left as it is', async () => {
  mkdirSync(join(directory, 'b', 'state'), { recursive: true, mode: 0o755 })
  for (const [path, mode] of [
    [join(directory, 'b', 'state'), 0o700],
    [join(directory, 'b'), 0o755],
  ] as const) {
    await (await openStore(`sqlite:${join(path, 'bot.db')}`)).close()
    assert.equal(statSync(path).mode & 0o777, mode)
  }
})

test('a database that another process holds locked takes nothing, and everything once it is let go', async () => {
  const file = join(directory, 'locked.db')
  const store = await openStore(`sqlite:${file}`)
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  await assert.rejects(store.saveDelivery(makeDelivery('a')), /locked/)
  other.exec('ROLLBACK')
  other.close()
  await store.saveDelivery(makeDelivery('a'))
  assert.equal((await store.openDeliveries()).length, 1)
  await store.close()
})

const limits = (() => {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' })
    return false
  } catch {
    return 'no prlimit to limit the size of files'
  }
})()

test('on a full disk nothing is sent that cannot be recorded; when there is room again it goes on', {
  skip: limits,
}, async () => {
  const discord = await FakeDiscord.start()
  const worker = new URL('full-disk-worker.ts', import.meta.url).pathname
  const url = `sqlite:${join(directory, 'full.db')}`
  // A write beyond the limit fails like one on a full disk, once its signal is ignored.
  const script = `trap '' XFSZ; exec prlimit --fsize=600000:unlimited "$@"`
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, worker, url, discord.url, discord.token])
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const next = async () => String((await lines.next()).value)
    assert.match(await next(), /^full: cannot write "fact\/fill/)
    child.stdin.write('\n')
    assert.equal(await next(), 'StoreError')
    assert.deepEqual(discord.requests, [])
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'])
    child.stdin.write('\n')
    assert.equal(await next(), 'sent 2')
  } finally {
    child.kill('SIGKILL')
    await discord.close()
  }
})

test('a store that stops answering fails at its deadline instead of waiting for ever', async () => {
  const adapter = new SqliteAdapter(':memory:')
  const store = await openOver({ adapter, lease: NO_LEASE, where: 'test' }, { deadlineMs: 50 })
  adapter.getMany = () => new Promise(() => {})
  await assert.rejects(store.unseen([makeItem('a')]), /no answer within 50 ms/)
})

test('a store that answers fewer records than it was asked for, or takes some only, has failed', async () => {
  const adapter = new SqliteAdapter(':memory:')
  const store = await openOver({ adapter, lease: NO_LEASE, where: 'test' })
  const { getMany } = adapter
  adapter.getMany = async () => []
  await assert.rejects(store.unseen([makeItem('a')]), StoreError)
  adapter.getMany = getMany
  adapter.setMany = async entries => entries.map((_, index) => index > 0)
  await assert.rejects(store.saveFact('a', 1), /did not accept/)
})

/** An adapter that breaks off in the middle of a write, as a process that is killed does over a store without transactions. */
class Breaking extends SqliteAdapter {
  left = Number.POSITIVE_INFINITY

  override async setMany(entries: readonly { key: string; value: string }[]): Promise<boolean[]> {
    for (const { key, value } of entries) {
      this.left -= 1
      if (this.left < 0) throw new Error('killed')
      await this.set(key, value)
    }
    return entries.map(() => true)
  }
}

test('a commit that breaks off after any record and is repeated leaves the same as one that did not', async () => {
  const item = makeItem('a')
  const sent = { at: 'sent', messageId: '1', channelId: '2', sentAt: DAY0 } as const
  const commit = makeCommit({
    deliveries: [makeDelivery('a'), makeDelivery('b')],
    stories: [makeStory('a')],
    events: [{ what: 'talks', date: '2026-03-12', at: DAY0 + DAY, storyId: 'story-a', title: 'talks', url: null }],
    archive: [archived(item)],
    seen: [item],
    feed: makePollState('f', 1),
  })
  const whole = await outcome(Number.POSITIVE_INFINITY)
  for (let records = 0; records < 25; records += 1) assert.deepEqual(await outcome(records), whole, `after ${records}`)

  async function outcome(records: number): Promise<unknown> {
    const adapter = new Breaking(':memory:')
    const store = await openOver({ adapter, lease: NO_LEASE, where: 'test' })
    adapter.left = records
    const broke = await store.commit(commit).then(
      () => false,
      () => true,
    )
    adapter.left = Number.POSITIVE_INFINITY
    // What counts as stored may be sent before the work is repeated, and stays sent.
    const open = await store.openDeliveries()
    for (const one of open) await store.saveDelivery({ ...one, state: sent })
    const fresh = await store.unseen([item])
    if (broke) {
      assert.ok(fresh.length === 1 || (await store.pollStates(['f'])).size === 0)
      await store.commit({ ...commit, seen: fresh.length === 1 ? commit.seen : [] })
    }
    for (const one of await store.openDeliveries()) await store.saveDelivery({ ...one, state: sent })
    const { seen, deliveries } = commit
    return {
      seen: (await store.unseen(seen)).length,
      states: await Promise.all(deliveries.map(async one => (await store.delivery(one.id))?.state.at)),
      open: (await store.openDeliveries()).length,
      stories: (await store.openStories()).length,
      events: (await store.events(0)).length,
      archive: await count(store.archived(0)),
      feed: await store.pollStates(['f']),
    }
  }
})

async function count(values: AsyncIterable<unknown>): Promise<number> {
  let counted = 0
  for await (const _ of values) counted += 1
  return counted
}
