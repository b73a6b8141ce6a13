import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Amendment, describeMaker, type Edit } from '../../src/desk/amendment.ts'
import { renderAmended, renderNotAmended, renderUnmade } from '../../src/desk/answers/amended.ts'
import { renderFeeds } from '../../src/desk/answers/feeds.ts'
import type { Reply } from '../../src/desk/answers/reply.ts'
import { MOST_SHOWN, renderTrial } from '../../src/desk/answers/trial.ts'
import { rawCommands } from '../../src/desk/forms/forms.ts'
import { formErrors } from '../fakes/discord-forms.ts'

/** A text that would do whatever markdown lets it. */
const HOSTILE = '@everyone <@&1> [free](https://evil.example) ```js\n# **x** '.repeat(30)
const EDITS: readonly Edit[] = [
  { what: 'term-added', list: 'places', term: HOSTILE },
  { what: 'feed-added', feed: { id: 'a', name: HOSTILE, url: 'https://a.example/' } },
  { what: 'rule-set', rule: { name: HOSTILE, when: HOSTILE } },
]
const change = { askId: '1', by: '600000000000000002', name: HOSTILE, at: 0 }
const amended = (edit: Edit): Amendment => ({ id: 'abc', edit, made: change, undone: null })
const differs = {
  change: 'new',
  id: 'x',
  title: HOSTILE,
  source: HOSTILE,
  rules: [HOSTILE],
  type: 'talks',
  words: [HOSTILE, HOSTILE],
  because: [],
  url: `https://h.example/${'x'.repeat(2000)}`,
} as const
const fact = {
  id: 'a'.repeat(64),
  name: HOSTILE,
  url: 'https://a.example/',
  enabled: true,
  health: `failing: ${HOSTILE}`,
  everySeconds: 600,
  everyBy: 'settings.yaml',
  polledSecondsAgo: 1,
  newestSecondsAgo: 1,
  entriesADay: 1,
} as const

const REPLIES: readonly (readonly [string, Reply])[] = [
  ...EDITS.flatMap((edit): readonly (readonly [string, Reply])[] => [
    [`${edit.what}`, renderAmended(amended(edit), [HOSTILE, HOSTILE])],
    [`${edit.what}, undone since`, renderAmended({ ...amended(edit), undone: change })],
    [`${edit.what}, undone`, renderUnmade(amended(edit))],
    [
      `${edit.what}, tried`,
      renderTrial(
        {
          edit,
          isNew: true,
          counts: { items: 9, before: 9, after: 9, new: 9, gone: 9 },
          days: 30,
          newly: Array(MOST_SHOWN).fill(differs),
          gone: Array(MOST_SHOWN).fill(differs),
          examples: Array(9).fill(HOSTILE),
        },
        'abc',
      ),
    ],
  ]),
  ['refused', renderNotAmended(Array(40).fill(HOSTILE))],
  ['feeds', renderFeeds(Array(60).fill(fact), 2)],
]

for (const [name, reply] of REPLIES) {
  test(`within Discord's limits, and nothing of it pings or forges: ${name}`, () => {
    const { content, embeds, components } = reply
    assert.deepEqual(formErrors('webhook-edit', { content, embeds, components }), [])
    const text = [content, ...(embeds ?? []).flatMap(one => [one.title, one.description])].join('\n')
    const outside = text.replace(/```[\s\S]*?```/g, '')
    assert.doesNotMatch(outside, /(?<!\\)@everyone|(?<!\\)<@&|(?<!\\)\]\(https:\/\/evil|```|^#/m)
  })
}

test('who made a change is said on one line, whatever their name is', () => {
  assert.doesNotMatch(describeMaker(change), /\n/)
})

test('a command of a group is no longer than Discord takes: 8,000 characters of names, descriptions and values', () => {
  for (const command of rawCommands())
    assert.ok(JSON.stringify(command).length < 8000, JSON.stringify(command).slice(0, 60))
})
