import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openStore } from '../../src/io/store/open-store.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import type { Fault } from '../fakes/discord-faults.ts'
import { makeHome, Program, Publisher } from '../program/newsroom.ts'

/** Where the route leads, one time or another; the first is a webhook's as well. */
const CHANNELS = ['200000000000000001', '200000000000000002', '200000000000000003'] as const
const [CHANNEL] = CHANNELS
const CLOCK = new URL('clock-off.ts', import.meta.url).href
const DIE = new URL('die-at.ts', import.meta.url).href
const OUTLETS = 4
const HOSTS = Array.from({ length: OUTLETS }, (_, outlet) => `127.0.0.${outlet + 1}`)
/** Entries that a feed shows: all. What a feed drops before a process lives long enough to read it is lost to everybody. */
const SHOWN = 200
const SETTLED_MS = 180_000

const RULES = `rules:
  - name: outlets
    when: "source:outlet"
    type: talks
    weigh: false
`

/** What a site found. Empty lists: each story is in the channel once, with all outlets that reported it. */
export interface SiteFound {
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  /** Messages of stories that do not name an outlet which reported them: an edit that was lost. */
  readonly unfinished: readonly string[]
  /** How many stories are lines of summary cards. */
  readonly listed: number
}

export interface SiteOptions {
  readonly stateUrl: string
  /** How long Discord knows a nonce; the bot believes in half of it. */
  readonly nonceMs: number
  readonly mode?: 'bot' | 'webhook'
  /** Whether what is too much goes into summary cards. */
  readonly floods?: boolean
  /** Whether the program has few terms and people, and so starts sooner; always where there is a fleet. */
  readonly slim?: boolean
  /** Whether each outlet has a host of its own, and processes that stand by fetch for the one that leads. */
  readonly fleet?: boolean
}

/** Publishers, a Discord and a home: the world around the program as it is started by a user. */
export class Site {
  readonly discord: FakeDiscord
  readonly home: string
  readonly #publishers: readonly Publisher[]
  readonly #stateUrl: string
  readonly #titles: string[] = []
  readonly #mode: 'bot' | 'webhook'
  readonly #floods: boolean
  readonly #fleet: boolean
  readonly #nonceMs: number
  #round = 0
  #clockOffMs = 0

  private constructor(
    discord: FakeDiscord,
    publishers: readonly Publisher[],
    home: string,
    { stateUrl, nonceMs, mode = 'bot', floods = false, fleet = false }: SiteOptions,
  ) {
    this.#mode = mode
    this.#floods = floods
    this.#fleet = fleet
    this.#nonceMs = nonceMs
    this.discord = discord
    this.#publishers = publishers
    this.home = home
    this.#stateUrl = stateUrl
  }

  static async open(options: SiteOptions): Promise<Site> {
    const discord = await FakeDiscord.start({ nonceMs: options.nonceMs })
    const publishers = await Promise.all(HOSTS.map(host => Publisher.start(options.fleet === true ? host : HOSTS[0])))
    const [first] = publishers
    if (first === undefined) throw new Error('no publisher')
    const home = await makeHome(first)
    await writeFile(join(home, 'config/rules.yaml'), RULES)
    if (options.fleet === true || options.slim === true) await slim(home)
    const site = new Site(discord, publishers, home, options)
    await site.move(0)
    await site.publish(0)
    return site
  }

