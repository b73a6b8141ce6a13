import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { copyIdOf } from '../../src/alerts/places/copy.ts'
import { copiesOf } from '../../src/bot/tell/copies.ts'
import { READER } from '../fakes/discord-desk.ts'
import { DAY0, HOUR, makeDelivery, makeStory, VERDICT } from '../fakes/records.ts'
import { CHANNEL, DeskRig, type Process } from './desk-rig.ts'

const [SEOUL, ARMS] = ['200000000000000002', '200000000000000003']
const ROUTES = `
language: en
routes:
  seoul: { channel: "${SEOUL}", types: [talks, summit], language: ko, quiet: { from: "08:00", to: "15:00", timeZone: Asia/Seoul } }
  arms: { channel: "${ARMS}", types: [weapons], alert: 90 }
`
let rig: DeskRig
let own: Process

const begin = async (settings = ROUTES, elsewhere = false) => {
  rig = await DeskRig.open(settings)
  if (elsewhere) rig.discord.guild.elsewhere.set(CHANNEL, '400000000000000009')
  own = await rig.start()
}
afterEach(() => rig.close())
const told = (channel: string) => rig.discord.messages(channel)
const again = { title: 'Envoys meet in Geneva', id: 'again', keys: ['x'], outlet: 'Example Post' }

test('a route with types tells them too, whatever route their rules name, and keeps its own card up to date', async () => {
  await begin()
  await rig.tell(own, 'Envoys meet in Geneva')
  await rig.tell(own, again)
  assert.deepEqual(
    [CHANNEL, SEOUL, ARMS].map(channel => told(channel).map(one => [one.embeds?.[0]?.title, one.edits])),
    [[['Envoys meet in Geneva', 1]], [['Envoys meet in Geneva', 1]], []],
  )
  const id = (channel: string) => told(channel)[0]?.id ?? ''
  const [first, copy] = [await rig.store.deliveryByMessage(id(CHANNEL)), await rig.store.deliveryByMessage(id(SEOUL))]
  assert.equal(copy?.id, copyIdOf('seoul', first?.id ?? ''))
})

test('each route has quiet hours of its own, in its zone', async () => {
  await begin()
  // 00:00 in London, 09:00 in Seoul.
  await rig.tell(own, 'Envoys meet in Geneva')
  assert.deepEqual([told(CHANNEL)[0]?.flags, told(SEOUL)[0]?.flags], [undefined, 4096])
})

for (const [name, elsewhere, named] of [
  ['another server', true, [0, 1]],
  ['the same server', false, [1, 0]],
] as const) {
  test(`told in ${name} too, an alert names who watches it once, in their own server`, async () => {
    await begin(ROUTES.replace(/, quiet: \{.*?\}/, ''), elsewhere)
    await rig.store.saveFact('desk-watches', [
      {
        id: 'w',
        by: READER.id,
        guildId: '400000000000000001',
        kind: 'words',
        value: 'geneva',
        direct: false,
        at: 0,
        endedAt: null,
      },
    ])
    await rig.tell(own, 'Envoys meet in Geneva')
    const pings = [CHANNEL, SEOUL].map(
      channel => (told(channel)[0]?.allowed_mentions as { users?: readonly string[] } | undefined)?.users?.length ?? 0,
    )
    assert.deepEqual(pings, [...named])
  })
}

test('what leads to one place is told there once', async () => {
  await begin(
    `routes: { one: { channel: "${SEOUL}", types: [talks] }, two: { channel: "${SEOUL}", types: [talks] } }\n`,
  )
  await rig.tell(own, 'Envoys meet in Geneva')
  assert.deepEqual([told(CHANNEL).length, told(SEOUL).length], [1, 1])
})

test('a copy says what reports say in its route’s language, and is made only where its route tells so much', async () => {
  await begin()
  const report = (language: string, text: string) => ({
    title: text,
    text,
    language,
    outlet: 'Example Wire',
    timeZone: 'UTC',
    publishedAt: DAY0,
  })
  const [english, korean] = [
    'Envoys of the two sides will meet in Geneva on Friday, officials said.',
    '양측 대표단이 금요일 제네바에서 만난다고 당국자들이 말했다.',
  ]
  const story = { ...makeStory('a'), reports: [report('en', english), report('ko', korean)] }
  const decisions = own.bot.world.decisions()
  const copies = (type: 'talks' | 'weapons', score: number | null) => {
    const post = makeDelivery('a')
    const delivery = { ...post, card: { ...post.card, type } }
    return copiesOf(delivery, { story, verdict: { ...VERDICT, score } }, decisions, route => route, DAY0 + HOUR)
  }
  assert.deepEqual(
    copies('talks', null).map(one => one.card.brief.summary.map(({ text }) => text)),
    [[korean]],
  )
  assert.deepEqual(
    [89, 90].map(score => copies('weapons', score).length),
    [0, 1],
  )
})
