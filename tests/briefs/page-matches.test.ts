import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { matchPage } from '../../src/briefs/page/page-matches.ts'
import { ArticleReader } from '../../src/io/http/worker/article-reader.ts'

interface Case {
  readonly says: string
  readonly title: string
  readonly summary?: string
  readonly page: { readonly title: string; readonly text: string }
}

const OWN: readonly Case[] = [
  {
    says: 'the report itself, under its own headline',
    title: 'Envoys of US and North Korea meet in Stockholm',
    page: {
      title: 'Envoys of US and North Korea meet in Stockholm',
      text: 'STOCKHOLM – Delegations of the United States and North Korea met on Saturday at a conference centre near Stockholm. The envoys spoke for eight hours.',
    },
  },
  {
    says: 'the report under a headline of its page that was written anew',
    title: 'North Korea test-fires missile off east coast, Seoul says',
    page: {
      title: 'Launch breaks months of calm',
      text: 'North Korea fired a short-range missile off its east coast on Tuesday, the South’s military in Seoul said, its first test in months.',
    },
  },
  {
    says: 'a headline that plays with words, with what the feed says of it in the page',
    title: 'So long, and thanks for all the talks',
    summary:
      'The special envoy for North Korea, Stephen Biegun, leaves office on Friday after two years of stalled diplomacy.',
    page: {
      title: 'So long, and thanks for all the talks',
      text: 'When Stephen Biegun took office as special envoy for North Korea, diplomacy seemed to have a future. On Friday he leaves, after two years, most of them stalled.',
    },
  },
  {
    says: 'a Korean report',
    title: '북미 실무협상 스톡홀름서 결렬…"미국, 빈손으로 왔다"',
    page: {
      title: '북미 실무협상 스톡홀름서 결렬',
      text: '스웨덴 스톡홀름에서 열린 북미 실무협상이 결렬됐다. 북측은 미국이 빈손으로 나왔다고 주장했다.',
    },
  },
  {
    says: 'a Japanese report',
    title: '日朝首脳会談の開催を提案 首相が表明',
    page: { title: '首相、日朝会談に意欲', text: '首相は国会で、日朝首脳会談の開催を北朝鮮に提案したと表明した。' },
  },
  {
    says: 'a headline of two words',
    title: 'Kim speaks',
    page: {
      title: 'Kim speaks',
      text: 'North Korean leader Kim Jong Un addressed the assembly for an hour on Monday.',
    },
  },
]

const OTHER: readonly Case[] = [
  {
    says: 'a live page that has moved on',
    title: 'Envoys of US and North Korea meet in Stockholm',
    page: {
      title: 'Live: storm reaches the coast',
      text: 'Trains stand still in the south and 20,000 homes are without light, the weather service says. Schools stay shut on Monday.',
    },
  },
  {
    says: 'another report of the same subject under the same headline: a list beside a text that comes by script',
    title: 'Choe Son Hui leaves Vladivostok after signing accord on railways',
    page: {
      title: 'Choe Son Hui leaves Vladivostok after signing accord on railways',
      text: 'The United States put two bankers in Dandong on its sanctions list. Japan counts three missiles since January, more than in all of last year.',
    },
  },
  {
    says: 'a notice to readers of a region',
    title: 'Trump says letter from Kim was beautiful',
    page: {
      title: '451: not available here',
      text: 'We see that you visit this site from a country of the European Economic Area. Access cannot be granted at this time. Write to our office for help with your account.',
    },
  },
  {
    says: 'a Korean page of another report',
    title: '북미 실무협상 스톡홀름서 결렬',
    page: {
      title: '오늘의 날씨',
      text: '내일은 전국이 대체로 흐리고 남부 지방에 비가 내리겠다. 낮 기온은 15도까지 오르겠다.',
    },
  },
  {
    says: 'a Japanese page of another report',
    title: '日朝首脳会談の開催を提案 首相が表明',
    page: { title: '大相撲秋場所', text: '大相撲秋場所は十二日目を迎え、大関が勝ち越しを決めた。' },
  },
  {
    says: 'a Chinese page of another report',
    title: '朝美代表在斯德哥尔摩举行工作磋商',
    page: { title: '天气预报', text: '未来三天江南大部有小到中雨，气温下降六度左右。' },
  },
]

for (const { says, title, summary = '', page } of OWN)
  test(`a page is taken: ${says}`, () => assert.deepEqual(matchPage({ title, summary }, page), { kind: 'same' }))

for (const { says, title, summary = '', page } of OTHER)
  test(`a page is left aside: ${says}`, () => {
    const match = matchPage({ title, summary }, page)
    assert.equal(match.kind, 'other')
    assert.match(match.kind === 'other' ? match.why : '', /of \d+ telling words of the headline/)
  })

/** A page whose text comes by script, with a list of other reports beside it. */
const BESIDE = `<html><head><title>Envoys meet in Geneva on Monday</title></head><body><article><h1>Envoys meet in Geneva on Monday</h1>
<div id="text"></div></article><div class="c-Related__list">${'<p>Another report tells at length of a harbour in the north that was closed to ships for repairs, its keeper said on Friday.</p>'.repeat(3)}</div>
<aside><h2>Most read</h2>${'<p>A third tells of rice that was sent by rail and of the sacks in which it came, as seen by a reader of this paper.</p>'.repeat(4)}</aside></body></html>`

test('what stands beside a report is not read as the report', async () => {
  const reader = new ArticleReader({ fetchPage: () => assert.fail('nothing is fetched') }, () => 0)
  try {
    const read = await reader.readPage(Buffer.from(BESIDE), 'text/html; charset=utf-8', 'en')
    if (read.kind === 'article') assert.doesNotMatch(read.text, /rice|sacks/)
  } finally {
    await reader.close()
  }
})

const cases = new URL('../../../shared/cases/page-of-something-else/', import.meta.url)
test('pages of something else give no text', { skip: !existsSync(cases) }, async () => {
  const reader = new ArticleReader({ fetchPage: () => assert.fail('nothing is fetched') }, () => 0)
  try {
    for (const name of ['related', 'live', 'eu-block']) {
      const read = await reader.readPage(readFileSync(new URL(`${name}.html`, cases)), 'text/html', 'en')
      const entry = { title: 'Trump and Kim to hold summit in Singapore on June 12', summary: '' }
      const used = read.kind === 'article' && matchPage(entry, read).kind === 'same'
      assert.equal(used, false, name)
    }
  } finally {
    await reader.close()
  }
})
