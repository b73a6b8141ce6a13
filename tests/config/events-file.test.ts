import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvents } from '../../src/config/files/events-file.ts'
import { readTerms } from '../../src/config/files/terms-file.ts'
import { PHASES } from '../../src/events/event.ts'
import { runExamples } from '../../src/events/examples.ts'
import { eventSense } from '../../src/events/sense.ts'
import { LANGUAGES } from '../../src/language/known-languages.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const TERMS = `lists:
  north-korea: { about: the North, terms: [North Korea, Pyongyang] }
  united-states: { about: the US, terms: [United States, White House] }
  dprk-people: { about: its officials, terms: [Kim Yo Jong] }
  others: { about: others, terms: [China] }
`
const GOOD = `sides:
  DPRK: { lists: [north-korea, dprk-people], says: North Korea }
  US: { lists: [united-states], says: the United States }
  China: { terms: [China], says: China }
subject: [DPRK]
principals: [US, DPRK]
speakers: [dprk-people]
near:
  - [planned, accepted]
irregular: { hold: [held] }
objects:
  talks: { family: meeting, en: [talks] }
  sanctions: { family: sanctions, en: [sanctions] }
acts:
  cancel: { phase: cancelled, verbs: [cancel, call off], ko: [취소] }
  blacklist: { phase: imposed, implies: sanctions, verbs: [blacklist] }
  hold: { phase: held, about: [meeting], verbs: [hold] }
modes:
  ahead: { en: [will, to] }
  may: { en: [may] }
  not: { en: [not] }
  asked: { en: [urges] }
background: { en: [after] }
kinds:
  live: { starts: [live] }
turns:
  cancelled: { says: since called off, over: [planned], strikes: true }
places: []
capitals: []
lands: []
examples:
  - { text: Pyongyang cancels talks, act: cancel, object: meeting, phase: cancelled, mode: done }
  - { text: Pyongyang sends flowers, act: null }
