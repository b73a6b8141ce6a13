import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/config/config.ts'
import { changeOf, type Edit, withEdit } from '../../src/config/teach/edits.ts'
import { coreItems } from '../../src/config/teach/graded.ts'
import { proposing, type Tried } from '../../src/config/teach/propose.ts'
import type { Proposals } from '../../src/desk/config-change.ts'

const FEED = '{id: wire, name: Wire, url: "https://a.example/", language: en, country: US, kind: wire, timeZone: UTC}'
const WEIGHTS = [
  '{ name: meeting, when: "title:@meeting", of: dealings, points: 30, why: They meet }',
  '{ name: place, when: "title:@places", of: dealings, points: 18, why: Where they meet }',
]
const FILES = new Map([
  ['feeds.yaml', `feeds: [${FEED}]\n`],
  [
    'terms.yaml',
    'lists:\n  places:\n    about: Places\n    terms: [Geneva, { term: Vienna, except: [Vienna sausage] }]\n  meeting:\n    about: Meeting\n    terms: [talks, meet]\n',
  ],
  ['people.yaml', 'people: []\n'],
  [
    'rules.yaml',
    'unless:\n  food: "title:recipe"\nrules:\n  - { name: met, when: "title:@meeting and title:@places", unless: [food] }\n  - { name: there, when: "title:(Geneva and envoys)", weigh: false, matches: ["Envoys in Geneva"] }\n',
  ],
  [
    'weights.yaml',
    `base: 0\nlevels: { strict: 60, normal: 40, wide: 20 }\nweights:\n${WEIGHTS.map(one => `  - ${one}\n`).join('')}`,
  ],
  ['settings.yaml', 'timeZone: UTC\n'],
])

function partsOf(local: ReadonlyMap<string, string> = new Map()) {
  const read = readConfig(new Map([...FILES, ...local]), 'config')
  assert.ok(read.kind === 'valid', JSON.stringify(read))
  return read.parts
}

const EDITS: readonly (readonly [string, Edit])[] = [
  [
    'a term’s exception',
    { kind: 'except', list: 'places', term: 'Geneva', phrase: 'Geneva "auto" show'.replaceAll('"', '') },
  ],
  ['one more exception of a term', { kind: 'except', list: 'places', term: 'Vienna', phrase: 'Vienna choir' }],
  ['an exclusion that there is', { kind: 'exclusion', name: 'food', phrase: 'wine fair' }],
  ['an exclusion of a rule’s own', { kind: 'unless', rules: ['met', 'there'], phrase: '시계 박람회: 2027' }],
  ['a phrase that speaks against it', { kind: 'weight', phrase: 'auto show', points: -9 }],
  ['a weight that counts for less', { kind: 'points', name: 'place', from: 18, to: 9 }],
]
for (const [name, edit] of EDITS) {
  test(`what is tried is what the printed YAML makes in config/local: ${name}`, () => {
    const { file, yaml } = changeOf(partsOf(), edit)
    const { terms, rules, weights } = partsOf(new Map([[`local/${file}`, yaml]]))
    const edited = withEdit(partsOf(), edit)
    assert.deepEqual({ terms, rules, weights }, { terms: edited.terms, rules: edited.rules, weights: edited.weights })
    assert.notDeepEqual(edited, partsOf())
  })
}

const item = (id: string, title: string): Tried => ({
  id,
  judged: { title, summary: '', language: 'en', source: '', outlet: 'wire', outletKind: 'wire' },
})

function propose(judged: readonly Tried[], past: readonly Tried[], core: readonly Tried[]): Proposals {
  const steps = proposing({ parts: partsOf(), judged, past, core })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const FAIR = item('fair', 'Carmakers meet at the Geneva motor show')
const AGAIN = item('again', 'Fans meet stars at the motor show of Vienna')
const TALKS = item('talks', 'Ministers meet in Geneva')

test('what keeps an item quiet, silences nothing else and loses no core item stands first, with what it does', () => {
  const proposed = propose(
    [FAIR, AGAIN],
    [TALKS, item('quiet', 'Rain in Geneva')],
    [TALKS, item('x', 'Talks in Vienna')],
  )
  assert.deepEqual([proposed.alerts, proposed.core], [1, 2])
  for (const one of proposed.items) {
    assert.ok(one.kind === 'proposals')
    const [first] = one.proposals
    assert.deepEqual([first?.quiets, first?.silences.count, first?.loses.count], [['fair', 'again'], 0, 0])
    assert.match(first?.change.says ?? '', /motor/)
  }
})

test('what a change would silence and lose is counted and named', () => {
  const held = item('held', 'Ministers meet at the motor show of Geneva')
  const proposed = propose([FAIR], [held], [held, TALKS])
  const all = proposed.items.flatMap(one => (one.kind === 'proposals' ? one.proposals : []))
  const lesser = all.find(one => one.change.says.includes('The weight') || one.change.says.includes('the weight'))
  for (const one of all) assert.equal(one.silences.count, one.silences.examples.length)
  assert.ok(all.length > 0 && all.every((one, at) => at === 0 || one.loses.count >= (all[at - 1]?.loses.count ?? 0)))
  assert.ok(lesser === undefined || lesser.loses.count === 2, JSON.stringify(lesser))
})

test('no phrase holds a term of the lists, and two terms side by side are no exception', () => {
  const proposed = propose([item('chess', 'Chess players meet Geneva talks')], [], [])
  const says = proposed.items.flatMap(one =>
    one.kind === 'proposals' ? one.proposals.map(({ change }) => change.yaml) : [],
  )
  assert.ok(says.length > 0)
  for (const one of says) assert.ok(!/title:"[^"]*(?:Geneva|meet|talks)|- (?:meet )?Geneva talks$/m.test(one), one)
})

test('a rule that does not weigh is not quieted by points, and an item that is quiet already asks for nothing', () => {
  const firm = item('firm', 'Envoys in Geneva watch chess')
  const { items } = propose([firm, item('quiet', 'Rain in Geneva')], [], [])
  assert.deepEqual(items[1], { kind: 'quiet', id: 'quiet' })
  const files = items[0]?.kind === 'proposals' ? items[0].proposals.map(one => one.change.file) : []
  assert.ok(files.length > 0 && !files.includes('weights.yaml'), files.join())
})

test('of graded lines the core items count; a line that is none is named', () => {
  const text = '{"title":"A","grade":"core","lang":"ko-KR"}\n\n{"title":"B","grade":"no"}\n'
  assert.deepEqual(
    coreItems(text).map(one => [one.judged.title, one.judged.language]),
    [['A', 'ko']],
  )
  assert.throws(() => coreItems(`${text}{`), /line 4 is not JSON/)
})
