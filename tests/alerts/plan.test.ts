import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '../../src/alerts/card/card.ts'
import { plan, type Telltale } from '../../src/alerts/plan.ts'
import type { ToldStory } from '../../src/alerts/told-story.ts'
import type { Coming } from '../../src/briefs/brief.ts'
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
  score: null,
  points: [],
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
  gist: null,
  origins: 1,
  originNames: [],
  thread: { last: null, beside: null, overtaken: [] },
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

const card = first.telling?.card
const dated = { what: 'meet', date: '2027-03-03', at: 0, place: null } as unknown as Coming
/** What the thread told before: a card with a coming date. */
const earlier: ToldStory = {
  ...story,
  id: 'earlier',
  telling: {
    route: 'default',
    postId: 'post-earlier',
    toldAt: 4000,
    card: { ...(card as Card), storyId: 'earlier', brief: { ...empty, coming: [dated] } },
  },
}
const over = (says: string | null, strikes: boolean) => ({
  thread: { last: earlier, beside: null, overtaken: [{ story: earlier, says, strikes }] },
})

test('a new event of a thread answers the thread’s last card and shows its headline', () => {
  const next = plan(tale('c', story, { thread: { last: earlier, beside: null, overtaken: [] } }), settings, 6000)
  assert.deepEqual(
    next.deliveries.map(one => one.action),
    [{ kind: 'reply', to: 'post-earlier' }],
  )
  assert.equal(next.deliveries[0]?.card.develops, earlier.telling?.card.title)
  assert.equal(next.telling?.postId, next.deliveries[0]?.id)
})

test('a new event is a card of its own where answers are switched off, or the thread is told elsewhere', () => {
  const thread = { last: earlier, beside: null, overtaken: [] }
  const kinds = (changes: Partial<Telltale>, developments: 'reply' | 'off') =>
    plan(tale('c', story, { thread, ...changes }), { developments }, 6000).deliveries.map(one => one.action.kind)
  assert.deepEqual(kinds({}, 'off'), ['post'])
  assert.deepEqual(kinds({ verdict: { ...verdict(true), route: 'summits' } }, 'reply'), ['post'])
})

test('what a new event overtakes is edited: it says so, names the newer card, and its coming dates are struck', () => {
  const next = plan(tale('c', story, over('since called off', true)), settings, 6000)
  const [reply, edit] = next.deliveries
  assert.deepEqual(
    next.deliveries.map(one => one.action.kind),
    ['reply', 'edit'],
  )
  assert.deepEqual(edit?.action, { kind: 'edit', of: 'post-earlier' })
  assert.deepEqual(edit?.card.overtaken, { phrase: 'since called off', postId: reply?.id })
  assert.deepEqual(edit?.card.update, { at: 6000, phrase: 'called off' })
  assert.deepEqual(edit?.card.struck, [{ what: 'meet', date: '2027-03-03' }])
  assert.deepEqual(edit?.card.brief.coming, [])
  assert.deepEqual(
    next.others.map(one => [one.id, one.telling?.card]),
    [['earlier', edit?.card]],
  )
})

test('a card of which only the dates are withdrawn says nothing of being overtaken', () => {
  const [, edit] = plan(tale('c', story, over(null, true)), settings, 6000).deliveries
  assert.equal(edit?.card.overtaken, undefined)
  assert.deepEqual(edit?.card.struck, [{ what: 'meet', date: '2027-03-03' }])
})

test('a card that is overtaken by what withdraws no date keeps its dates', () => {
  const [, edit] = plan(tale('c', story, over('since signed', false)), settings, 6000).deliveries
  assert.equal(edit?.card.struck, undefined)
  assert.deepEqual(edit?.card.brief.coming, [dated])
})

test('what was held by then does not fall: only what is still to come is struck, its day included', () => {
  const struckAt = (now: number) => {
    const [, edit] = plan(tale('c', story, over('since ended', true)), settings, now).deliveries
    return [edit?.card.struck?.length ?? 0, edit?.card.brief.coming.length]
  }
  assert.deepEqual(struckAt(Date.UTC(2027, 2, 3, 20)), [1, 0])
  assert.deepEqual(struckAt(Date.UTC(2027, 2, 5)), [0, 1])
})

test('a later report of a story does not bring back a date that was withdrawn', () => {
  const [, edit] = plan(tale('c', story, over('since called off', true)), settings, 6000).deliveries
  const struck = { ...earlier, telling: { ...earlier.telling, card: edit?.card } } as ToldStory
  const late = plan(tale('d', struck, { brief: { ...empty, coming: [dated] } }), settings, 7000)
  assert.deepEqual(late.telling?.card.brief.coming, [])
})

test('what tells little beside a card is listed on it: no message, and its own story stays untold', () => {
  const thread = { last: earlier, beside: earlier, overtaken: [] }
  const next = plan(tale('c', story, { thread }), settings, 6000)
  assert.deepEqual(
    next.deliveries.map(one => one.action),
    [{ kind: 'edit', of: 'post-earlier' }],
  )
  assert.equal(next.telling, null)
  assert.deepEqual(
    next.others[0]?.telling?.card.also.map(one => one.itemId),
    ['c'],
  )
})

test('a doubtful report joins a told card and opens none', () => {
  const doubtful = { verdict: verdict(false) }
  assert.deepEqual(
    plan(tale('d', told, doubtful), settings, 6000).deliveries.map(one => one.action.kind),
    ['edit'],
  )
  assert.deepEqual(plan(tale('d', story, doubtful), settings, 6000).deliveries, [])
})

test('planning the same again plans the same ids, so that repeated work does no harm', () => {
  const ids = (now: number) =>
    plan(tale('b', story, over('since called off', true)), settings, now).deliveries.map(one => [
      one.id,
      one.nonce,
      one.marker,
    ])
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