`

const { terms } = readTerms('terms.yaml', TERMS)
const problemsOf = (text: string): readonly string[] => {
  const read = readEvents('events.yaml', text, terms)
  if (read.events === null || terms === null) return read.problems.map(renderProblem)
  const { read: readEvent } = eventSense(read.events, (words, language) => terms.scan(words, language))
  const wrong = runExamples(read.events.examples, readEvent)
  return wrong.map(({ index, what, todo }) => renderProblem(read.problem(index, what, todo)))
}

test('the good file has no problem, and its examples are read as it says', () => {
  assert.notEqual(terms, null)
  assert.deepEqual(problemsOf(GOOD), [])
})

const CODES = LANGUAGES.map(({ code }) => code)
const KEYS = `verbs, nouns, ${CODES.slice(0, -1).join(', ')} or ${CODES.at(-1)}`

const MISTAKES: readonly (readonly [mistake: string, from: string, to: string, said: readonly string[]])[] = [
  [
    'an unknown phase of an act',
    'phase: held,',
    'phase: hold,',
    [`events.yaml:17:18 "phase" cannot be "hold" – did you mean "held"? One of: ${PHASES.join(', ')}`],
  ],
  [
    'an unknown phase among those that are near',
    '[planned, accepted]',
    '[planned, acepted]',
    [`events.yaml:9:15 "near" cannot be "acepted" – did you mean "accepted"? One of: ${PHASES.join(', ')}`],
  ],
  [
    'an unknown phase that a turn overtakes',
    'over: [planned]',
    'over: [plannd]',
    [`events.yaml:27:47 "over" cannot be "plannd" – did you mean "planned"? One of: ${PHASES.join(', ')}`],
  ],
  [
    'a turn of an unknown phase',
    'cancelled: { says',
    'canceled: { says',
    ['events.yaml:27:3 unknown key "canceled" – remove it'],
  ],
  [
    'an unknown key of an act',
    'verbs: [hold]',
    'verb: [hold]',
    ['events.yaml:17:42 unknown key "verb" – did you mean "verbs"? Otherwise remove it'],
  ],
  [
    'an act without words',
    '{ phase: held, about: [meeting], verbs: [hold] }',
    '{ phase: held }',
    [`events.yaml:17:9 act "hold" has no words – write ${KEYS}, or remove it`],
  ],
  [
    'an object without words',
    'family: meeting, en: [talks]',
    'family: meeting',
    [`events.yaml:12:10 object "talks" has no words – write ${KEYS}, or remove it`],
  ],
  [
    'an unknown family in about',
    'about: [meeting]',
    'about: [meating]',
    ['events.yaml:17:32 no family of objects "meating" – did you mean "meeting"? One of: meeting, sanctions'],
  ],
  [
    'an act that implies an unknown object',
    'implies: sanctions',
    'implies: sanction',
    ['events.yaml:16:41 no object "sanction" – did you mean "sanctions"? One of: talks, sanctions'],
  ],
  [
    'an unknown list of a side',
    '[united-states]',
    '[united-state]',
    [
      'events.yaml:3:17 no list of terms.yaml "united-state" – did you mean "united-states"? One of: north-korea, united-states, dprk-people, others',
    ],
  ],
  [
    'an unknown term of a side',
    'terms: [China]',
    'terms: [Chinas]',
    [
      'events.yaml:4:20 no term "Chinas" in terms.yaml – did you mean "China"? One of: North Korea, Pyongyang, United States, White House, Kim Yo Jong, China',
    ],
  ],
  [
    'an unknown list of speakers',
    'speakers: [dprk-people]',
    'speakers: [dprk-poeple]',
    [
      'events.yaml:7:12 no list of terms.yaml "dprk-poeple" – did you mean "dprk-people"? One of: north-korea, united-states, dprk-people, others',
    ],
  ],
  [
    'a principal that is no side',
    'principals: [US, DPRK]',
    'principals: [USA, DPRK]',
    ['events.yaml:6:14 no side "USA" – did you mean "US"? One of: DPRK, US, China'],
  ],
  [
    'a subject that is no side',
    'subject: [DPRK]',
    'subject: [DPKR]',
    ['events.yaml:5:11 no side "DPKR" – did you mean "DPRK"? One of: DPRK, US, China'],
  ],
  [
    'an example of an unknown act',
    'act: cancel,',
    'act: cancels,',
    ['events.yaml:32:43 no act "cancels" – did you mean "cancel"? One of: cancel, blacklist, hold'],
  ],
  [
    'an example about an unknown family',
    'object: meeting,',
    'object: talks,',
    ['events.yaml:32:59 no family of objects "talks" – one of: meeting, sanctions'],
  ],
  [
    'an example that is read as another act',
    'act: cancel, object: meeting, phase: cancelled',
    'act: hold',
    [
      'events.yaml:32:13 example "Pyongyang cancels talks" is read as act "cancel" (talks cancelled by DPRK), act "hold" expected – change the words of the acts, or the example',
    ],
  ],
  [
    'an example with another phase',
    'phase: cancelled, mode: done',
    'phase: held',
    [
      'events.yaml:32:13 example "Pyongyang cancels talks" is read as act "cancel" (talks cancelled by DPRK), phase held expected – change the words of the acts, or the example',
    ],
  ],
  [
    'an example with another mode',
    'mode: done',
    'mode: may',
    [
      'events.yaml:32:13 example "Pyongyang cancels talks" is read as act "cancel" (talks cancelled by DPRK), mode may expected – change the words of the acts, or the example',
    ],
  ],
  [
    'an example about another thing',
    'object: meeting',
    'object: sanctions',
    [
      'events.yaml:32:13 example "Pyongyang cancels talks" is read as act "cancel" (talks cancelled by DPRK), about sanctions expected – change the words of the acts, or the example',
    ],
  ],
  [
    'an example of which no act was expected',
    'Pyongyang sends flowers',
    'White House calls off talks',
    [
      'events.yaml:33:13 example "White House calls off talks" is read as act "cancel" (talks cancelled by US), no act expected – change the words of the acts, or the example',
    ],
  ],
  [
    'an example in which nothing is read',
    'Pyongyang cancels talks',
    'Pyongyang likes talks',
    [
      'events.yaml:32:13 example "Pyongyang likes talks" is read as nothing, act "cancel" expected – change the words of the acts, or the example',
    ],
  ],
]

for (const [mistake, from, to, said] of MISTAKES) {
  test(`events.yaml, named with its place and what to do: ${mistake}`, () => {
    assert.ok(GOOD.includes(from), from)
    assert.deepEqual(problemsOf(GOOD.replace(from, to)), said)
  })
}
