import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { parse } from 'yaml'
import { command } from '../../src/commands/feeds/feeds.ts'
import { readFeeds } from '../../src/config/files/feeds-file.ts'
import { NO_HINTS } from '../../src/feeds/fetched.ts'
import { learn } from '../../src/feeds/schedule/learn.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { Home, Site } from './feeds-rig.ts'

let site: Site
let home: Home
before(async () => {
  site = await Site.start()
})
after(() => site.close())
beforeEach(async () => {
  site.pages.clear()
  site.asked.length = 0
  home = await Home.make()
})
afterEach(() => home.remove())

const TITLES = ['US and North Korea resume talks', 'North Korea ready for talks', 'Rain at the Olympics']

test('add writes the feed of a site that names it, with what was guessed and why', async () => {
  site.page('/', '/comments/feed', '/news.xml')
  site.feed('/news.xml', 'Example  Post', ...TITLES)
  const { code, out } = await home.feeds(['add', site.at('/'), '--kind', 'wire', '--time-zone', 'Asia/Seoul'])
  assert.equal(code, 0)
  const [entry] = parse(await home.changes()).feeds
  const { id, ...rest } = entry
  assert.match(id, /^127-0-0-1-news-[a-z2-9]{5}$/)
  assert.deepEqual(rest, {
    name: 'Example Post',
    url: site.at('/news.xml'),
    language: 'en',
    kind: 'wire',
    timeZone: 'Asia/Seoul',
  })
  assert.match(out, /^added to .*config\/local\/feeds\.yaml$/m)
  assert.match(out, /^ {2}name {8}Example Post +\(the feed’s title\)$/m)
  assert.match(out, /^ {2}language {4}en +\(of all 3 entries\)$/m)
  assert.match(out, /^ {2}kind {8}wire +\(as given\)$/m)
  assert.match(out, /^ {2}country {5}– +\(not known – or give --country\)$/m)
  assert.match(out, /named by the page at http:\/\/127\.0\.0\.1:\d+\/\)$/m)
  assert.match(out, /the page also names .*\/comments\/feed$/m)
  assert.deepEqual(readFeeds('feeds.yaml', await home.changes()).problems, [])
})

test('a feed that no page names is found where sites usually put one', async () => {
  site.page('/section/')
  site.feed('/rss.xml', 'Example Post', ...TITLES)
  assert.equal((await home.feeds(['add', site.at('/section/')])).code, 0)
  assert.equal(parse(await home.changes()).feeds[0].url, site.at('/rss.xml'))
  assert.deepEqual(site.asked, ['/section/', '/section/feed/', '/feed/', '/rss', '/rss.xml'])
})

test('a dry run shows the same and writes nothing', async () => {
  site.feed('/rss', 'Example Post', ...TITLES)
  const { code, out } = await home.feeds(['add', site.at('/rss'), '--dry-run'])
  assert.equal(code, 0)
  assert.match(out, /^would be added, nothing was written$/m)
  assert.equal(await home.changes(), '')
})

