import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, test } from 'node:test'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { type Command, EXIT } from '../../src/commands/command.ts'
import { command as digestCommand } from '../../src/commands/store/digest.ts'
import { command as upcomingCommand } from '../../src/commands/store/upcoming.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { type Entry, makeHome, Program, Publisher } from './newsroom.ts'

/** A day in twelve days, as the headlines and the store name it: nothing that is told to come may be past when the tests run. */
const COMING = new Date(Date.now() + 12 * 86_400_000)
const DATE = COMING.toISOString().slice(0, 10)
const IN_WORDS = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(COMING)

const PLANNED: Entry = {
  guid: 'planned',
  title: `Trump says he will meet Kim Jong Un in Oslo on ${IN_WORDS}`,
  description: `The two leaders will meet in Oslo on ${IN_WORDS}, the White House said.`,
}
const CANCELLED: Entry = { guid: 'cancelled', title: 'Trump cancels Kim meeting in Oslo' }
const CANCELLED_TOO: Entry = { guid: 'cancelled-too', title: 'White House calls off Oslo summit with Kim Jong Un' }
const CANCELLED_KOREAN: Entry = { guid: 'cancelled-ko', title: '트럼프, 김정은과의 오슬로 정상회담 전격 취소' }
const BACK_ON: Entry = {
  guid: 'back-on',
  title: `Trump: Oslo summit with Kim Jong Un back on for ${IN_WORDS}`,
  description: `The summit in Oslo will be held on ${IN_WORDS} after all, the White House said.`,
}

/** One look at the feeds, in a process of its own: what each brings, and what must stand afterwards. */
interface Step {
  readonly what: string
  readonly feed: 'wire' | 'daily' | 'agency'
  readonly entry: Entry
  readonly messages: number
  readonly isComing: boolean
  /** Of the messages in order: how each card says that it is overtaken; null: it does not. */
  readonly overtaken: readonly (string | null)[]
  /** Beginnings of headlines that the digest lists. */
  readonly told: readonly string[]
}

const ENGLISH: readonly Step[] = [
  {
    what: 'planned',
    feed: 'wire',
    entry: PLANNED,
    messages: 1,
    isComing: true,
    overtaken: [null],
    told: ['Trump says he will meet'],
  },
  {
    what: 'cancelled, by a second outlet first',
    feed: 'daily',
    entry: CANCELLED,
    messages: 2,
    isComing: false,
    overtaken: ['since called off', null],
    told: ['Trump says he will meet', 'Trump cancels Kim meeting'],
  },
  {
    what: 'cancelled, told by the first outlet too',
    feed: 'wire',
    entry: CANCELLED_TOO,
    messages: 2,
    isComing: false,
    overtaken: ['since called off', null],
    told: ['Trump says he will meet', 'Trump cancels Kim meeting'],
  },
  {
    what: 'back on',
    feed: 'daily',
    entry: BACK_ON,
    messages: 3,
    isComing: true,
    overtaken: ['since called off', 'since back on', null],
    told: ['Trump says he will meet', 'Trump: Oslo summit with Kim'],
  },
]
const KOREAN: readonly Step[] = [
  ...ENGLISH.slice(0, 1),
  {
    what: 'cancelled, in Korean only',
    feed: 'agency',
    entry: CANCELLED_KOREAN,
    messages: 2,
    isComing: false,
    overtaken: ['since called off', null],
    told: ['Trump says he will meet', '트럼프, 김정은과의 오슬로'],
  },
  ...ENGLISH.slice(3),
]

let discord: FakeDiscord
before(async () => {
  discord = await FakeDiscord.start()
})
after(() => discord.close())

/** The publishers of three feeds, and a home whose feeds they are. */
async function open(): Promise<{ readonly home: string; readonly feeds: Readonly<Record<Step['feed'], Publisher>> }> {
  const feeds = { wire: await Publisher.start(), daily: await Publisher.start(), agency: await Publisher.start() }
  const home = await makeHome(feeds.wire)
  const lines = Object.entries(feeds).map(([id, publisher]) => {
    const language = id === 'agency' ? 'ko' : 'en'
    return `  - { id: ${id}, name: Example ${id}, url: "${publisher.url}", language: ${language}, country: US, kind: wire, timeZone: UTC }\n`
  })
  await writeFile(join(home, 'config/feeds.yaml'), `feeds:\n${lines.join('')}`)
  return { home, feeds }
}

