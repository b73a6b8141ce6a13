import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COLOURS } from '../../src/alerts/card/colour.ts'
import { LIMITS } from '../../src/alerts/card/limits.ts'
import { chart, chartText } from '../../src/alerts/digest/chart.ts'
import { type Digest, renderDigest } from '../../src/alerts/digest/digest.ts'
import { draw } from '../../src/alerts/terminal/draw.ts'
import { drawPicture } from '../../src/io/ops/picture.ts'
import { STORY_TYPES } from '../../src/rules/verdict.ts'
import { formErrors } from '../fakes/discord-forms.ts'

const DAY = 86_400_000
const to = Date.UTC(2019, 9, 7)
const digest: Digest = {
  from: to - 7 * DAY,
  to,
  stories: [
    { title: 'Small *talks*', url: 'https://news.example/a(b)', type: 'talks', reports: 1, origins: 1 },
    { title: 'Large talks', url: null, type: 'talks', reports: 5, origins: 3 },
    {
      title: 'A summit [live]',
      url: 'https://news.example/s',
      type: 'summit',
      reports: 2,
      origins: 2,
      turns: [
        { at: to - 3 * DAY, phrase: 'planned for 12 June', url: 'https://news.example/s' },
        { at: to - DAY, phrase: 'called off', url: null },
        { at: to - DAY + 3_600_000, phrase: 'back on', url: null },
      ],
      stands: 'planned for 12 June',
    },
  ],
  coming: [
    { what: 'Talks', date: '2019-10-09', at: Date.UTC(2019, 9, 9) },
    { what: 'Press conference', date: '2019-10-10', at: Date.UTC(2019, 9, 10, 1, 30), time: 'instant' },
  ],
  days: Array.from({ length: 7 }, (_, index) => ({
    date: `2019-10-0${index + 1}`,
    counts: index === 5 ? { talks: 6, summit: 2 } : {},
  })),
  lastTalks: { days: 2, which: 'Stockholm, 5 Oct' },
  lastSummit: null,
}

test('the digest says what is coming, then stories by type and weight with their turns in order and what stands, then since when there were no talks', () => {
  const message = renderDigest(digest, 'UTC', true)
  const [embed] = message.embeds ?? []
  assert.equal(message.content, 'Digest · 7 days to Mon 7 Oct 2019 · 3 stories')
  assert.equal(embed?.title, 'Digest · 7 days to Mon 7 Oct 2019, 00:00 UTC')
  assert.deepEqual(embed?.description?.split('\n'), [
    '**Coming**',
    '- Wed 9 Oct – Talks',
    '- <t:1570671000:f> – Press conference',
    '**Summit**',
    '- [A summit \\(live\\)](https://news.example/s) · 2 reports',
    '  - Fri 4 Oct: [planned for 12 June](https://news.example/s) → Sun 6 Oct: called off → back on',
    '  - Now: planned for 12 June',
    '**Talks**',
    '- Large talks · 5 reports',
    '- [Small \\*talks\\*](https://news.example/a%28b%29)',
  ])
  assert.deepEqual(embed?.fields, [
    { name: 'Since the last talks', value: '2 days – Stockholm, 5 Oct', inline: true },
    { name: 'Since the last summit', value: 'none on record', inline: true },
  ])
  assert.equal(embed?.footer?.text, '3 stories · 5 messages · 8 reports')
  assert.equal(embed?.image?.url, 'attachment://digest.png')
})

test('what was nearly told stands at the end, with its outlet', () => {
  const alsoSeen = [
    { title: 'Pyongyang holds a *parade*', url: 'https://news.example/p', outlet: 'News' },
    { title: 'Drills go on', url: null, outlet: 'Wire_1' },
  ]
  const lines = renderDigest({ ...digest, alsoSeen }, 'UTC', false).embeds?.[0]?.description?.split('\n')
  assert.deepEqual(lines?.slice(-3), [
    '**Also seen**',
    '- [Pyongyang holds a \\*parade\\*](https://news.example/p) · News',
    '- Drills go on · Wire\\_1',
  ])
})

test('headings are words in sentence case', () => {
  const stories = STORY_TYPES.map(type => ({ title: 'a', url: null, type, reports: 1, origins: 1 }))
  const [embed] = renderDigest({ ...digest, stories }, 'UTC', false).embeds ?? []
  const headings = (embed?.description ?? '').split('\n').filter(line => line.startsWith('**'))
  assert.equal(headings.length, STORY_TYPES.length + 1)
  for (const heading of headings) assert.match(heading, /^\*\*[A-Z][a-z]+\*\*$/)
})

