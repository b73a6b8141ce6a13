import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import type { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { runUntil } from '../../src/bot/run.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { toSettings } from '../../src/config/schemas/settings-schema.ts'
import { PreviewSender } from '../../src/io/discord/preview.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import { DAY0 } from '../fakes/records.ts'
import { Disk, memory, Process } from '../simulation/memory.ts'

const silence: Log = { debug() {}, info() {}, warn() {}, error() {} }
const metrics = NO_METRICS

/** A replica over a disk that leads when it is told to. */
async function replica(disk: Disk, leads: () => boolean): Promise<Bot> {
  const { adapter, where } = memory(disk, new Process())
  const store = await openOver({
    adapter,
    where,
    lease: { hold: async () => leads(), held: async () => true, release: async () => {} },
  })
  const decisions = { settings: toSettings({ digest: { cron: '0 22 * * *' } }), feeds: [] } as unknown as Decisions
  return assemble({
    clock: {
      now: () => DAY0,
      steady: () => performance.now(),
      sleep: (_, until) => delay(5, undefined, { signal: until }).catch(() => {}),
    },
    log: silence,
    store,
    sender: new PreviewSender(new PassThrough().resume(), { columns: 80, colour: false, timeZone: 'UTC' }),
    defaultChannel: 'preview',
    metrics,
    decisions: () => decisions,
    poll: async () => assert.fail('there is no feed'),
    article: async () => null,
    summarise: async () => null,
  })
}

test('who stands by writes nothing, not even that a digest is due; once it leads it notes both its start and the digest', async () => {
  const disk = new Disk()
  let leads = false
  const bot = await replica(disk, () => leads)
  const before = [...disk.records]
  const stop = new AbortController()
  const running = runUntil(
    {
      bot,
      config: {
        reload: async () => ({ kind: 'unchanged' }),
        observe: async () => {},
        aside: [],
      } as unknown as ConfigWatch,
      rounds: { begin() {}, report() {}, end() {} },
      looked: () => {},
      beat: async () => {},
      wakeBy: () => async () => {},
    },
    stop.signal,
  )
  await bot.digest.due.tick(DAY0)
  await delay(100)
  assert.deepEqual([...disk.records], before)
  leads = true
  const keys = () => [...disk.records.keys()].join(' ')
  for (let tries = 0; tries < 200 && !/digest-due/.test(keys()); tries += 1) await delay(10)
  stop.abort()
  await running
  assert.match(keys(), /fact\/started/)
  assert.match(keys(), /fact\/digest-due/)
})
