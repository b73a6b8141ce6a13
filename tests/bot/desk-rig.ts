import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Select } from '../../src/alerts/card/message.ts'
import { Amending, amendmentsIn } from '../../src/bot/amend/amending.ts'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { Desk } from '../../src/bot/desk/desk.ts'
import { readHere } from '../../src/bot/reload/config-directory.ts'
import { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { proposeApart } from '../../src/bot/teach/propose-apart.ts'
import { type ConfigRead, readConfig } from '../../src/config/config.ts'
import type { Propose } from '../../src/config/teach/propose.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { type Gateway, openGateway } from '../../src/io/discord/bot/gateway.ts'
import { Replies } from '../../src/io/discord/bot/replies.ts'
import type { Clock } from '../../src/io/ops/clock.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord, GUILD_ID } from '../fakes/discord.ts'
import type { FakeInteraction, READER } from '../fakes/discord-desk.ts'
import type { FakeLimits } from '../fakes/discord-limits.ts'
import { DAY0, makeItem, makePollState } from '../fakes/records.ts'

export const CHANNEL = '200000000000000001'
const NEVER = new AbortController().signal
const metrics = NO_METRICS

/** A small newsroom: an outlet, a list of terms, a person. */
const FILES = new Map([
  [
    'feeds.yaml',
    'feeds: [{id: wire, name: Example Wire, url: "https://a.example/", language: en, country: US, kind: wire, timeZone: UTC}]\n',
  ],
  ['terms.yaml', 'lists:\n  places:\n    about: Places\n    terms: [Geneva]\n'],
  ['people.yaml', 'people: []\n'],
  ['rules.yaml', 'rules:\n  - name: place\n    when: title:@places\n    type: talks\n'],
])

export interface StartOptions {
  readonly leads?: boolean
  readonly store?: Store
  readonly directory?: string
}

/** One process of a bot with its gateway and its desk. */
export interface Process {
  readonly bot: Bot
  readonly desk: Desk
  readonly gateway: Gateway
  end(): Promise<void>
}

/** A Discord, a store, and processes of the bot over them. Waits are twenty times shorter than in life. */
export class DeskRig {
  readonly discord: FakeDiscord
  store: Store
  /** ms since 1970 by the bot's clock. */
  now = DAY0
  /** What the feed brings at the next look. */
  items: ReturnType<typeof makeItem>[] = []
  readonly lines: string[] = []
  /** What proposes changes to processes that start from now on; null: by their directory, where they have one. */
  propose: Propose | null = null
  readonly #processes: Process[] = []
  readonly #settings: string
  readonly #files: ReadonlyMap<string, string>
  /** null: time stands still but for `now`, and waits are twenty times shorter. */
  readonly #clock: Clock | null

  private constructor(
    discord: FakeDiscord,
    store: Store,
    settings: string,
    files: ReadonlyMap<string, string>,
    clock: Clock | null,
  ) {
    this.#clock = clock
    this.#files = files
    this.discord = discord
    this.store = store
    this.#settings = settings
  }

  /** @param files other files than the small newsroom's: those of the shipped config */
  static async open(
    settings = '',
    files: ReadonlyMap<string, string> = new Map(),
    { clock = null, limits }: { readonly clock?: Clock | null; readonly limits?: FakeLimits } = {},
  ): Promise<DeskRig> {
    const now = clock === null ? () => DAY0 : () => clock.now()
    const discord = await FakeDiscord.start(limits === undefined ? { now } : { now, limits })
    discord.gateway.guilds = [GUILD_ID]
    return new DeskRig(discord, await openStore('sqlite::memory:'), settings, files, clock)
  }

  /** The files of its config. */
  get files(): ReadonlyMap<string, string> {
    const fixed = 'firstRun: since 30d\nfirstStart: off\nmaxAge: 30d\nfetch: { articles: false }\n'
    return new Map([...FILES, ...this.#files, ['settings.yaml', fixed + this.#settings]])
  }

  /**
   * A process begins and is connected.
   * @param directory where its files stand: they can be changed from Discord
   */
  async start({ leads = true, store = this.store, directory }: StartOptions = {}): Promise<Process> {
    const { discord } = this
    const say = (event: string, facts?: object) => void this.lines.push(`${event} ${JSON.stringify(facts)}`)
    const log: Log = { debug() {}, info: say, warn: say, error: say }
    const { decisions, amending, proposes } = await configOf(directory, this.files, store, log)
    const sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url })
    const bot = assemble({
      clock: this.#clock ?? {
        now: () => this.now,
        steady: () => performance.now(),
        sleep: (ms, signal) => delay(ms / 20, undefined, signal === undefined ? {} : { signal }).catch(() => {}),
      },
      log,
      store,
      sender,
      defaultChannel: CHANNEL,
      metrics,
      decisions,
      poll: async feed => ({
        kind: 'read',
        items: this.items,
        problems: [],
        state: makePollState(feed.id, this.#clock?.now() ?? this.now),
        notices: [],
      }),
      article: async () => null,
      summarise: async () => null,
      propose: this.propose ?? proposes,
      desk: true,
    })
    const replies = new Replies({ dispatcher: direct, token: discord.token, api: discord.url })
    const desk = new Desk({ bot, replies, ...(amending === null ? {} : { amending }) })
    const ready = Promise.withResolvers<void>()
    const gateway = openGateway({
      dispatcher: direct,
      token: discord.token,
      api: discord.url,
      onFatal: why => ready.reject(new Error(why)),
      onState: state => (state === 'ready' ? ready.resolve() : undefined),
      hears: desk,
    })
    await ready.promise
    await desk.lead(leads)
    const process: Process = {
      bot,
      desk,
      gateway,
      end: async () => {
        await gateway.close()
        await desk.lead(false)
        replies.close()
        await sender.close()
      },
    }
    this.#processes.push(process)
    return process
  }

  /** Stories are read, judged, told and sent. */
  async tell({ bot }: Process, ...names: readonly (string | Partial<ReturnType<typeof makeItem>>)[]): Promise<void> {
    this.items = names.map((one, at) =>
      typeof one === 'string'
        ? makeItem(one, { feedId: 'wire', title: one })
        : makeItem(one.title ?? `item ${at}`, { feedId: 'wire', ...one }),
    )
    await bot.watch.look(NEVER, () => {}, 'all')
    await bot.outbox.drain(NEVER)
    this.now += 60_000
  }

  /** Somebody uses a slash command. @returns once it is answered */
  async command(
    name: string,
    options: Readonly<Record<string, unknown>> = {},
    by?: typeof READER,
  ): Promise<FakeInteraction> {
    return this.answered(this.discord.ask(2, commandData(name, options), by))
  }

  /** Somebody presses a button of a message. */
  async press(customId: string, messageId: string, by?: typeof READER): Promise<FakeInteraction> {
    const data = { component_type: 2, custom_id: customId }
    return this.answered(this.discord.ask(3, data, by, { message: { id: messageId, channel_id: CHANNEL } }))
  }

  /** Somebody chooses an option of a message's list. */
  async choose(customId: string, value: string, messageId: string, by?: typeof READER): Promise<FakeInteraction> {
    const data = { component_type: 3, custom_id: customId, values: [value] }
    return this.answered(this.discord.ask(3, data, by, { message: { id: messageId, channel_id: CHANNEL } }))
  }

  /** Somebody uses a command of a message's menu. */
  async aboutMessage(name: string, messageId: string): Promise<FakeInteraction> {
    const resolved = { messages: { [messageId]: { id: messageId, channel_id: CHANNEL } } }
    return this.answered(this.discord.ask(2, { id: '7', name, type: 3, target_id: messageId, resolved }))
  }

  /** Words offered for what somebody types in an option. */
  async completes(
    name: string,
    option: string,
    typed: string,
    given: Readonly<Record<string, string>> = {},
  ): Promise<readonly string[]> {
    const before = Object.entries(given).map(([key, value]) => ({ name: key, type: 3, value }))
    const asked = this.discord.ask(
      4,
      grouped(name, [...before, { name: option, type: 3, value: typed, focused: true }]),
    )
    await this.until(() => asked.callback !== null)
    const data = asked.callback?.data as { choices?: readonly { value: string }[] } | undefined
    return (data?.choices ?? []).map(one => one.value)
  }

  async answered(asked: FakeInteraction, edits = 1): Promise<FakeInteraction> {
    await this.until(() => asked.edits >= edits)
    return asked
  }

  /** Every ask that was noted is done with. */
  async nothingPending(): Promise<void> {
    const pending = async () => JSON.stringify(await this.store.fact('desk-asks'))
    for (let tries = 0; tries < 400 && (await pending()) !== '[]'; tries += 1) await delay(10)
    assert.equal(await pending(), '[]')
  }

  async until(met: () => boolean): Promise<void> {
    for (let tries = 0; tries < 400 && !met(); tries += 1) await delay(10)
    assert.ok(met(), `not met; ${this.discord.requests.slice(-5).join(', ')}; ${this.lines.slice(-5).join('\n')}`)
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map(one => one.end()))
    await this.store.close()
    await this.discord.close()
  }
}

