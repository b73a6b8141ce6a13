import type { Card } from '../src/alerts/card.ts'
import type { DayCount } from '../src/alerts/chart.ts'
import type { Delivery } from '../src/alerts/delivery.ts'
import { renderDigest } from '../src/alerts/digest.ts'
import type { Message } from '../src/alerts/message.ts'
import { render } from '../src/alerts/render.ts'

const card: Card = {
  storyId: 'story',
  type: 'talks',
  priority: 'normal',
  title: 'Envoys of Washington and Pyongyang to sit down in Stockholm',
  url: 'https://news.example/stockholm',
  lead: { itemId: 'a', outlet: 'Demo Wire', affiliation: 'example of a news agency', url: null },
  brief: {
    summary: [
      {
        text: 'The two delegations hold a preliminary contact a day before the first working-level talks since February.',
        outlet: 'Demo Wire',
      },
      { text: '북한 대표단은 목요일 베이징을 거쳐 출발했다.', outlet: '데모통신' },
    ],
    people: [
      { name: 'Stephen Biegun', side: 'US', role: null, known: true },
      { name: 'Mark Lambert', side: 'US', role: null, known: true },
      { name: 'Kim Myong Gil', side: 'DPRK', role: null, known: true },
      { name: 'Kwon Jong Gun', side: 'DPRK', role: null, known: true },
    ],
    where: ['Stockholm'],
    coming: [
      { what: 'preliminary contact', date: '2019-10-04', at: Date.UTC(2019, 9, 3, 15) },
      { what: 'working-level talks', date: '2019-10-05', at: Date.UTC(2019, 9, 4, 15) },
    ],
  },
  also: [
    { itemId: 'b', outlet: '데모통신', affiliation: null, url: null },
    { itemId: 'c', outlet: 'Demo Radio', affiliation: null, url: null },
    { itemId: 'd', outlet: 'デモ新聞', affiliation: null, url: null },
  ],
  origins: 2,
  rules: ['working-talks'],
  words: ['working-level', 'Stockholm'],
  publishedAt: Date.UTC(2019, 9, 4, 0, 12),
  firstSeenAt: Date.UTC(2019, 9, 4, 0, 15),
}

function message(changes: Partial<Card>, action: Delivery['action']): Message {
  const delivery: Delivery = {
    id: 'x',
    nonce: 'x',
    marker: 'k3f9qx2a',
    route: 'default',
    action,
    storyId: 'story',
    itemIds: [],
    card: { ...card, ...changes },
    state: { at: 'pending' },
    createdAt: 0,
    order: 0,
    attempts: 0,
    firstTriedAt: null,
    notBefore: 0,
  }
  return render(delivery, { pingRole: null, replyTo: null })
}

export const CARDS: readonly Message[] = [
  message({}, { kind: 'post' }),
  message(
    {
      title: 'Talks in Stockholm break off after a day',
      brief: {
        ...card.brief,
        summary: [
          { text: 'The chief negotiator of the North read a statement outside the embassy.', outlet: 'Demo Radio' },
        ],
        coming: [],
      },
      lead: { itemId: 'e', outlet: 'Demo Radio', affiliation: 'example of a public broadcaster', url: null },
      words: ['talks', 'Stockholm'],
    },
    { kind: 'reply', to: 'x' },
  ),
]

export const DIGEST_DAYS: readonly DayCount[] = [
  { date: '2019-09-28', counts: { statement: 1 } },
  { date: '2019-09-29', counts: {} },
  { date: '2019-09-30', counts: { statement: 1, sanctions: 1 } },
  { date: '2019-10-01', counts: { talks: 3, statement: 1 } },
  { date: '2019-10-02', counts: { weapons: 3, statement: 1 } },
  { date: '2019-10-03', counts: { talks: 2, weapons: 1 } },
  { date: '2019-10-04', counts: { talks: 4, statement: 1 } },
]

export const DIGEST_MESSAGE: Message = renderDigest(
  {
    from: Date.UTC(2019, 8, 28),
    to: Date.UTC(2019, 9, 4, 12),
    stories: [
      {
        title: 'Envoys of Washington and Pyongyang to sit down in Stockholm',
        url: 'https://news.example/a',
        type: 'talks',
        reports: 7,
        origins: 3,
      },
      {
        title: 'North names the dates of working-level talks',
        url: 'https://news.example/b',
        type: 'talks',
        reports: 4,
        origins: 2,
      },
      {
        title: 'Missile fired from the sea off Wonsan',
        url: 'https://news.example/c',
        type: 'weapons',
        reports: 5,
        origins: 3,
      },
      {
        title: 'Treasury lists two shipping firms',
        url: 'https://news.example/d',
        type: 'sanctions',
        reports: 1,
        origins: 1,
      },
    ],
    coming: [{ what: 'working-level talks', date: '2019-10-05', at: Date.UTC(2019, 9, 4, 15) }],
    days: DIGEST_DAYS,
    lastTalks: Date.UTC(2019, 1, 28),
    lastSummit: Date.UTC(2019, 5, 30),
  },
  'Asia/Seoul',
  true,
)
