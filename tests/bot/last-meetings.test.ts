import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LastMeetings } from '../../src/bot/digest/last-meetings.ts'
import { readingOf } from '../events/shipped.ts'

const SIDES = ['DPRK', 'US']
const NOVEMBER = Date.parse('2026-11-28T12:00Z')

const TABLE: readonly (readonly [why: string, title: string, language: string, which: string | null])[] = [
  ['talks that were held', '朝美在斯德哥尔摩举行工作级会谈', 'zh', 'Stockholm, Sat 28 Nov 2026'],
  ['a day that lies ahead: they are to be held', '朝美会谈12月12日在斯德哥尔摩举行', 'zh', null],
  ['a day of next year', '朝美会谈1月12日在斯德哥尔摩举行', 'zh', null],
  ['a day that has been', '朝美会谈11月27日在斯德哥尔摩举行', 'zh', 'Stockholm, Sat 28 Nov 2026'],
  ['the next day is today elsewhere', '朝美会谈11月29日在斯德哥尔摩举行', 'zh', 'Stockholm, Sat 28 Nov 2026'],
]
for (const [why, title, language, which] of TABLE) {
  test(`last meetings: ${why}`, () => {
    const meetings = new LastMeetings(SIDES, 'UTC')
    meetings.see(readingOf(title, language), title, NOVEMBER)
    assert.equal(meetings.talks(NOVEMBER)?.which ?? meetings.summit(NOVEMBER)?.which ?? null, which)
  })
}
