import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble, type Bot } from '../src/bot/bot.ts'
import { decisionsOf } from '../src/bot/decisions.ts'
import { openIntake } from '../src/bot/poll/intake.ts'
import { warm } from '../src/bot/warm.ts'
import type { World } from '../src/bot/world.ts'
import { readConfig } from '../src/config/config.ts'
import type { Sender } from '../src/io/discord/sender.ts'
import type { Clock } from '../src/io/ops/clock.ts'
import type { Log } from '../src/io/ops/log.ts'
import { NO_METRICS } from '../src/io/ops/measure/metrics.ts'
import { openStore } from '../src/io/store/open-store.ts'

const shipped = join(import.meta.dirname, '../config')

/** Where the feeds of a bench are, and in what language each is. */
export interface BenchFeed {
  readonly url: string
  readonly language: string
}

/** The whole bot in this process, with the shipped rules, over loopback feeds, a store on disk and a clock that is turned by hand. */
export interface WholeBot {
  readonly bot: Bot
  /** Bytes of the store's files. */
  storeBytes(): number
  close(): Promise<void>
}

/** @param polled told what each poll came to, as it comes in */
export async function openWholeBot(
  feeds: readonly BenchFeed[],
  settings: string,
  parts: {
    readonly clock: Clock
    readonly sender: Sender
    readonly polled: (one: Awaited<ReturnType<World['poll']>>) => void
    /** The store where several processes meet, and what this one is called there; missing: a store of its own on disk. */
    readonly shared?: { readonly storeUrl: string; readonly name: string }
  },
): Promise<WholeBot> {
  const { clock, sender, polled, shared } = parts
  const yamls = readdirSync(shipped).filter(name => name.endsWith('.yaml'))
  const files = new Map(yamls.map(name => [name, readFileSync(join(shipped, name), 'utf8')]))
  const hosts = [...new Set(feeds.map(feed => new URL(feed.url).hostname))]
  files.set(
    'settings.yaml',
    `fetch: { allowHosts: [${hosts.join(', ')}], hostPause: 0s, articles: false }\n${settings}`,
  )
  const lines = feeds.map(
    ({ url, language }, index) =>
      `  - { id: outlet-${index}, name: Outlet ${index}, url: "${url}", language: ${language}, country: US, kind: wire, timeZone: UTC }`,
  )
  files.set('feeds.yaml', `feeds:\n${lines.join('\n')}\n`)
  const read = readConfig(files, 'config')
  if (read.kind !== 'valid') throw new Error(JSON.stringify(read.problems.slice(0, 3)))
  const { config } = read
  const decisions = decisionsOf(config)
  await warm(decisions)
  const directory = mkdtempSync(join(tmpdir(), 'backchannel-bench-'))
  const store = await openStore(shared?.storeUrl ?? `sqlite:${join(directory, 'state.db')}`)
  const log: Log = { debug() {}, info() {}, warn() {}, error: (event, facts) => console.error(event, facts) }
  const intake = openIntake({ clock, log, settings: () => config.settings, version: '0', spreadMs: 0 })
  const bot = assemble({
    clock,
    log,
    store,
    sender,
    defaultChannel: 'bench',
    metrics: NO_METRICS,
    decisions: () => decisions,
    summarise: async () => null,
    ...(shared === undefined ? {} : { replicaName: shared.name }),
    async poll(...asked) {
      const one = await intake.poll(...asked)
      polled(one)
      return one
    },
    article: async () => null,
  })
  return {
    bot,
    storeBytes: () => readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0),
    async close() {
      await intake.close()
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}