test('what does not fit is counted in stories, and no heading stands without one', () => {
  const stories = Array.from({ length: 60 }, (_, index) => ({
    title: `Story ${index} ${'word '.repeat(16)}`,
    url: null,
    type: STORY_TYPES[index % STORY_TYPES.length] ?? 'other',
    reports: 1,
    origins: 1,
  }))
  const lines =
    renderDigest({ ...digest, coming: [], stories }, 'UTC', false).embeds?.[0]?.description?.split('\n') ?? []
  const listed = lines.filter(line => line.startsWith('- ')).length
  assert.ok(listed > 20)
  assert.equal(lines.at(-1), `… and ${60 - listed} more`)
  assert.ok(lines.at(-2)?.startsWith('- '))
})

test('in the terminal the digest has no markup', () => {
  const message = renderDigest(digest, 'Asia/Seoul', true)
  const drawn = draw(message, { columns: 78, colour: false, timeZone: 'Asia/Seoul', label: '' })
  assert.doesNotMatch(drawn, /\*\*|\]\(|~~|<t:|\\|│ *- /)
  assert.match(drawn, /Thu 10 Oct, 10:30 KST – Press conference/)
})

test('the picture has its numbers as text', () => {
  const days = [{ date: '2019-10-05', to: '2019-10-06', counts: { talks: 2, summit: 1 } }]
  assert.equal(chartText(days), 'Reports per day: 2019-10-05/06 3. By type: Summit 1, Talks 2.')
})

test('the picture is a PNG without a ground, 900 wide, whose letters are 13 px high at least where it is shown 450 wide', async () => {
  for (const count of [1, 7, 31]) {
    const days = Array.from({ length: count }, (_, index) => ({
      date: new Date(Date.UTC(2019, 9, 1 + index)).toISOString().slice(0, 10),
      counts: Object.fromEntries(STORY_TYPES.map(type => [type, index])),
    }))
    const svg = chart(days)
    assert.doesNotMatch(svg, /<rect x?="?0?[^>]*width="900"/)
    for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) assert.ok(Number(size) >= 26)
    const png = Buffer.from(await drawPicture(svg))
    assert.equal(png.subarray(1, 4).toString(), 'PNG')
    assert.equal(png.readUInt32BE(16), 900)
    // Colour type 6: with an alpha channel (PNG specification, IHDR).
    assert.equal(png[25], 6)
  }
})

test('every colour stands out on Discord’s white and on its dark ground', () => {
  for (const ground of [0xffffff, 0x2b2d31]) {
    for (const [type, colour] of Object.entries(COLOURS)) assert.ok(contrast(colour, ground) >= 3, type)
  }
})

/** WCAG 2.1, "contrast ratio". */
function contrast(a: number, b: number): number {
  const light = [a, b].map(colour => {
    const [red = 0, green = 0, blue = 0] = [colour >> 16, (colour >> 8) & 255, colour & 255].map(value => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
  return (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05)
}

test('no digest breaks a limit of Discord', () => {
  const text = fc.string({ unit: fc.constantFrom('*', 'a', '각', ' '), maxLength: 400 })
  const story = fc.record({
    title: text,
    url: fc.option(fc.webUrl()),
    type: fc.constantFrom(...STORY_TYPES),
    reports: fc.nat(99),
    origins: fc.nat(9),
    turns: fc.array(fc.record({ at: fc.nat({ max: 4e12 }), phrase: text, url: fc.option(fc.webUrl()) }), {
      maxLength: 9,
    }),
    stands: fc.option(text),
  })
  const coming = fc.record({ what: text, date: fc.constantFrom('2019-10', '2019-10-01'), at: fc.nat() })
  const nearly = fc.record({ title: text, url: fc.option(fc.webUrl()), outlet: text })
  fc.assert(
    fc.property(
      fc.array(story, { maxLength: 80 }),
      fc.array(coming, { maxLength: 40 }),
      fc.array(nearly, { maxLength: 9 }),
      (stories, events, alsoSeen) => {
        const message = renderDigest({ ...digest, stories, coming: events, alsoSeen }, 'Asia/Seoul', true)
        assert.deepEqual(formErrors('post', JSON.parse(JSON.stringify(message))), [])
        const [embed] = message.embeds ?? []
        const description = embed?.description ?? ''
        assert.ok(description.length > 0 && description.length <= LIMITS.description, String(description.length))
      },
    ),
    { numRuns: 200 },
  )
})
