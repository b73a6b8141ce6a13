import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chart, chartText } from '../../src/alerts/chart.ts'
import { renderDigest } from '../../src/alerts/digest.ts'
import { LIMITS } from '../../src/alerts/limits.ts'
import { drawPicture } from '../../src/io/ops/picture.ts'
import { STORY_TYPES } from '../../src/rules/verdict.ts'
import { formErrors } from '../fakes/discord-forms.ts'

const DAY = 86_400_000
const to = Date.UTC(2019, 9, 7)
const digest = {
  from: to - 7 * DAY,
  to,
  stories: [
    { title: 'Small *talks*', url: 'https://news.example/a(b)', type: 'talks' as const, reports: 1, origins: 1 },
    { title: 'Large talks', url: null, type: 'talks' as const, reports: 5, origins: 3 },
    { title: 'A summit', url: 'https://news.example/s', type: 'summit' as const, reports: 2, origins: 2 },
  ],
  coming: [{ what: 'talks', date: '2019-10-09', at: Date.UTC(2019, 9, 9) }],
  days: [{ date: '2019-10-06', counts: { talks: 2, summit: 1 } }],
  lastTalks: to - 2 * DAY,
  lastSummit: null,
}

test('the digest says what is coming first, then stories by type and weight, then since when there were no talks', () => {
  const [embed] = renderDigest(digest, 'UTC', true).embeds ?? []
  assert.deepEqual(embed?.description?.split('\n'), [
    '**coming**',
    '<t:1570579200:D> talks',
    '**summit**',
    '• [A summit](https://news.example/s) · 2 reports',
    '**talks**',
    '• Large talks · 5 reports',
    '• [Small \\*talks\\*](https://news.example/a%28b%29)',
  ])
  assert.deepEqual(
    embed?.fields?.map(field => field.value),
    ['2 days', 'none on record'],
  )
  assert.equal(embed?.image?.url, 'attachment://digest.png')
})

test('the picture has its numbers as text', () => {
  assert.equal(chartText(digest.days), 'Alerts per day: 2019-10-06 3. By type: summit 1, talks 2.')
})

test('the picture is a PNG of 900 by 420, drawn in the process', async () => {
  const png = Buffer.from(await drawPicture(chart(digest.days, 'Alerts <&> per day')))
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [900, 420])
  assert.ok(png.length > 5000)
})

test('no digest breaks a limit of Discord', () => {
  const text = fc.string({ unit: fc.constantFrom('*', 'a', '각', ' '), maxLength: 400 })
  const story = fc.record({
    title: text,
    url: fc.option(fc.webUrl()),
    type: fc.constantFrom(...STORY_TYPES),
    reports: fc.nat(99),
    origins: fc.nat(9),
  })
  const coming = fc.record({ what: text, date: fc.constantFrom('2019-10', '2019-10-01'), at: fc.nat() })
  fc.assert(
    fc.property(fc.array(story, { maxLength: 80 }), fc.array(coming, { maxLength: 40 }), (stories, events) => {
      const message = renderDigest({ ...digest, stories, coming: events }, 'Asia/Seoul', true)
      assert.deepEqual(formErrors('post', JSON.parse(JSON.stringify(message))), [])
      const [embed] = message.embeds ?? []
      const description = embed?.description ?? ''
      assert.ok(description.length > 0 && description.length <= LIMITS.description, String(description.length))
    }),
    { numRuns: 200 },
  )
})
