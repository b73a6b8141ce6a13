import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Card } from '../../src/alerts/card/card.ts'
import { LIMITS, SHARES } from '../../src/alerts/card/limits.ts'
import { markerIn } from '../../src/alerts/card/marker.ts'
import type { Message } from '../../src/alerts/card/message.ts'
import { type RenderContext, render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { draw } from '../../src/alerts/terminal/draw.ts'
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
    summary: [{ text: 'They sat down a day before the talks.', outlet: 'Example Wire' }],
    people: [
      { name: 'Stephen Biegun', side: 'US', role: 'special representative', known: true },
      { name: 'Kim Myong Gil', side: 'DPRK', role: 'chief negotiator', known: true },
      { name: 'Kwon Jong Gun', side: 'DPRK', role: null, known: true },
      { name: 'A Stranger', side: 'other', role: null, known: false },
    ],
    sides: [
      { side: 'US', label: 'United States' },
      { side: 'DPRK', label: 'North Korea' },
    ],
    where: ['Stockholm'],
    coming: [{ what: 'Working-level talks, Stockholm', date: '2019-10-05', at: Date.UTC(2019, 9, 4, 15) }],
  },
  also: [
    { itemId: 'i2', outlet: 'Example Radio', affiliation: null, url: 'https://radio.example/b' },
    { itemId: 'i3', outlet: 'Example State Agency', affiliation: 'DPRK state media', url: null },
    { itemId: 'i4', outlet: 'Example Wire', affiliation: null, url: null },
  ],
  origins: 2,
  rules: ['envoys-rule'],
  words: ['working-level matched', 'Stockholm'],
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
const embedOf = (changes: Partial<Card>, context: Partial<RenderContext> = {}) => {
  const embed = render(post(changes), { ...quiet, ...context }).embeds?.[0]
  assert.ok(embed !== undefined)
  return embed
}
const fieldOf = (changes: Partial<Card>, name: string) =>
  embedOf(changes).fields?.find(field => field.name === name)?.value

test('a card says type and outlet, headline, what happened, who, where, what is coming, and who else', () => {
  const message = render(post(), quiet)
  assert.deepEqual(message.allowed_mentions, { parse: [] })
  const [embed] = message.embeds ?? []
  assert.equal(embed?.author?.name, 'TALKS · Example Wire · South Korean wire')
  assert.equal(embed?.title, 'Envoys of the two sides meet in Stockholm')
  assert.equal(embed?.url, 'https://news.example/a')
  assert.deepEqual(embed?.fields, [
    {
      name: 'Who',
      value: [
        '**United States:** Stephen Biegun – special representative',
        '**North Korea:** Kim Myong Gil – chief negotiator; Kwon Jong Gun',
        '**Also named:** A Stranger',
      ].join('\n'),
    },
    { name: 'Where', value: 'Stockholm' },
    { name: 'Coming', value: 'Sat 5 Oct – Working-level talks, Stockholm' },
    {
      name: 'Also',
      value:
        '[Example Radio](https://radio.example/b) · Example State Agency (state media)\n3 outlets, 2 original reports',
    },
  ])
  assert.equal(embed?.timestamp, '2019-10-04T09:12:00.000Z')
})

test('the footer is the id alone: rules and matched words are for explain', () => {
  const message = render(post(), quiet)
  assert.equal(message.embeds?.[0]?.footer?.text, 'k3f9qxaa')
  assert.equal(markerIn(message.embeds), 'k3f9qxaa')
  assert.doesNotMatch(JSON.stringify(message), /envoys-rule|working-level matched/)
})

test('a part with nothing to say is not there', () => {
  const empty = { summary: [], people: [], where: [], coming: [] }
  const embed = embedOf({ brief: empty, also: [], origins: 1, url: null })
  assert.deepEqual(Object.keys(embed).sort(), ['author', 'color', 'footer', 'timestamp', 'title'])
})

