import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sentences } from '../../src/briefs/sentences/sentences.ts'

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))

/** Each list is one text, its sentences joined by a space. */
const spaced: readonly (readonly [string, readonly string[]])[] = [
  ['titles and initials end nothing', ['Gen. Ola Q. Brandt met Mr. Vik.', 'Dr. Sand was there.']],
  [
    'acronyms end a sentence only before a new one',
    ['The U.S. envoy left for the U.N. Security Council.', 'It was late in the U.S.', 'He slept.'],
  ],
  [
    'an acronym before a quotation that goes on ends nothing',
    ['The North would talk to the U.S. ‘on any day’ of its choice.', 'Nobody answered.'],
  ],
  ['numbers keep their points', ['No. 2 in the list costs 3.5 million.', 'Nobody paid on Jan. 5.']],
  ['a quotation stays whole, with what follows it', ['"We are ready. We wait," the envoy said.', 'They waited.']],
  ['a quotation that ends a sentence ends it', ['She said: “It is over.”', 'The hall was empty.']],
  ['questions and exclamations end', ['Who called?', 'Nobody!', 'The line was dead…', 'Then it rang.']],
  ['Korean', ['특사는 4일 도착했다.', '그는 "기다리겠다. 서두르지 않는다"고 말했다.', '회담은 3.5시간 이어졌다.']],
  [
    'a name at the end',
    ['They flew to Washington, D.C., on Monday.', 'The talks were held in Washington, D.C.', 'The next are in Oslo.'],
  ],
]
for (const [name, list] of spaced) test(name, () => assert.deepEqual(split(list.join(' ')), list))

const unspaced: readonly (readonly [string, readonly string[]])[] = [
  ['Japanese', ['特使は4日に到着した。', '「急がない。待つ」と述べた。', '会談は続く！']],
  ['Chinese', ['特使四日抵达。', '“会谈不会推迟。”', '双方没有评论。']],
]
for (const [name, list] of unspaced) test(name, () => assert.deepEqual(split(list.join('')), list))

test('an empty line parts, a line that goes on in lower case does not', () => {
  assert.deepEqual(split('Envoys meet\n\nThe envoys met\nin the harbour.\nNobody spoke'), [
    'Envoys meet',
    'The envoys met\nin the harbour.',
    'Nobody spoke',
  ])
})

test('a space that was lost does not join two sentences', () => {
  assert.deepEqual(split('The envoys agreed.The talks go on.'), ['The envoys agreed.', 'The talks go on.'])
})

const piece = fc.constantFrom(
  ...'.!?…。"“”「」 \n\t'.split(''),
  'U.S.',
  'Mr.',
  'The',
  'a',
  '한국',
  '了',
  '다.',
  '5',
  'x'.repeat(30),
  '\u{1f600}',
)
const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 60 }).map(parts => parts.join(''))

test('every character that is no white space is in exactly one sentence, in order', () => {
  fc.assert(
    fc.property(text, one => {
      let at = 0
      for (const { start, end } of sentences(one)) {
        assert.equal(one.slice(at, start).trim(), '')
        assert.ok(end > start)
        assert.equal(one.slice(start, end).trim().length, end - start)
        at = end
      }
      assert.equal(one.slice(at).trim(), '')
    }),
  )
})

test('the work grows with the length, not with its square', () => {
  for (const part of ['.', '. ', '"', ' ', '\n', '“', 'A. ', '.”', 'U.S. ', '。」', 'a.B']) {
    // A quadratic reading of two hundred thousand characters would take minutes, and the test its deadline.
    const long = part.repeat(Math.ceil(200_000 / part.length))
    assert.ok(sentences(long).length <= long.length)
  }
})