test('a feed of several languages is given none, so that each entry is told by itself', async () => {
  site.feed('/rss', 'Example Post', ...TITLES, '북미 회담 재개')
  const { out } = await home.feeds(['add', site.at('/rss')])
  assert.match(out, /language {4}– +\(each entry’s own: of 4 are en 3, ko 1/)
  assert.equal(parse(await home.changes()).feeds[0].language, undefined)
})

test('what a title hides is neither shown nor written', async () => {
  site.feed('/rss', 'Post\u202e &lt;b&gt;\u0007: #x', ...TITLES)
  const { out } = await home.feeds(['add', site.at('/rss'), '--id', 'post'])
  assert.doesNotMatch(`${out}${await home.changes()}`, /[\u202e\u0007]/)
  assert.match(parse(await home.changes()).feeds[0].name, /^Post.*: #x$/)
})

test('a feed that is already there is not added: by its address, by what it leads to, paused or not, added or shipped', async () => {
  site.page('/', '/rss')
  site.feed('/rss', 'Example Post', ...TITLES)
  assert.equal((await home.feeds(['add', site.at('/rss'), '--id', 'post'])).code, 0)
  const written = await home.changes()
  const cases: readonly (readonly [string, RegExp])[] = [
    [site.at('/rss'), /\/rss is already there: post \(Example Post\)$/m],
    [`${site.at('/rss')}/#top`, /is already there: post/],
    [site.at('/'), /\/rss is already there: post/],
    [
      'http://daily.example/feed',
      /is already there: daily \(Example Daily\), paused – "feeds resume daily" polls it again/,
    ],
    ['https://wire.example/rss?key=abcdef123456', /wire\.example\/rss\?key=… is already there: wire/],
  ]
  for (const [url, says] of cases) {
    const { code, err } = await home.feeds(['add', url])
    assert.equal(code, 1, url)
    assert.match(err, says)
    assert.doesNotMatch(err, /abcdef123456/)
  }
  assert.equal(await home.changes(), written)
})

test('a private host that is not allowed is refused in the words of the guard, and is not asked', async () => {
  const strict = await Home.make('fetch: { hostPause: 0s }\n')
  const { code, err } = await strict.feeds(['add', site.at('/rss')])
  await strict.remove()
  assert.equal(code, 69)
  assert.match(
    err,
    /127\.0\.0\.1 is not public \(loopback\) – name its host under fetch\.allowHosts in settings\.yaml if it is yours/,
  )
  assert.deepEqual(site.asked, [])
})

test('a page does not lead to a private host that is not allowed', async () => {
  const inside = await Site.start()
  inside.feed('/rss', 'Inside', ...TITLES)
  const strict = await Home.make(`fetch: { allowHosts: ["${new URL(site.at('/')).host}"], hostPause: 0s }\n`)
  site.page('/', inside.at('/rss'))
  const { code, err } = await strict.feeds(['add', site.at('/')])
  const added = await strict.changes()
  await Promise.all([strict.remove(), inside.close()])
  assert.equal(code, 1, err)
  assert.match(err, /none of them can be read/)
  assert.deepEqual([inside.asked, added], [[], ''])
})

const unfound: readonly (readonly [string, () => void, number, RegExp])[] = [
  [
    'a page without a feed',
    () => site.page('/x'),
    1,
    /HTML where a feed was expected.* – it names no feed, and there is none at \/x\/feed\/, \/feed\/, \/rss,/,
  ],
  ['a page whose feeds are none', () => site.page('/x', '/gone.xml'), 1, /none of them can be read/],
  ['an address that is not there', () => {}, 69, /no feed was added: answered 404/],
  [
    'a text that is no page',
    () => site.pages.set('/x', { type: 'text/plain', body: 'hello' }),
    1,
    /text where a feed was expected/,
  ],
]
for (const [what, prepare, expected, says] of unfound)
  test(`${what} adds nothing and says why`, async () => {
    prepare()
    const { code, err } = await home.feeds(['add', site.at('/x')])
    assert.match(err, says)
    assert.equal(code, expected)
    assert.equal(await home.changes(), '')
  })

const mistyped: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /say what to do[\s\S]*usage:/],
  [['ad', 'x'], /no "ad" – one of: add, list/],
  [['add'], /takes one URL – see "feeds add --help"/],
  [['list', 'x'], /takes no words/],
  [['pause', 'wire', '--json'], /takes no --json/],
  [['add', 'ftp://a.example/'], /not an http\(s\) address/],
  [['add', 'https://name:word@a.example/'], /without name and password/],
  [['add', 'https://a.example/', '--kind', 'paper'], /--kind: not a kind – one of: wire, /],
  [['add', 'https://a.example/', '--id', 'A B'], /--id: not an id/],
  [['add', 'https://a.example/', '--time-zone', 'Seoul'], /--time-zone: not a time zone/],
]
for (const [words, says] of mistyped)
  test(`feeds ${words.join(' ')} is a mistake with exit code 64`, async () => {
    const { code, err } = await home.feeds(words)
    assert.equal(code, 64)
    assert.match(err, says)
  })

test('each command of the group has its own help', () => {
  for (const [verb, help] of Object.entries(command.helpOf ?? {}))
    assert.match(help, new RegExp(`^\\nusage: backchannel feeds ${verb} ?`))
  assert.equal(Object.keys(command.helpOf ?? {}).length, 8)
})

