import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Card } from '../../src/alerts/card.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { draw } from '../../src/alerts/draw.ts'
import { LIMITS } from '../../src/alerts/limits.ts'
import type { Message } from '../../src/alerts/message.ts'
import { render } from '../../src/alerts/render.ts'
import { PRIORITIES, STORY_TYPES } from '../../src/rules/verdict.ts'
import { formErrors } from '../fakes/discord-forms.ts'

const card: Card = {
  storyId: 'k3f9qx',
  type: 'talks',
  priority: 'normal',
  title: 'Envoys of the two sides meet in Stockholm',
  url: 'https://news.example/a',
  lead: { itemId: 'i1', outlet: 'Example Wire', affiliation: 'South Korean wire', url: 'https://news.example/a' },
  brief: {
    summary: [
      { text: 'They sat down a day before the talks.', outlet: 'Example Wire' },
      { text: 'It was the first contact since February.', outlet: 'Example Radio' },
    ],
    people: [
      { name: 'Stephen Biegun', side: 'US', role: null, known: true },
      { name: 'Kim Myong Gil', side: 'DPRK', role: null, known: true },
      { name: 'A Stranger', side: 'other', role: null, known: false },
    ],
    where: ['Stockholm'],
    coming: [{ what: 'working-level talks', date: '2019-10-05', at: Date.UTC(2019, 9, 4, 15) }],
  },
  also: [
    { itemId: 'i2', outlet: 'Example Radio', affiliation: null, url: null },
    { itemId: 'i3', outlet: 'Example State Agency', affiliation: 'DPRK state media', url: null },
    { itemId: 'i4', outlet: 'Example Wire', affiliation: null, url: null },
  ],
  origins: 2,
  rules: ['envoys'],
  words: ['working-level', 'Stockholm'],
  publishedAt: Date.UTC(2019, 9, 4, 9, 12),
  firstSeenAt: Date.UTC(2019, 9, 4, 9, 20),
}

const post = (changes: Partial<Card> = {}, action: Delivery['action'] = { kind: 'post' }): Delivery => ({
  id: 'delivery0000000000000',
  nonce: 'n',
  marker: 'k3f9qxaa',
  route: 'default',
  action,
  storyId: 'k3f9qx',
  itemIds: ['i1'],
  card: { ...card, ...changes },
  state: { at: 'pending' },
  createdAt: 0,
  order: 0,
  attempts: 0,
  firstTriedAt: null,
  notBefore: 0,
})
const quiet = { pingRole: null, replyTo: null }

test('a card says who reports, what, who, where, what is coming, who else and why', () => {
  const message = render(post(), quiet)
  assert.deepEqual(message.allowed_mentions, { parse: [] })
  assert.equal(message.content, undefined)
  const [embed] = message.embeds ?? []
  assert.equal(embed?.author?.name, 'Example Wire · South Korean wire')
  assert.equal(embed?.title, 'Envoys of the two sides meet in Stockholm')
  assert.equal(embed?.url, 'https://news.example/a')
  assert.equal(
    embed?.description,
    'They sat down a day before the talks. (Example Wire)\nIt was the first contact since February. (Example Radio)',
  )
  assert.deepEqual(embed?.fields, [
    { name: 'US', value: 'Stephen Biegun', inline: true },
    { name: 'DPRK', value: 'Kim Myong Gil', inline: true },
    { name: 'Also named', value: 'A Stranger', inline: true },
    { name: 'Where', value: 'Stockholm', inline: true },
    { name: 'Coming', value: '<t:1570201200:D> working-level talks' },
    { name: 'also', value: 'Example Radio, Example State Agency (state media) · 2 origins' },
  ])
  assert.equal(embed?.footer?.text, 'talks · envoys · "working-level", "Stockholm" · k3f9qxaa')
  assert.equal(embed?.timestamp, '2019-10-04T09:12:00.000Z')
})

test('a part with nothing to say is not there', () => {
  const empty = { summary: [], people: [], where: [], coming: [] }
  const [embed] = render(post({ brief: empty, also: [], origins: 1, url: null }), quiet).embeds ?? []
  assert.deepEqual(Object.keys(embed ?? {}).sort(), ['author', 'color', 'footer', 'timestamp', 'title'])
})

test('only priority high pings, only the role of the settings, and only with a new card', () => {
  const context = { pingRole: '123456789012345678', replyTo: null }
  const high = render(post({ priority: 'high' }), context)
  assert.equal(high.content, '<@&123456789012345678>')
  assert.deepEqual(high.allowed_mentions, { parse: [], roles: ['123456789012345678'] })
  for (const message of [
    render(post(), context),
    render(post({ priority: 'high' }, { kind: 'edit', of: 'x' }), context),
    render(post({ priority: 'high' }), quiet),
  ]) {
    assert.deepEqual(message.allowed_mentions, { parse: [] })
    assert.equal(message.content, undefined)
  }
})

