import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FeedReader } from '../../src/bot/poll/feed-reader.ts'
import { cutFeed, documentOf } from '../../src/feeds/cut/cut.ts'
import { NO_CADENCE } from '../../src/feeds/schedule/cadence.ts'
import { unknownState } from '../../src/feeds/schedule/learn.ts'
import { makeFeed } from '../feeds/reader.ts'
import { compare } from './compare.ts'
import { bytesOf, DOCUMENTS } from './documents.ts'
import { type Extent, Newsroom, packed, readIn } from './newsroom.ts'

const cut = (text: string) => cutFeed(new Uint8Array(Buffer.from(text)))
const rss = (inside: string) => `<rss version="2.0"><channel><title>Desk</title>${inside}</channel></rss>`
const ITEM = '<item><title>Envoys meet</title></item>'

const CUT: readonly (readonly [sentence: string, text: string, entries: number])[] = [
  ['an item', rss(ITEM), 1],
  ['items between which fields of the feed stand', rss(`${ITEM}<ttl>5</ttl>${ITEM}`), 2],
  ['an item with CDATA that holds one', rss('<item><title><![CDATA[<item>]]></title></item>'), 1],
  ['an item with a comment that closes one', rss('<item><!-- </item> --><title>A</title></item>'), 1],
  ['an item with a processing instruction', rss('<item><?x </item> ?><title>A</title></item>'), 1],
  ['an item with a ">" in an attribute', rss('<item><enclosure url="a>b"/><title>A</title></item>'), 1],
  ['a comment behind the end', `${rss(ITEM)}\n<!-- 12 ms -->\n`, 1],
  ['JSON with brackets in its texts', '{"items":[{"id":"]},{[","title":"a \\"b\\" c"}, {"id":"2"}],"version":"1"}', 2],
]
for (const [sentence, text, entries] of CUT)
  test(`is cut: ${sentence}`, () => assert.equal(cut(text)?.pieces.length, entries))

const DOUBTED: readonly (readonly [sentence: string, text: string])[] = [
  ['a tag that is not closed', rss('<item><description><br></description></item>')],
  ['tags that close in another order', rss('<item><a><b></a></b></item>')],
  ['an item in an item', rss(`<item>${ITEM}</item>`)],
  ['an item under a prefix', rss('<item><rss:item>A</rss:item></item>')],
  ['an item outside of the channel', `<rss><channel><title>A</title></channel>${ITEM}</rss>`],
  ['an item without content', rss('<item/>')],
  ['two channels', `<rss><channel>${ITEM}</channel><channel>${ITEM}</channel></rss>`],
  ['a prefix that an entry declares', rss('<item><x:a xmlns:x="http://x.example/">A</x:a></item>')],
  ['entities of its own', `<!DOCTYPE rss [<!ENTITY a "b">]>${rss(ITEM)}`],
  ['a document type in a text', rss('<item><title><![CDATA[<!DOCTYPE x [<!ENTITY a "b">]>]]></title></item>')],
  ['a "<" that begins no tag', rss('<item><title>5 < 6</title></item>')],
  ['an attribute that is not closed', rss('<item><a b="c></a></item>')],
  ['CDATA that is not closed', rss('<item><title><![CDATA[A</title></item>')],
  ['a comment that is not closed', rss(`${ITEM}<!-- `)],
  ['a document that breaks off', rss(ITEM).slice(0, -5)],
  ['text before the root', `so ${rss(ITEM)}`],
  ['text behind the end', `${rss(ITEM)} so`],
  ['a page', `<html><body>${rss(ITEM)}</body></html>`],
  ['a root in capitals', rss(ITEM).replaceAll('rss', 'RSS')],
  ['no entries', rss('')],
  ['JSON of two lists', '{"items":[{"id":1}],"items":[{"id":2}]}'],
  ['JSON whose list holds a text', '{"items":[{"id":1},"a"]}'],
  ['JSON with a comma too many', '{"items":[{"id":1},]}'],
  ['JSON that breaks off', '{"items":[{"id":1}'],
  ['JSON with brackets that do not match', '{"items":[{"id":1]}]}'],
  ['JSON with an escaped name', '{"it\\u0065ms":[{"id":1}]}'],
  ['an escape of ISO-2022-JP', rss(`<item><title>\u001b$B</title></item>`)],
]
for (const [sentence, text] of DOUBTED) test(`is read whole: ${sentence}`, () => assert.equal(cut(text), null))

test('a document of some entries has all that stands around them, in its place', () => {
  const text = rss('<item>a</item> <ttl>5</ttl> <item>b</item> <item>c</item> <language>en</language>')
  const found = cut(text)
  assert.ok(found)
  const of = (...places: number[]) => Buffer.from(documentOf(found, new Set(places))).toString()
  assert.equal(of(0, 1, 2), text)
  assert.equal(of(1), rss(' <ttl>5</ttl> <item>b</item>  <language>en</language>'))
  const json = cut('{"items": [ {"a":1}, {"a":2} ,{"a":3} ], "x": 1}')
  assert.ok(json)
  assert.equal(Buffer.from(documentOf(json, new Set([0, 2]))).toString(), '{"items": [ {"a":1},{"a":3} ], "x": 1}')
})