const sentence = (text: string, outlet: string) => ({ text, outlet })
const summaries: readonly (readonly [string, Card['brief']['summary'], string])[] = [
  [
    'sentences of the headline’s outlet stand without its name, as one paragraph',
    [sentence('They met.', 'Example Wire'), sentence('It was the first time.', 'Example Wire')],
    'They met. It was the first time.',
  ],
  [
    'sentences of one other outlet name it once',
    [sentence('They met.', 'Example Radio'), sentence('It was the first time.', 'Example Radio')],
    'They met. It was the first time. (Example Radio)',
  ],
  [
    'sentences of several outlets name each behind its own',
    [
      sentence('They met.', 'Example Wire'),
      sentence('It was the first time.', 'Example Wire'),
      sentence('The North was silent.', 'Example Radio'),
    ],
    'They met. It was the first time. (Example Wire)\nThe North was silent. (Example Radio)',
  ],
]
for (const [name, summary, expected] of summaries) {
  test(name, () => assert.equal(embedOf({ brief: { ...card.brief, summary } }).description, expected))
}

test('a first sentence that is longer than its room is cut between words’ characters, a later one left out', () => {
  const long = sentence('word '.repeat(600), 'Example Wire')
  const first = embedOf({ brief: { ...card.brief, summary: [long] } }).description ?? ''
  assert.ok(first.endsWith('…') && first.length <= SHARES.summary)
  const later = [sentence('They met.', 'Example Wire'), long]
  assert.equal(embedOf({ brief: { ...card.brief, summary: later } }).description, 'They met.')
})

test('a day is a day: text that is the same for every reader, with its year where that is another', () => {
  const dates: readonly (readonly [string, string])[] = [
    ['2019-10-05', 'Sat 5 Oct – Talks'],
    ['2020-01-01', 'Wed 1 Jan 2020 – Talks'],
    ['2019-12', 'December 2019 – Talks'],
  ]
  for (const [date, expected] of dates) {
    const coming = [{ what: 'Talks', date, at: Date.UTC(2019, 9, 4, 15) }]
    assert.equal(fieldOf({ brief: { ...card.brief, coming } }, 'Coming'), expected)
  }
})

test('an instant, and only that, is a timestamp of Discord’s', () => {
  const coming = [{ what: 'Talks', date: '2019-10-05', at: Date.UTC(2019, 9, 5, 1, 30), time: 'instant' as const }]
  assert.equal(fieldOf({ brief: { ...card.brief, coming } }, 'Coming'), '<t:1570239000:f> – Talks')
})

test('a coming event that was withdrawn is struck out, before what is still to come', () => {
  const struck = [{ what: 'Summit ~~of~~ the two', date: '2019-11-01' }]
  assert.equal(
    fieldOf({ struck }, 'Coming'),
    '~~Fri 1 Nov – Summit \\~\\~of\\~\\~ the two~~\nSat 5 Oct – Working-level talks, Stockholm',
  )
})

test('an edited card says when and for what, in the zone of the settings, with the day where it is another', () => {
  const at = Date.UTC(2019, 9, 4, 12, 35)
  const context = { timeZone: 'Asia/Seoul' }
  assert.match(
    embedOf({ update: { at, phrase: 'called off' } }, context).description ?? '',
    /^\*\*Updated 21:35 KST: called off\*\*\n\nThey sat down/,
  )
  assert.match(
    embedOf({ update: { at: at + 86_400_000, phrase: 'called off' } }, context).description ?? '',
    /^\*\*Updated Sat 5 Oct, 21:35 KST: called off\*\*\n/,
  )
})

test('a card that is overtaken says so in its headline and its notification line, and links the newer one where its address is known', () => {
  const overtaken = { phrase: 'since called off', postId: 'newer' }
  const link = 'https://discord.com/channels/1/2/3'
  const linkOf = (postId: string) => (postId === 'newer' ? link : null)
  const known = embedOf({ overtaken }, { linkOf })
  assert.equal(known.title, 'Envoys of the two sides meet in Stockholm \\[since called off\\]')
  assert.match(known.description ?? '', /^\[See the newer message\]\(https:\/\/discord\.com\/channels\/1\/2\/3\)\n/)
  const unknown = embedOf({ overtaken })
  assert.equal(unknown.title, known.title)
  assert.doesNotMatch(unknown.description ?? '', /newer message/)
  assert.equal(
    render(post({ overtaken }), quiet).content,
    'Talks · Envoys of the two sides meet in Stockholm (since called off)',
  )
})