test('priority low makes no notification', () => {
  assert.equal(render(post({ priority: 'low' }), quiet).flags, 4096)
  assert.equal(render(post(), quiet).flags, undefined)
})

test('a reply answers the card, and says no more than it must', () => {
  const message = render(post({}, { kind: 'reply', to: 'x' }), { pingRole: null, replyTo: '1' })
  assert.deepEqual(message.message_reference, { message_id: '1', fail_if_not_exists: false })
  assert.deepEqual(
    message.embeds?.[0]?.fields?.map(field => field.name),
    ['Coming'],
  )
})

test('a link that is not http or https, or too long, is left out', () => {
  for (const url of [
    'javascript:alert(1)',
    'ftp://news.example/',
    'nonsense',
    `https://news.example/${'a'.repeat(2100)}`,
  ]) {
    assert.equal(render(post({ url }), quiet).embeds?.[0]?.url, undefined, url)
  }
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 6000 }),
  fc.string({ unit: fc.constantFrom('*', '각', '\\', '@'), maxLength: 6000 }),
)
const report = fc.record({
  itemId: fc.string(),
  outlet: text,
  affiliation: fc.option(text),
  url: fc.option(fc.webUrl()),
})
const anyCard: fc.Arbitrary<Card> = fc.record({
  storyId: fc.string(),
  type: fc.constantFrom(...STORY_TYPES),
  priority: fc.constantFrom(...PRIORITIES),
  title: text,
  url: fc.option(fc.oneof(fc.webUrl(), text)),
  lead: report,
  brief: fc.record({
    summary: fc.array(fc.record({ text, outlet: text }), { maxLength: 4 }),
    people: fc.array(
      fc.record({
        name: text,
        side: fc.constantFrom('US' as const, 'DPRK' as const, 'ROK' as const, 'other' as const),
        role: fc.constant(null),
        known: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
    where: fc.array(text, { maxLength: 5 }),
    coming: fc.array(
      fc.record({ what: text, date: fc.constantFrom('2019-10-05', '2019-10'), at: fc.integer({ min: 0, max: 4e12 }) }),
      { maxLength: 6 },
    ),
  }),
  also: fc.array(report, { maxLength: 12 }),
  origins: fc.nat(20),
  rules: fc.array(text, { maxLength: 4 }),
  words: fc.array(text, { maxLength: 8 }),
  publishedAt: fc.option(fc.integer({ min: 0, max: 4e12 })),
  firstSeenAt: fc.integer({ min: 0, max: 4e12 }),
})

test('no card breaks a limit of Discord, however long and strange its texts', () => {
  fc.assert(
    fc.property(
      anyCard,
      fc.constantFrom<Delivery['action']>({ kind: 'post' }, { kind: 'edit', of: 'a' }, { kind: 'reply', to: 'a' }),
      (one, action) => {
        const message = render(post(one, action), { pingRole: null, replyTo: '1' })
        withinLimits(message)
        const sent = JSON.parse(JSON.stringify(message)) as unknown
        assert.deepEqual(formErrors(action.kind === 'edit' ? 'edit' : 'post', sent), [])
        draw(message, { columns: 60, colour: false, timeZone: 'Asia/Seoul', label: 'new' })
      },
    ),
    { numRuns: 300 },
  )
})

function withinLimits(message: Message): void {
  for (const embed of message.embeds ?? []) {
    const fields = embed.fields ?? []
    assert.ok((embed.title ?? '').length <= LIMITS.title && embed.title !== '')
    assert.ok((embed.description ?? '').length <= LIMITS.description && embed.description !== '')
    assert.ok((embed.footer?.text ?? '').length <= LIMITS.footer)
    assert.ok((embed.author?.name ?? '').length <= LIMITS.author)
    assert.ok(fields.length <= LIMITS.fields)
    for (const field of fields) assert.ok(field.value.length <= LIMITS.fieldValue && field.value !== '', field.name)
    const total = [
      embed.title,
      embed.description,
      embed.footer?.text,
      embed.author?.name,
      ...fields.flatMap(one => [one.name, one.value]),
    ]
      .map(part => part?.length ?? 0)
      .reduce((sum, length) => sum + length, 0)
    assert.ok(total <= LIMITS.total, `total ${total}`)
  }
}

test('a development that answers no message says which story it belongs to; one that does need not', () => {
  const reply = post({ develops: 'Envoys *meet*' }, { kind: 'reply', to: 'x' })
  const alone = render(reply, quiet).embeds?.[0]?.fields
  assert.deepEqual(alone?.[0], { name: 'More on', value: 'Envoys \\*meet\\*' })
  const below = render(reply, { ...quiet, replyTo: '1' }).embeds?.[0]?.fields
  assert.equal(
    below?.some(field => field.name === 'More on'),
    false,
  )
})