test('dates of the feed, comments and tables of contents are not what stands around the entries', () => {
  const around = (text: string) => cut(text)?.around
  const dated = (date: string) => rss(`<lastBuildDate>${date}</lastBuildDate>${ITEM}<!-- ${date} -->`)
  assert.equal(around(dated('today')), around(dated('tomorrow')))
  assert.notEqual(around(rss(`<ttl>5</ttl>${ITEM}`)), around(rss(`<ttl>6</ttl>${ITEM}`)))
  const rdf = (name: string) =>
    `<rdf:RDF><channel><items><rdf:Seq><rdf:li resource="${name}"/></rdf:Seq></items></channel>${ITEM}</rdf:RDF>`
  assert.equal(around(rdf('a')), around(rdf('b')))
})

test('what comes of a document that changes is the same, whether what is known is read again or not', async () => {
  const count = new Map<Extent, number>()
  for (const [index, name] of Object.keys(DOCUMENTS).entries())
    await compare({ name, bytes: bytesOf(name), contentType: null }, 8, index, count)
  assert.ok((count.get('new') ?? 0) > 10 && (count.get('nothing') ?? 0) > 10, JSON.stringify([...count]))
})

test('a feed without a name goes by its own title: new entries have it, and where it changes all of it is read', async () => {
  const newsroom = await Newsroom.open(true, { name: 'desk.example', nameFromFeed: true })
  const plain = bytesOf('of plain items').toString()
  const withNew = (text: string, name: string) =>
    text.replace(
      '<item>',
      `<item><title>Envoys of both sides meet again over ${name}</title><link>https://desk.example/${name}</link><guid isPermaLink="false">desk-${name}</guid></item><item>`,
    )
  const take = async (text: string) => {
    const { extent, said } = await newsroom.take(new Uint8Array(Buffer.from(text)), null, 600_000)
    const { fresh, state } = said as {
      readonly fresh: readonly { readonly outlet: string }[]
      readonly state: { readonly title?: string }
    }
    return [extent, fresh.map(item => item.outlet), state.title]
  }
  assert.deepEqual(await take(plain), ['whole', ['Desk', 'Desk', 'Desk', 'Desk'], 'Desk'])
  const second = withNew(plain, 'salt')
  assert.deepEqual(await take(second), ['whole', ['Desk'], 'Desk'], 'the first new entry teaches what the guids are')
  const third = withNew(second, 'wool')
  assert.deepEqual(await take(third), ['new', ['Desk'], 'Desk'])
  assert.deepEqual(await take(`${third}<!-- 9 ms -->`), ['nothing', [], 'Desk'])
  const renamed = withNew(third, 'copper').replace('<title>Desk<', '<title>The Desk<')
  assert.deepEqual(await take(renamed), ['whole', ['The Desk'], 'The Desk'])
  assert.deepEqual(await take(withNew(renamed, 'flax')), ['new', ['The Desk'], 'The Desk'])
})

test('where a part says something else than the whole, VERIFY_FEEDS logs it and the whole counts', async () => {
  const logged: string[] = []
  const log = { debug() {}, info() {}, warn() {}, error: (kind: string) => logged.push(kind) }
  const whole = bytesOf('of plain items')
  let spoils = false
  const reader = new FeedReader(
    async request => {
      const reading = await readIn(request)
      const spoilt = reading.kind === 'part' && spoils
      return spoilt ? { ...reading, items: reading.items.map(item => ({ ...item, title: 'Else' })) } : reading
    },
    log,
    () => 0,
    true,
  )
  const feed = makeFeed()
  const read = (text: string) => reader.read(feed, state, packed(feed, Buffer.from(text), null))
  let state = unknownState(feed, null, 0)
  const first = await read(whole.toString())
  assert.ok(first.kind === 'read')
  const known = first.entries.map(entry => entry.id)
  state = { ...state, read: true, guids: 'steady', kept: first.kept, cadence: { ...NO_CADENCE, known } }
  const more = whole
    .toString()
    .replace(
      '<item>',
      '<item><title>Salt is traded again</title><guid>new</guid><link>https://desk.example/n</link></item><item>',
    )
  const sound = await read(more)
  assert.ok(sound.kind === 'read' && sound.items.length === 1 && logged.length === 0)
  spoils = true
  const spoilt = await read(more)
  assert.ok(spoilt.kind === 'read' && spoilt.items.length === 5)
  assert.deepEqual(logged, ['reading_differs'])
})

const shared = join(import.meta.dirname, '../../../shared/feeds/conformance')
test('the same of real and broken feeds', { skip: existsSync(shared) ? false : 'no ../shared' }, async () => {
  const lines = readFileSync(join(shared, 'expected.jsonl'), 'utf8').split('\n').filter(Boolean)
  for (const [index, line] of lines.entries()) {
    if (index % 10 !== 0) continue
    const { file, contentType = null } = JSON.parse(line) as { file: string; contentType?: string }
    await compare({ name: file, bytes: readFileSync(join(shared, 'feeds', file)), contentType }, 4, index, new Map())
  }
})
