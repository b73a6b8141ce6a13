import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokens } from '../../src/stories/alike/tokens.ts'
import { NO_WORDING } from '../../src/stories/wording.ts'
import { foldText } from '../../src/text/fold/fold.ts'
import { termsOf } from './compile-text.ts'

const index = termsOf(`
lists:
  both:
    about: Both sides.
    terms:
      - { term: 북미, except: [북미 시장] }
      - { term: 미북, also: [조미, 남북미, 북미 정상] }
      - { term: 米朝, also: [朝米, 美朝, 朝美, 北美首脑] }
      - { term: 트럼프 }
      - { term: 한국 }
      - { term: 미, lang: ko }
      - { term: North Korea }
`)
const found = (text: string) => index.scan(text).map(hit => hit.text)
const ids = (text: string) => index.scan(text).map(hit => hit.term)

/** A headline and the same with its countries joined: both are one to everything that reads them. */
const SAME: readonly (readonly [dotted: string, plain: string])[] = [
  ['북·미 실무회담 열린다', '북미 실무회담 열린다'],
  ['북ㆍ미 정상 만난다', '북미 정상 만난다'],
  ['북‧미, 판문점에서 만나', '북미, 판문점에서 만나'],
  ['북・미 협상단 도착', '북미 협상단 도착'],
  ['북-미 접촉', '북미 접촉'],
  ['북–미 접촉', '북미 접촉'],
  ['북•미 접촉', '북미 접촉'],
  ['북∙미 접촉', '북미 접촉'],
  ['북ᆞ미 접촉', '북미 접촉'],
  ['북·미정상회담 준비', '북미정상회담 준비'],
  ['"미·북 대화 재개"', '"미북 대화 재개"'],
  ['조·미 관계', '조미 관계'],
  ['對북·미 접촉', '對북미 접촉'],
  ['米・朝が協議', '米朝が協議'],
  ['ハノイで米・朝首脳会談', 'ハノイで米朝首脳会談'],
  ['韓・米・朝の外相', '韓米朝の外相'],
  ['朝·美首脑会晤', '朝美首脑会晤'],
  ['促成美·朝对话', '促成美朝对话'],
  ['美‐朝对话', '美朝对话'],
  ['북\u00ad미 접촉', '북미 접촉'],
  ['북·\u2060미 접촉', '북미 접촉'],
  ['북·미 접촉'.normalize('NFD'), '북미 접촉'],
  ['회담\u200b북미', '회담 북미'],
  ['North\u200bKorea talks', 'North Korea talks'],
  ['米\u200b朝首脳', '米朝首脳'],
]
for (const [dotted, plain] of SAME) {
  test(`${dotted} is ${plain} to folding, terms and stories`, () => {
    assert.equal(foldText(dotted), foldText(plain))
    assert.ok(ids(plain).length > 0)
    assert.deepEqual(ids(dotted), ids(plain))
    assert.deepEqual(tokens(dotted, NO_WORDING.classes), tokens(plain, NO_WORDING.classes))
    for (const { start, end, text } of index.scan(dotted)) assert.equal(dotted.slice(start, end), text)
  })
}

/** text → the words that are found in it, as they stand. */
const FACTS: readonly (readonly [fact: string, text: string, words: readonly string[]])[] = [
  ['the words are quoted with their dot', '남·북·미와 북·미는', ['남·북·미', '북·미', '북·미']],
  ['what silences a term silences it with a dot', '북·미 시장', []],
  ['behind a dot a word begins, whatever is joined', '김·트럼프 통화', ['트럼프']],
  ['words of several letters stay apart', '한국·미 연합', ['한국', '미']],
  ['a space is no dot', '북 미사일', ['미']],
  ['the Japanese dot parts items of a list', '欧米・朝日', []],
  ['a hyphen behind a word of Han parts', '欧米-朝日', []],
  ['a long dash parts', '북—미', ['미']],
  ['Latin letters are not joined', 'North·Korea', ['North·Korea']],
]
for (const [fact, text, words] of FACTS) test(fact, () => assert.deepEqual(found(text), words))