/** What a command that reads the store prints. */
async function saidBy(command: Command, home: string): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const said = Promise.all([stdout.toArray(), stderr.toArray()])
  const values = { json: true, config: join(home, 'config'), state: join(home, 'state') }
  const { signal } = new AbortController()
  const code = await command.run({ values, positionals: [], stdin: new PassThrough(), stdout, stderr, env: {}, signal })
  stdout.end()
  stderr.end()
  const [out, errors] = (await said).map(chunks => Buffer.concat(chunks as Buffer[]).toString())
  assert.equal(code, EXIT.well, errors)
  return out ?? ''
}

/** The cards of the channel as the store has them: of each post the newest that was said. */
async function cardsOf(home: string): Promise<readonly Delivery['card'][]> {
  const store = await openStore(`sqlite:${join(home, 'state/backchannel.db')}`)
  const deliveries: Delivery[] = []
  for await (const { namespace, value } of store.export())
    if (namespace === 'delivery') deliveries.push(value as Delivery)
  await store.close()
  deliveries.sort((a, b) => a.createdAt - b.createdAt || a.order - b.order)
  return deliveries
    .filter(one => one.action.kind !== 'edit')
    .map(post => {
      const edits = deliveries.filter(one => one.action.kind === 'edit' && one.action.of === post.id)
      return (edits.at(-1) ?? post).card
    })
}

const modes = {
  bot: (channel: string) => ({
    DISCORD_TOKEN: discord.token,
    DISCORD_CHANNEL_ID: channel,
    DISCORD_API_URL: discord.url,
  }),
  webhook: (channel: string) => ({ DISCORD_WEBHOOK_URL: discord.webhookUrl(channel), DISCORD_API_URL: discord.url }),
}

let channels = 123_456_789_012_345_678n
for (const [mode, env] of Object.entries(modes)) {
  for (const [name, steps] of [
    ['in English', ENGLISH],
    ['with the cancellation in Korean only', KOREAN],
  ] as const) {
    channels += 1n
    const channel = String(channels)
    test(`${mode}, ${name}: a summit is planned, called off and back on, with a restart between each`, async t => {
      // What a delivery is called comes from what it says, and a nonce is known in every channel.
      discord.forgetNonces()
      const { home, feeds } = await open()
      for (const step of steps) {
        await t.test(step.what, async () => {
          feeds[step.feed].entries = [step.entry, ...feeds[step.feed].entries]
          const { code, output } = await new Program('once', home, env(channel)).ended
          assert.equal(code, 0, output)
          const messages = discord.messages(channel)
          assert.equal(messages.length, step.messages, JSON.stringify(messages))
          if (mode === 'bot' && step.messages > 1) {
            const answers = messages.at(-1)?.message_reference as { readonly message_id?: string } | undefined
            assert.equal(answers?.message_id, messages.at(-2)?.id, 'it answers the card before it')
          }
          const cards = await cardsOf(home)
          const upcoming = await saidBy(upcomingCommand, home)
          const digest = await saidBy(digestCommand, home)
          assert.deepEqual(
            cards.map(card => card.overtaken?.phrase ?? null),
            step.overtaken,
          )
          for (const [index, phrase] of step.overtaken.entries()) {
            if (phrase !== null) assert.ok((messages[index]?.edits ?? 0) > 0, 'the card that is overtaken is edited')
          }
          if (step.messages > 1) {
            assert.deepEqual(cards[0]?.brief.coming, [])
            assert.deepEqual(
              cards[0]?.struck?.map(one => one.date),
              [DATE],
            )
          }
          const dates = upcoming
            .split('\n')
            .filter(Boolean)
            .map(line => (JSON.parse(line) as { readonly date: string }).date)
          assert.equal(dates.includes(DATE), step.isComing, upcoming)
          assert.equal(/\bComing\b/.test(digest), step.isComing, digest)
          for (const told of step.told) assert.ok(digest.includes(told), digest)
        })
      }
      await Promise.all(Object.values(feeds).map(feed => feed.close()))
      await rm(home, { recursive: true })
    })
  }
}