test('the bot’s own words for a report in another language are marked as the bot’s', () => {
  const description = embedOf({ gist: 'Choe Son Hui refuses talks with US' }).description ?? ''
  assert.match(description, /^In short \(by the bot\): Choe Son Hui refuses talks with US\n\nThey sat down/)
})

const origins: readonly (readonly [Partial<Card>, string])[] = [
  [{ origins: 1, originNames: ['KCNA'] }, '3 outlets, 1 original report: KCNA'],
  [{ origins: 2, originNames: ['KCNA', 'AP'] }, '3 outlets, 2 original reports: KCNA, AP'],
  [{ origins: 2, originNames: ['KCNA'] }, '3 outlets, 2 original reports'],
  [{ origins: 3, originNames: ['A', 'B', 'C'] }, '3 outlets, 3 original reports'],
  [{ origins: 9 }, '3 outlets, 3 original reports'],
]
for (const [changes, expected] of origins) {
  test(`how many found it out themselves: ${expected}`, () =>
    assert.equal(fieldOf(changes, 'Also')?.split('\n').at(-1), expected))
}

test('outlets behind links that take all room are counted, none is cut', () => {
  const also = Array.from({ length: 9 }, (_, index) => ({
    itemId: `${index}`,
    outlet: `Outlet ${index}`,
    affiliation: null,
    url: `https://long.example/${'a'.repeat(400)}${index}`,
  }))
  const value = fieldOf({ also, origins: 1 }, 'Also') ?? ''
  assert.ok(value.length <= LIMITS.fieldValue)
  assert.match(
    value,
    /^\[Outlet 0\]\(https\S+0\) · \[Outlet 1\]\(https\S+1\) · Outlet 2 · .* · \+3\n10 outlets, 1 original report$/,
  )
})

test('a notification shows type and headline', () => {
  assert.equal(render(post(), quiet).content, 'Talks · Envoys of the two sides meet in Stockholm')
})

test('only priority high pings, only the role of the settings, and only with a new message', () => {
  const context = { pingRole: '123456789012345678', replyTo: null }
  for (const action of [{ kind: 'post' }, { kind: 'reply', to: 'x' }] as const) {
    const high = render(post({ priority: 'high' }, action), context)
    assert.equal(high.content, '<@&123456789012345678> Talks · Envoys of the two sides meet in Stockholm')
    assert.deepEqual(high.allowed_mentions, { parse: [], roles: ['123456789012345678'] })
  }
  for (const message of [
    render(post(), context),
    render(post({ priority: 'high' }, { kind: 'edit', of: 'x' }), context),
    render(post({ priority: 'high' }), quiet),
  ]) {
    assert.deepEqual(message.allowed_mentions, { parse: [] })
  }
})

test('priority low makes no notification', () => {
  assert.equal(render(post({ priority: 'low' }), quiet).flags, 4096)
  assert.equal(render(post(), quiet).flags, undefined)
})

test('a reply answers the card, and is a whole card itself', () => {
  const message = render(post({}, { kind: 'reply', to: 'x' }), { pingRole: null, replyTo: '1' })
  assert.deepEqual(message.message_reference, { message_id: '1', fail_if_not_exists: false })
  assert.deepEqual(message.embeds, render(post(), quiet).embeds)
})