  /** Every outlet shows more stories, the later ones of each after the earlier, under an address that makes its feed due at once. */
  async publish(stories: number): Promise<void> {
    this.#round += 1
    for (let index = 0; index < stories; index += 1) {
      const title = wordsOf(this.#titles.length)
      this.#titles.push(title)
      // An outlet that repeats another's very title counts as its copy; one with a title of its own joins the story's card.
      const lead = (this.#titles.length - 1) % OUTLETS
      for (const [outlet, publisher] of this.#publishers.entries()) {
        if (!reports(outlet, this.#titles.length - 1)) continue
        const entry = {
          guid: `o${outlet}-${this.#titles.length}`,
          title: outlet === lead ? title : title.split(' ').reverse().join(' '),
        }
        publisher.entries = [entry, ...publisher.entries].slice(0, SHOWN)
      }
    }
    const feeds = this.#publishers.map(
      ({ url }, outlet) =>
        `  - { id: outlet-${outlet}, name: ${nameOf(outlet)}, url: "${url}?round=${this.#round}", language: en, country: US, kind: wire, timeZone: UTC }`,
    )
    await writeFile(join(this.home, 'config/feeds.yaml'), `feeds:\n${feeds.join('\n')}\n`)
  }

  /** The route leads elsewhere from now on: settings.yaml is written anew while the program may be running. */
  async move(channel: number): Promise<void> {
    const routes = `routes: { default: { channel: "${CHANNELS[channel % CHANNELS.length] ?? CHANNEL}" } }`
    const fetch = `replicas: { fetch: ${this.#fleet ? 'shared' : 'leader'} }\nfetch: { allowHosts: [${HOSTS.join(', ')}], hostPause: 0s, articles: false }`
    const flood = `flood: ${this.#floods ? '{ messages: 3, within: 10m }' : 'off'}`
    const times = `firstRun: since 30d\nfirstStart: off\nwake: "* * * * * *"\nnonceWindow: ${this.#nonceMs / 2000}s`
    await writeFile(
      join(this.home, 'config/settings.yaml'),
      `${times}\n${flood}\nstories: { developments: off }\n${fetch}\n${routes}\n`,
    )
  }

  /** The clock of the machine is set by so many ms: processes that are started from now on have it. Discord's goes on. */
  setClock(byMs: number): void {
    this.#clockOffMs += byMs
    // So much has passed besides, of which the clock now shows nothing, that Discord knows no nonce any more.
    this.discord.forgetNonces()
  }

  /** The program as a user starts it. */
  start(command: string): Program {
    const { discord } = this
    return new Program(command, this.home, {
      STATE_URL: this.#stateUrl,
      DISCORD_API_URL: discord.url,
      NODE_OPTIONS: `--import=${CLOCK}${this.#fleet ? ` --import=${DIE}` : ''}`,
      DIE_DIRECTORY: this.home,
      CLOCK_OFF_MS: String(this.#clockOffMs),
      ...(this.#mode === 'webhook'
        ? { DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL) }
        : { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL }),
    })
  }

  meet(fault: Fault): void {
    this.discord.faults.push(fault)
  }

  /** Posts and edits that Discord was asked for so far. */
  get asked(): number {
    return this.discord.requests.filter(request => /^(?:POST|PATCH)/.test(request)).length
  }

  /** Requests at the publishers and posts at Discord so far: what a kill is aimed at. */
  get activity(): number {
    return this.asked + this.#publishers.reduce((sum, { requests }) => sum + requests.length, 0)
  }

  /** Waits until nothing is open in the store and every story is in the channel, or for so long that it never will be. */
  async settled(ms = SETTLED_MS): Promise<void> {
    const store = await openStore(this.#stateUrl)
    for (const end = performance.now() + ms; performance.now() < end; await delay(250)) {
      const found = this.look()
      const open = await store.openDeliveries()
      if (open.length === 0 && found.lost.length + found.unfinished.length === 0) break
    }
    await store.close()
  }

  get posted(): number {
    return this.#messages().length
  }

  look(): SiteFound {
    const byTitle = Map.groupBy(this.#messages(), message => storyOf(message.embeds?.[0]?.title ?? ''))
    // The lines of summary cards: each a headline with its link.
    const listed = this.#messages().flatMap(({ embeds }) => [
      ...(embeds?.[0]?.description ?? '').matchAll(/^- .*?\[([^\]]+)\]\(/gm),
    ])
    const lines = Map.groupBy(listed, ([, title = '']) => storyOf(title))
    const times = (title: string) => {
      const story = storyOf(title)
      return (byTitle.get(story)?.length ?? 0) + (lines.get(story)?.length ?? 0)
    }
    return {
      lost: this.#titles.filter(title => times(title) === 0),
      twice: this.#titles.filter(title => times(title) > 1),
      listed: lines.size,
      unfinished: this.#titles.filter((title, index) => {
        // A line names the first outlet only.
        if (lines.has(storyOf(title))) return false
        const text = JSON.stringify(byTitle.get(storyOf(title)) ?? [])
        return this.#publishers.some((_, outlet) => reports(outlet, index) && !text.includes(nameOf(outlet)))
      }),
    }
  }

  #messages() {
    return CHANNELS.flatMap(channel => this.discord.messages(channel))
  }

  async close(): Promise<void> {
    await Promise.all([this.discord.close(), ...this.#publishers.map(one => one.close())])
    await rm(this.home, { recursive: true })
  }
}

/** Many processes start and read many changes: of the shipped files they get those without which none starts, and these nearly empty. */
async function slim(home: string): Promise<void> {
  await Promise.all(['events.yaml', 'weights.yaml'].map(name => rm(join(home, 'config', name))))
  await writeFile(join(home, 'config/terms.yaml'), 'lists: {}\n')
  await writeFile(join(home, 'config/people.yaml'), 'people: []\n')
}

/** The first outlet or two of each story. */
function reports(outlet: number, story: number): boolean {
  return outlet === story % OUTLETS || (story % 2 === 0 && outlet === (story + 1) % OUTLETS)
}

/** Whichever outlet was read first gave the title. */
function storyOf(title: string): string {
  return title.split(' ').sort().join(' ')
}

function nameOf(outlet: number): string {
  return `Outlet ${'ABCD'[outlet] ?? outlet}`
}

/** Words that no other number has: stories that share none are never taken for one. */
function wordsOf(index: number): string {
  const bytes = createHash('sha256').update(`story ${index}`).digest()
  const word = (from: number) =>
    [0, 1, 2, 3].map(at => SYLLABLES[(bytes[from + at] ?? 0) % SYLLABLES.length] ?? '').join('')
  return [0, 4, 8, 12].map(word).join(' ')
}

const SYLLABLES = [...'bdfgklmnprtvz'].flatMap(consonant => [...'aeiou'].map(vowel => consonant + vowel))