test('a shipped feed is paused, resumed, removed and brought back; comments stay', async () => {
  await mkdir(home.path('config/local'))
  await writeFile(
    home.path('config/local/feeds.yaml'),
    '# mine\nfeeds:\n  - id: wire # by night only\n    interval: 1h\n',
  )
  const kept = await home.changes()
  assert.equal((await home.feeds(['pause', 'wire'])).code, 0)
  assert.equal(await home.changes(), `${kept}    enabled: false\n`)
  assert.deepEqual((await home.feeds(['pause', 'wire'])).err, 'wire is already paused\n')
  assert.equal((await home.feeds(['resume', 'wire'])).code, 0)
  assert.equal(await home.changes(), kept)
  assert.equal((await home.feeds(['resume', 'daily'])).code, 0)
  assert.deepEqual(parse(await home.changes()).feeds[1], { id: 'daily', enabled: true })
  assert.equal((await home.feeds(['remove', 'wire'])).code, 0)
  assert.deepEqual(parse(await home.changes()), { feeds: [{ id: 'daily', enabled: true }], remove: ['wire'] })
  const again = await home.feeds(['remove', 'wire'])
  assert.deepEqual([again.code, again.err], [1, 'wire is already removed – "feeds add URL" brings it back\n'])
  const back = await home.feeds(['add', 'http://wire.example/rss?key=abcdef123456'])
  assert.match(back.out, /wire \(Example Wire\) had been removed and is back/)
  assert.equal(parse(await home.changes()).remove, undefined)
})

test('an id that no feed has is answered with the nearest', async () => {
  for (const verb of ['pause', 'resume', 'remove', 'test']) {
    const { code, err } = await home.feeds([verb, 'wier'])
    assert.deepEqual([code, err], [1, 'no feed has the id "wier" – is it "wire"?\n'], verb)
  }
})

test('a file of changes that is no YAML is left as it is, and its line is named', async () => {
  await mkdir(home.path('config/local'))
  await writeFile(home.path('config/local/feeds.yaml'), 'feeds:\n  - "x\n')
  const { code, err } = await home.feeds(['pause', 'wire'])
  assert.equal(code, 78)
  assert.match(err, /config\/local\/feeds\.yaml:2:5 '"' is never closed/)
  assert.equal(await home.changes(), 'feeds:\n  - "x\n')
})

test('test shows the newest five, which would be alerted, and why', async () => {
  site.feed('/rss', 'Example Post', ...TITLES, 'Four', 'Five', 'Six')
  const { code, out } = await home.feeds(['test', site.at('/rss')])
  assert.equal(code, 0)
  assert.match(out, /^Example Post: 6 entries at http/)
  assert.match(
    out,
    /alert: talks +US and North Korea resume talks\n +rule "both-sides" matched on "North Korea" in the title/,
  )
  assert.match(out, /with others only +North Korea ready for talks\n +doubtful rule "one-side" matched/)
  assert.match(out, /no +Four\n +no rule finds any of its words/)
  assert.doesNotMatch(out, /Six/)
  assert.match(out, /1 of the newest 5 would be alerted\n$/)
  const json = await home.feeds(['test', site.at('/rss'), '--json'])
  const lines = json.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    lines.map(line => line.alert),
    [true, false, false, false, false],
  )
})

test('test tells when an entry is dated in the zone of the settings, and names that zone', async () => {
  const entry = (guid: string, date: string) => `<item><guid>${guid}</guid><title>Item ${guid}</title>${date}</item>`
  const dated = entry('a', '<pubDate>Sat, 28 Nov 2026 15:30:00 GMT</pubDate>')
  const body = `<rss version="2.0"><channel><title>Dated</title>${dated}${entry('b', '')}</channel></rss>`
  site.pages.set('/dated', { type: 'application/rss+xml', body })
  for (const [timeZone, told] of [
    ['Asia/Seoul', '2026-11-29 00:30 KST'],
    ['America/New_York', '2026-11-28 10:30 EST'],
  ] as const) {
    const own = await Home.make(`timeZone: ${timeZone}\nfetch: { allowHosts: [127.0.0.1], hostPause: 0s }\n`)
    const { out } = await own.feeds(['test', site.at('/dated')])
    assert.ok(out.includes(`\n  ${told}  no                  Item a\n`), out)
    assert.ok(out.includes(`\n  ${'no date'.padEnd(told.length)}  no                  Item b\n`), out)
  }
})