/** @param name of a command of a group: both names, "feed add" */
export function commandData(name: string, options: Readonly<Record<string, unknown>> = {}): object {
  const types: Readonly<Record<string, number>> = { string: 3, number: 4, boolean: 5 }
  const given = Object.entries(options).map(([key, value]) => ({ name: key, value, type: types[typeof value] }))
  return grouped(name, given)
}

function grouped(name: string, options: readonly object[]): object {
  const [first, second] = name.split(' ')
  const own = second === undefined ? options : [{ name: second, type: 1, options }]
  return { id: '700000000000000001', name: first, type: 1, options: own }
}

/** All that an answer says. */
export function textOf({ message }: FakeInteraction): string {
  const embeds = message?.embeds ?? []
  return [
    message?.content ?? '',
    ...embeds.flatMap(one => [
      one.title ?? '',
      one.description ?? '',
      ...(one.fields ?? []).flatMap(field => [field.name, field.value]),
    ]),
  ].join('\n')
}

interface Buttons {
  readonly components?: readonly {
    readonly components: readonly { readonly custom_id: string; readonly label: string }[]
  }[]
}

/** The buttons below a message. */
export function buttonsOf({
  message,
}: {
  readonly message: unknown
}): readonly { readonly custom_id: string; readonly label: string }[] {
  return ((message as Buttons | null)?.components ?? []).flatMap(row => row.components)
}

