import assert from 'node:assert/strict'
import { test } from 'node:test'
import { termsOf } from './compile-text.ts'

const index = termsOf(`
lists:
  north-korea:
    about: The country.
    except: [NK cells]
    terms:
      - term: North Korea
        also: [DPRK, NK, Nordkorea, 북한, 北朝鮮, 朝鲜]
      - Kim Jong Un
      - term: 북미
        also: [米朝, 朝美]
        counts-for: [united-states]
        except: [북미 시장, 북미 수출]
  united-states:
    about: The country.
    terms:
      - term: United States
        also: [US, USA, 미국, 米国, 美国]
      - { term: 美, lang: ko }
      - { term: Moon, exact-case: true }
      - { term: Trump-Kim, except: [Kim Kardashian] }
  diplomacy:
    about: Talking.
    terms: [talks, envoy, treaty, match, negotiat*, 정상회담, '*협상', Choe Son Hui, 국무부 장관, IT, ICBM]
`)

/** text → the words that are found in it, as they stand. */
const facts: readonly (readonly [string, string, readonly string[]])[] = [
  ['a whole word is found', 'the envoy left', ['envoy']],
  ['a word inside another is not', 'envoyage, renvoy and Uganda talkshow', []],
  ['a plural is found', 'envoys of two treaties, two matches', ['envoys', 'treaties', 'matches']],
  ['"es" is no plural after every letter', 'the envoyes', []],
  ['a possessive is found', "the envoy's and the envoys' plan, envoy’s", ['envoy', 'envoys', 'envoy']],
  ['capitals do not matter', 'ENVOY Envoy eNVOY', ['ENVOY', 'Envoy', 'eNVOY']],
  ['US is not us', 'they told us of the US', ['US']],
  ['us in small letters is not the country in a title of small letters', 'talk to us', []],
  ['U.S. is US, in any letters', 'the U.S. and u.s. and U.S.A.', ['U.S.', 'u.s.', 'U.S.A.']],
  ['U.S at the end of a sentence', 'by the U.S', ['U.S']],
  ['US with a possessive', "the US's and U.S.'s", ['US', 'U.S.']],
  ['uses are not US with a plural', 'he uses USES for that', []],
  ['US between hyphens and slashes', 'US-led, anti-US, Seoul/US', ['US', 'US', 'US']],
  ['IT is not it', 'it is IT', ['IT']],
  ['an acronym with a plural', 'two ICBMs', ['ICBMs']],
  ['an acronym in a headline of capitals', 'NORTH KOREA FIRES TWO ICBMS', ['NORTH KOREA', 'ICBMS']],
  ['an exact name is found in a headline of capitals', 'MOON AND KIM MEET AGAIN', ['MOON']],
  ['an exact name is not a common word', 'the moon and Moon', ['Moon']],
  [
    'hyphens between names count as spaces',
    'Kim Jong-un, Kim Jong‑Un, Kim Jong–un',
    ['Kim Jong-un', 'Kim Jong‑Un', 'Kim Jong–un'],
  ],
  ['a name across a line border', 'Kim\nJong  Un', ['Kim\nJong  Un']],
  ['a name across a hyphen at a line border', 'Kim Jong-\nUn', ['Kim Jong-\nUn']],
  ['a name across a tag border', 'Kim <b>Jong</b> Un', ['Kim <b>Jong</b> Un']],
  ['a dash with spaces parts words', 'Kim Jong - Un', []],
  ['a long dash parts words', 'Kim Jong—Un', []],
  ['a full stop parts words', 'Kim Jong. Un', []],
  ['a no-break space is a space', 'North Korea', ['North Korea']],
  ['a soft hyphen is nothing', 'North Ko­rea', ['North Ko­rea']],
  ['a zero-width space is nothing', 'North​ Korea', ['North​ Korea']],
  ['full-width letters are letters', 'Ｎｏｒｔｈ　Ｋｏｒｅａ and ＵＳ', ['Ｎｏｒｔｈ　Ｋｏｒｅａ', 'ＵＳ']],
  ['diacritics do not matter', 'Chŏe Sŏn Hŭi', ['Chŏe Sŏn Hŭi']],
  ['composed and combining diacritics are the same', 'Chöe Sŏn-hŭi', ['Chöe Sŏn-hŭi']],
  ['any ending', 'negotiators in negotiation', ['negotiators', 'negotiation']],
  ['Hangul from the beginning of a word, with particles', '북한이 북한과의', ['북한', '북한']],
  ['Hangul inside of a word is not found', '탈북한 사람', []],
  ['Hangul after Latin letters or Han is found', 'US북한 美북한', ['US', '북한', '美', '북한']],
  ['Hangul right after another term', '북미정상회담에서', ['북미', '정상회담']],
  ['Hangul with a star before it, inside', '실무협상을', ['협상']],
  ['decomposed Hangul is Hangul', '북한'.normalize('NFD'), ['북한'.normalize('NFD')]],
  ['North America is not both sides', '북미 시장과 북미시장, 북미 수출', []],
  ['Hangul with and without a space', '국무부 장관, 국무부장관', ['국무부 장관', '국무부장관']],
  ['Han inside', '第二次米朝首脳会談', ['米朝']],
  ['Han across a line border', '米\n朝', ['米\n朝']],
  ['a term of another language is not found', '美しい国', []],
  ['a phrase of the list keeps its terms silent', 'NK cells fight, NK talks', ['NK', 'talks']],
  [
    'a phrase that begins inside of the term keeps it silent',
    'Trump-Kim Kardashian row after Trump-Kim talks',
    ['Trump-Kim', 'talks'],
  ],
]

for (const [name, text, words] of facts) {
  test(name, () => {
    assert.deepEqual(
      index.scan(text).map(hit => hit.text),
      words,
    )
  })
}

test('a hit says its term, its lists and its place', () => {
  const [hit] = index.scan('…제2차 북미 회담')
  assert.deepEqual(hit, { term: '북미', lists: ['north-korea', 'united-states'], start: 5, end: 7, text: '북미' })
})

test('a term of an included list counts for the list above it', () => {
  const nested = termsOf(`
lists:
  all: { about: All., includes: [people] }
  people: { about: People., includes: [leaders] }
  leaders: { about: Leaders., terms: [Kim Jong Un] }
`)
  assert.deepEqual(nested.scan('Kim Jong Un')[0]?.lists.toSorted(), ['all', 'leaders', 'people'])
})
