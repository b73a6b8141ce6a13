import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openStore } from '../../src/io/store/open-store.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { type Entry, makeHome, Program, Publisher } from './newsroom.ts'

const HOUR = 3_600_000

let discord: FakeDiscord
before(async () => {
  discord = await FakeDiscord.start()
})
after(() => discord.close())

const PLANNED: Entry = {
  guid: 'planned',
  title: 'Trump says he will meet Kim Jong Un in Oslo',
  description: 'The two leaders will meet in Oslo next month, the White House said.',
}
const AGAIN: Entry = { guid: 'again', title: 'White House: Trump to meet Kim Jong Un in Oslo' }

interface Silent {
  readonly why: string
  readonly firstRun: string
  /** What is recorded and told to nobody. */
  readonly entry: Entry
  readonly outcome: RegExp
}

const CASES: readonly Silent[] = [
  { why: 'a first read posts nothing', firstRun: 'none', entry: PLANNED, outcome: /read for the first time/ },
  {
    why: 'it is too old',
    firstRun: 'since 30d',
    entry: { ...PLANNED, published: new Date(Date.now() - 60 * HOUR) },
    outcome: /older than/,
  },
]

let channels = 423_456_789_012_345_678n
for (const { why, firstRun, entry, outcome } of CASES) {
  test(`what nobody was told, because ${why}, catches no later report and lends it no facts`, async () => {
    channels += 1n
    const channel = String(channels)
    discord.forgetNonces()
    const [wire, daily] = [await Publisher.start(), await Publisher.start()]
    const home = await makeHome(wire)
    const fetch = 'fetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }'
    await writeFile(join(home, 'config/settings.yaml'), `firstRun: ${firstRun}\nfirstStart: off\n${fetch}\n`)
    const lines = [wire, daily].map(
      ({ url }, index) =>
        `  - { id: feed${index}, name: Feed ${index}, url: "${url}", language: en, country: US, kind: wire, timeZone: UTC }\n`,
    )
    await writeFile(join(home, 'config/feeds.yaml'), `feeds:\n${lines.join('')}`)
    const env = { DISCORD_WEBHOOK_URL: discord.webhookUrl(channel), DISCORD_API_URL: discord.url }

    wire.entries = [entry]
    // A feed without entries has not been read.
    daily.entries = [{ guid: 'rain', title: 'Rain expected in the north of Spain' }]
    assert.equal((await new Program('once', home, env).ended).code, 0)
    assert.equal(discord.messages(channel).length, 0, 'it is recorded and not posted')

    daily.entries = [AGAIN, ...daily.entries]
    wire.entries = [entry]
    assert.equal((await new Program('once', home, env).ended).code, 0)
    const messages = discord.messages(channel)
    assert.equal(messages.length, 1, 'the next report of it is a message')
    assert.match(JSON.stringify(messages[0]), /Trump to meet Kim Jong Un in Oslo.*Feed 1/)
    assert.doesNotMatch(JSON.stringify(messages[0]), /Feed 0|next month/, 'nothing of it is from what was not told')

    const store = await openStore(`sqlite:${join(home, 'state/backchannel.db')}`)
    const outcomes: string[] = []
    for await (const one of store.archived(0)) if (one.item.title === entry.title) outcomes.push(one.outcome)
    await store.close()
    assert.equal(outcomes.length, 1, 'it is known again')
    assert.match(outcomes[0] ?? '', outcome)
    await Promise.all([wire.close(), daily.close()])
    await rm(home, { recursive: true })
  })
}