/** The list below a message. */
export function selectOf({ message }: { readonly message: unknown }) {
  const [one] = ((message as Buttons | null)?.components ?? []).flatMap(row => row.components)
  return one as unknown as Select
}

/** The files of the shipped config that decide. */
export function shippedFiles(): ReadonlyMap<string, string> {
  const names = ['terms.yaml', 'people.yaml', 'sides.yaml', 'places.yaml', 'rules.yaml', 'weights.yaml', 'events.yaml']
  return new Map(names.map(name => [name, readFileSync(join(import.meta.dirname, '../../config', name), 'utf8')]))
}

const configs = new Map<string, ConfigRead>()

/** The shipped files take a second to read: the same texts are read once. */
function configWith(files: ReadonlyMap<string, string>): ConfigRead {
  const key = JSON.stringify([...files])
  const read = configs.get(key) ?? readConfig(files, 'config')
  configs.set(key, read)
  return read
}

/** What a process decides by: files that never change, or those of a directory with what was changed in Discord. */
async function configOf(directory: string | undefined, files: ReadonlyMap<string, string>, store: Store, log: Log) {
  if (directory === undefined) {
    const read = configWith(files)
    assert.ok(read.kind === 'valid', JSON.stringify(read))
    const decisions = decisionsOf(read.config)
    return { decisions: () => decisions, amending: null, proposes: async () => null }
  }
  const config = await ConfigWatch.open(directory, log, { steady: () => performance.now() }, readHere)
  assert.ok(config instanceof ConfigWatch, JSON.stringify(config))
  await config.join(() => amendmentsIn(store))
  let of = config.config
  let made = decisionsOf(of)
  const decisions = () => {
    if (of !== config.config) [of, made] = [config.config, decisionsOf(config.config)]
    return made
  }
  const amending = new Amending({ store, config, proxies: null })
  return { decisions, amending, proposes: proposeApart(directory, () => config.texts) }
}
