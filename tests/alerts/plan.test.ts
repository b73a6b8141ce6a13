import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plan, type Telltale } from '../../src/alerts/plan.ts'
import type { ToldStory } from '../../src/alerts/told.ts'
import type { Item } from '../../src/feeds/item.ts'
import type { Verdict } from '../../src/rules/verdict.ts'

const empty = { summary: [], people: [], where: [], coming: [] }
const item = (id: string): Item => ({
  id,
  keys: [`guid:${id}`],
  feedId: 'f',
  outlet: `Outlet ${id}`,
  url: `https://news.example/${id}`,
  title: `Title ${id}`,
  summary: '',
  publishedAt: 1000,
  firstSeenAt: 2000,
  language: 'en',
})
const verdict = (alert: boolean): Verdict => ({
  alert,
  doubtful: !alert,
  rules: ['envoys'],
  type: 'talks',
  priority: 'normal',
  route: 'default',
  because: [],
})
const story: ToldStory = {
  id: 's',
  openedAt: 0,
  lastAt: 0,
  items: [],
  reports: [],
  telling: null,
} as unknown as ToldStory
const tale = (id: string, told: ToldStory, changes: Partial<Telltale> = {}): Telltale => ({
  item: item(id),
  verdict: verdict(true),
  affiliation: null,
  story: told,
  brief: empty,
  ownBrief: empty,
  origins: 1,
  development: null,
  ...changes,
})
const settings = { developments: 'reply' as const }
const first = plan(tale('a', story), settings, 5000)
const told: ToldStory = { ...story, telling: first.telling }

test('the first report of a story posts a card', () => {
  assert.deepEqual(
    first.deliveries.map(one => one.action),
    [{ kind: 'post' }],
  )
  assert.equal(first.telling?.postId, first.deliveries[0]?.id)
})

test('a later report edits the card and posts nothing', () => {
  const joined = plan(tale('b', told, { origins: 2 }), settings, 6000)
  assert.deepEqual(
    joined.deliveries.map(one => one.action),
    [{ kind: 'edit', of: first.telling?.postId }],
  )
  assert.deepEqual(
    joined.telling?.card.also.map(one => one.outlet),
    ['Outlet b'],
  )
  assert.equal(joined.telling?.card.origins, 2)
})

test('an edit repeats the marker of the post, by which the message is found again', () => {
  const [edit] = plan(tale('b', told), settings, 6000).deliveries
  assert.equal(edit?.marker, first.deliveries[0]?.marker)
})

test('a development edits the card and answers it', () => {
  const joined = plan(tale('c', told, { development: 'names a new place' }), settings, 6000)
  assert.deepEqual(
    joined.deliveries.map(one => one.action.kind),
    ['edit', 'reply'],
  )
  assert.notEqual(joined.deliveries[1]?.marker, first.deliveries[0]?.marker)
})

test('developments can be switched off', () => {
  const joined = plan(tale('c', told, { development: 'names a new place' }), { developments: 'off' }, 6000)
  assert.deepEqual(
    joined.deliveries.map(one => one.action.kind),
    ['edit'],
  )
})

test('a doubtful report joins a told card, never answers it, and opens none', () => {
  const doubtful = { verdict: verdict(false), development: 'names a new place' }
  assert.deepEqual(
    plan(tale('d', told, doubtful), settings, 6000).deliveries.map(one => one.action.kind),
    ['edit'],
  )
  assert.deepEqual(plan(tale('d', story, doubtful), settings, 6000).deliveries, [])
})

test('planning the same again plans the same ids, so that repeated work does no harm', () => {
  const ids = (now: number) =>
    plan(tale('b', told, { development: 'x' }), settings, now).deliveries.map(one => [one.id, one.nonce, one.marker])
  assert.deepEqual(ids(6000), ids(9000))
  assert.equal(new Set(ids(1).flat()).size, 4)
})

test('a report that stands on the card already is not listed twice', () => {
  const again = plan(tale('a', told), settings, 6000)
  assert.deepEqual(again.telling?.card.also, [])
})

test('a nonce fits into what Discord takes', () => {
  for (const one of first.deliveries) assert.ok(one.nonce.length > 10 && one.nonce.length <= 25)
})

test('a clock that was set back does not make a later edit older than an earlier one', () => {
  const later = plan(tale('b', told), settings, 9000)
  const after = plan(tale('c', { ...told, telling: later.telling }), settings, 5500)
  assert.ok((after.deliveries[0]?.createdAt ?? 0) > (later.deliveries[0]?.createdAt ?? 0))
})