test('a link that is not http or https, or too long, is left out', () => {
  for (const url of [
    'javascript:alert(1)',
    'ftp://news.example/',
    'nonsense',
    `https://news.example/${'a'.repeat(2100)}`,
    `https://news.example/${'각'.repeat(700)}`,
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
        role: fc.option(text),
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
  originNames: fc.array(text, { maxLength: 4 }),
  develops: text,
  update: fc.record({ at: fc.integer({ min: 0, max: 4e12 }), phrase: text }),
  overtaken: fc.record({ phrase: text, postId: fc.constant('newer') }),
  gist: text,
  struck: fc.array(fc.record({ what: text, date: fc.constantFrom('2019-10-05', '2019-10') }), { maxLength: 4 }),
})

test('no card breaks a limit of Discord, however long and strange its texts', () => {
  fc.assert(
    fc.property(
      anyCard,
      fc.constantFrom<Delivery['action']>({ kind: 'post' }, { kind: 'edit', of: 'a' }, { kind: 'reply', to: 'a' }),
      (one, action) => {
        const linkOf = () => `https://discord.com/channels/${'1'.repeat(20)}/${'2'.repeat(20)}/${'3'.repeat(20)}`
        const context = { pingRole: '1'.repeat(20), replyTo: null, timeZone: 'Asia/Seoul', showsReplies: false, linkOf }
        const message = render(post(one, action), context)
        withinLimits(message)
        const sent = JSON.parse(JSON.stringify(message)) as unknown
        assert.deepEqual(formErrors(action.kind === 'edit' ? 'edit' : 'post', sent), [])
        draw(message, { columns: 60, colour: false, timeZone: 'Asia/Seoul', label: 'new' })
      },
    ),
    { numRuns: 300 },
  )
})

test('a card that takes all room in every part at once is still within Discord’s 6,000', () => {
  const long = 'x*'.repeat(3000)
  const many = Array.from({ length: 12 }, (_, index) => index)
  const sides = ['US', 'DPRK', 'ROK', 'other'] as const
  const message = render(
    post({
      title: long,
      lead: { itemId: 'i', outlet: long, affiliation: long, url: null },
      brief: {
        summary: many.map(index => ({ text: `${'word '.repeat(60)}${index}`, outlet: `Outlet ${index % 2}` })),
        people: sides.flatMap(side => many.map(() => ({ name: long, side, role: long, known: true }))),
        where: many.map(() => long),
        coming: many.map(() => ({ what: long, date: '2019-10-05', at: 0 })),
      },
      also: many.map(index => ({
        itemId: `${index}`,
        outlet: `${index}${'y'.repeat(80)}`,
        affiliation: 'state media',
        url: `https://news.example/${'a'.repeat(80)}${index}`,
      })),
      develops: long,
      update: { at: 0, phrase: long },
      overtaken: { phrase: long, postId: 'newer' },
      gist: long,
      struck: many.map(() => ({ what: long, date: '2019-10-05' })),
    }),
    { ...quiet, showsReplies: false, linkOf: () => 'https://discord.com/channels/1/2/3' },
  )
  withinLimits(message)
  assert.deepEqual(formErrors('post', JSON.parse(JSON.stringify(message))), [])
})

function withinLimits(message: Message): void {
  assert.ok((message.content ?? '').length <= 256)
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

const development: readonly (readonly [string, Delivery['action'], Partial<RenderContext>, string | null])[] = [
  ['a reply below its card need not say it', { kind: 'reply', to: 'x' }, { replyTo: '1' }, null],
  ['one that answers nothing does', { kind: 'reply', to: 'x' }, {}, 'Envoys \\*meet\\*'],
  [
    'with the card’s address where it is known',
    { kind: 'reply', to: 'x' },
    { linkOf: () => 'https://discord.com/channels/1/2/3' },
    '[Envoys \\*meet\\*](https://discord.com/channels/1/2/3)',
  ],
  [
    'an edit keeps it where Discord shows no reply',
    { kind: 'edit', of: 'x' },
    { showsReplies: false },
    'Envoys \\*meet\\*',
  ],
  ['and needs none where it does', { kind: 'edit', of: 'x' }, {}, null],
]
for (const [name, action, context, expected] of development) {
  test(`which story a development belongs to: ${name}`, () => {
    const fields = render(post({ develops: 'Envoys *meet*' }, action), { ...quiet, ...context }).embeds?.[0]?.fields
    assert.equal(fields?.find(field => field.name === 'More on')?.value ?? null, expected)
  })
}
