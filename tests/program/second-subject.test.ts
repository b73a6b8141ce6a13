import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { demoChannel } from '../../docs/screenshot-demo.ts'
import { readPartsOf } from '../../src/bot/reload/config-directory.ts'
import { shippedConfig } from '../rules/shipped.ts'

const EXAMPLE = join(import.meta.dirname, '../../docs/examples/iran-talks')

test('another config directory alone is another subject: its own cards, sides, places and turns, and no word of the shipped one', async () => {
  const { messages } = await demoChannel(EXAMPLE)
  const cards = messages.slice(0, -1).map(({ message, answers }) => ({
    title: message.content?.split('\n')[0],
    answers: answers?.content?.split('\n')[0] ?? null,
    fields: Object.fromEntries(message.embeds?.[0]?.fields?.map(({ name, value }) => [name, value]) ?? []),
  }))
  const talks = 'Talks · Iran and US to hold fourth round of talks in Rome on May 3 (since put off)'
  const off = 'Talks · Oman postpones Iran-US talks in Rome (since held)'
  assert.deepEqual(
    cards.map(({ title, answers }) => [title, answers]),
    [
      [talks, null],
      ['Talks · Iran rejects US demand to end enrichment', null],
      [off, talks],
      ['Talks · Iran and US hold fourth round of talks in Muscat', off],
    ],
  )
  assert.equal(
    cards[0]?.fields.Who,
    [
      '**United States:** Steve Witkoff – special envoy',
      '**Iran:** Abbas Araghchi – foreign minister',
      '**Oman:** Badr Albusaidi – foreign minister',
    ].join('\n'),
  )
  assert.equal(cards.at(-1)?.fields.Where, 'Muscat')
  const { terms } = shippedConfig()
  const ours = ['north-korea', 'south-korea', 'inter-korean', 'peninsula', 'dprk-people']
  for (const { message } of messages) {
    const said = JSON.stringify(message)
    assert.doesNotMatch(said, /korea|pyongyang|seoul|dprk|\bkim\b/i)
    assert.deepEqual(
      terms.scan(said).filter(hit => hit.lists.some(list => ours.includes(list))),
      [],
    )
  }
})

test('the example is a whole configuration, and small', async () => {
  const read = await readPartsOf(EXAMPLE)
  assert.equal(read.kind, 'valid')
  assert.deepEqual(read.examples, [])
  const { rules, terms } = read.parts
  assert.ok(rules.rules.length === 3 && Object.values(terms.lists).flatMap(list => list.terms).length <= 25)
})