test('list tells health, interval and why, the newest entry and entries a day', async () => {
  const store = await openStore(`sqlite:${home.path('state')}/backchannel.db`)
  const now = Date.now()
  const hour = 3_600_000
  const feed = { id: 'wire', url: 'https://wire.example/rss?key=abcdef123456' }
  const timing = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }
  const validators = { url: feed.url, etag: null, lastModified: null, bodyHash: 'x' }
  const state = learn(
    feed,
    null,
    {
      kind: 'read',
      fetched: {
        validators,
        timing,
        movedTo: null,
      },
      hints: { ...NO_HINTS, ttlMs: hour },
      entries: [13, 9, 5, 1].map(age => ({ id: `${age}`, publishedAt: now - age * hour })),
      whole: true,
      hosts: [],
    },
    now,
    600_000,
  )
  await store.savePollState(state)
  await store.close()
  const { code, out } = await home.feeds(['list'])
  assert.equal(code, 0)
  assert.match(out, /^feed +polled every +last new +a day +health$/m)
  assert.match(out, /^wire +60 min \(ttl\) +60 min ago +5\.5 +well$/m)
  assert.match(out, /^daily +10 min \(settings\.yaml\) +– +– +paused$/m)
  assert.match(out, /^2 feeds, 1 of them paused$/m)
  const json = await home.feeds(['list', '--json'])
  const [wire] = json.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    [wire.id, wire.health, wire.everySeconds, wire.everyBy, wire.entriesADay, wire.url],
    ['wire', 'well', 3600, 'ttl', 5.5, 'https://wire.example/rss?key=…'],
  )
})

const OPML = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY big "boom">]>
<opml version="2.0"><head><title>x</title></head><body>
<outline text="Folder"><outline text="Deeper"><outline type="rss" text="Paper &amp; Pen" language="fr-FR" category="/newspaper" xmlUrl="https://8.8.8.8/paper.xml"/></outline>
<outline type="rss" text="Twice" xmlUrl="http://8.8.8.8/paper.xml#x"/></outline>
<outline type="rss" text="Known" xmlUrl="https://daily.example/feed"/>
<outline type="rss" text="Inside" xmlUrl="http://10.1.2.3/feed"/>
<outline type="rss" text="File" xmlUrl="file:///etc/hosts"/>
<outline type="rss" text="Script" xmlUrl="javascript:alert(1)"/>
<outline type="rss" text="&big;" xmlUrl="https://8.8.4.4/b.xml"/>
<outline text="A note"/>
</body></opml>`

test('import adds what is new, also of nested outlines, and says added, known or refused of each', async () => {
  await writeFile(home.path('list.opml'), OPML)
  const { code, out } = await home.feeds(['import', home.path('list.opml')])
  assert.equal(code, 1)
  assert.deepEqual(
    out.split('\n').map(line => line.slice(0, 8).trim()),
    ['added', 'known', 'known', 'refused', 'refused', 'refused', 'added', '2 added,', ''],
  )
  assert.match(
    out,
    /refused {2}http:\/\/10\.1\.2\.3\/feed: 10\.1\.2\.3 is not public \(private\) – name its host under/,
  )
  assert.match(out, /refused {2}"file:\/\/\/etc\/hosts": not an http\(s\) address/)
  assert.match(out, /^2 added, 2 known, 3 refused – see .*local\/feeds\.yaml$/m)
  const { feeds } = parse(await home.changes())
  assert.deepEqual(feeds[0], {
    id: '8-8-8-8-paper',
    name: 'Paper & Pen',
    url: 'https://8.8.8.8/paper.xml',
    language: 'fr',
    kind: 'newspaper',
  })
  assert.equal(feeds[1].name, '&big;')
  assert.deepEqual(site.asked, [])
  const again = await home.feeds(['import', '-'], OPML)
  assert.match(again.out, /^0 added, 4 known, 3 refused$/m)
})

for (const [what, text] of [
  ['an empty file', ''],
  ['a page', '<html><body>x</body></html>'],
  ['outlines that never end', `<opml version="2.0"><body>${'<outline text="x">'.repeat(50_000)}`],
] as const)
  test(`${what} is no OPML`, async () => {
    const { code, err } = await home.feeds(['import', '-'], text)
    assert.deepEqual([code, err], [64, '- is not an OPML file of at most 5 MB – export one from a feed reader\n'])
  })

test('export leaves out secrets and paused feeds unless told, and what it writes is imported again', async () => {
  const plain = await home.feeds(['export', '-', '--all'])
  assert.match(plain.err, /left out, since their addresses hold secrets: wire – --secrets writes them too/)
  assert.match(plain.out, /<opml version="2\.0">/)
  assert.doesNotMatch(plain.out, /abcdef123456/)
  const file = home.path('all.opml')
  assert.match((await home.feeds(['export', file, '--secrets', '--all'])).out, /^2 feeds written to /)
  assert.match(await readFile(file, 'utf8'), /xmlUrl="https:\/\/wire\.example\/rss\?key=abcdef123456"/)
  const { out } = await home.feeds(['import', file])
  assert.match(out, /^0 added, 2 known, 0 refused$/m)
})
