import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import { draw, drawEdit } from '../../src/alerts/terminal/draw.ts'
import { widthOf } from '../../src/text/show/width.ts'
import { DAY0, HOUR, makeDelivery } from '../fakes/records.ts'

const { card, ...rest } = makeDelivery('a')
const told = {
  ...rest,
  card: {
    ...card,
    priority: 'high' as const,
    brief: {
      ...card.brief,
      coming: [{ what: 'Talks *in* 서울', date: '2026-03-12', at: DAY0 }],
      people: [{ name: 'Example Person', side: 'ROK' as const, role: 'envoy', known: true }],
      sides: [{ side: 'ROK', label: 'South Korea' }],
    },
    update: { at: DAY0 + 5 * HOUR, phrase: 'called off' },
    struck: [{ what: 'Summit', date: '2026-03-11' }],
    also: [{ itemId: 'b', outlet: 'Example Radio', affiliation: null, url: 'https://radio.example/a' }],
    origins: 2,
  },
}
const message = render(told, { pingRole: '123456789012345678', replyTo: null, timeZone: 'Asia/Seoul' })

test('in the terminal a card is boxed text without markup: what is withdrawn is said in words, and who is pinged', () => {
  const drawn = draw(message, { columns: 60, colour: false, timeZone: 'Asia/Seoul', label: 'new' })
  const lines = drawn.split('\n')
  for (const line of lines) assert.equal(widthOf(line), 60)
  const text = lines.map(line => line.replace(/^│ | *│$/g, '')).join('\n')
  for (const part of [
    '[new] TALKS · Example Wire',
    'pings role 123456789012345678',
    'Updated 14:00 KST: called off',
    'Who: South Korea: Example Person – envoy',
    'Coming: Wed 11 Mar – Summit (withdrawn) · Thu 12 Mar –\nTalks *in* 서울',
    'Also: Example Radio · 2 outlets, 2 original reports',
  ]) {
    assert.ok(text.includes(part), `${part}\n${text}`)
  }
})

test('an edit is one line: headline, what it was edited for, who else reports it', () => {
  assert.equal(
    drawEdit(message, 'Asia/Seoul'),
    'Title of a – Updated 14:00 KST: called off – also: Example Radio – 2 outlets, 2 original reports',
  )
  assert.equal(drawEdit(render(makeDelivery('b'), { pingRole: null, replyTo: null }), 'UTC'), 'Title of b')
})
