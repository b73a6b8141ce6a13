import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { decode } from '../../src/feeds/decode/decode.ts'

const KOREAN = '북미 정상이 평양에서 회담을 열기로 했다고 정부가 밝혔다. 똠방각하, 펲시콜라.'
const JAPANESE = '日朝の外相が平壌で会談すると政府が発表した。カタカナとひらがなを含む文章である。'
const SIMPLIFIED = '朝鲜和美国将在平壤举行会谈，政府今天宣布了这一消息，各方表示欢迎。'
const TRADITIONAL = '朝鮮與美國將在平壤舉行會談，政府今天宣布了這項消息，各方表示歡迎。'
const WESTERN = 'Les négociations à Genève – «très utiles» – coûtent 5 €.'
const RUSSIAN = 'Переговоры в Пхеньяне начнутся завтра, сообщило правительство.'
const POLISH = 'Rozmowy w Pjongjangu zaczną się jutro, powiedział żołnierz ze Łodzi.'

const feed = (text: string, label: string | null) =>
  `<?xml version="1.0"${label === null ? '' : ` encoding="${label}"`}?><rss version="2.0"><channel><title>${text}</title></channel></rss>`

/** ISO-2022-JP for kanji, by way of EUC-JP, whose bytes are the same with the high bit set. */
function iso2022jp(text: string): Uint8Array {
  const bytes: number[] = []
  let kanji = false
  for (const character of text) {
    const euc = iconv.encode(character, 'euc-jp')
    if (euc.length === 2 && !kanji) bytes.push(0x1b, 0x24, 0x42)
    if (euc.length === 1 && kanji) bytes.push(0x1b, 0x28, 0x42)
    kanji = euc.length === 2
    for (const byte of euc) bytes.push(byte & 0x7f)
  }
  if (kanji) bytes.push(0x1b, 0x28, 0x42)
  return Uint8Array.from(bytes)
}

const encode = (text: string, encoding: string) =>
  encoding === 'iso-2022-jp' ? iso2022jp(text) : new Uint8Array(iconv.encode(text, encoding))

/** Encoding of the bytes, what the label says, a text that needs the encoding, the outlet's language. */
const ENCODINGS: readonly (readonly [encoding: string, label: string, text: string, language: string])[] = [
  ['utf-8', 'utf-8', KOREAN, 'ko'],
  ['cp949', 'euc-kr', KOREAN, 'ko'],
  ['cp949', 'ks_c_5601-1987', KOREAN, 'ko'],
  ['cp949', 'cp949', KOREAN, 'ko'],
  ['shift_jis', 'Shift_JIS', JAPANESE, 'ja'],
  ['euc-jp', 'EUC-JP', JAPANESE, 'ja'],
  ['iso-2022-jp', 'ISO-2022-JP', JAPANESE, 'ja'],
  ['gb18030', 'gb2312', SIMPLIFIED, 'zh'],
  ['gb18030', 'GB18030', SIMPLIFIED, 'zh'],
  ['big5', 'Big5', TRADITIONAL, 'zh'],
  ['windows-1252', 'iso-8859-1', WESTERN, 'fr'],
  ['windows-1252', 'windows-1252', WESTERN, 'fr'],
  ['windows-1251', 'windows-1251', RUSSIAN, 'ru'],
  ['koi8-r', 'koi8-r', RUSSIAN, 'ru'],
  ['iso-8859-2', 'iso-8859-2', POLISH, 'pl'],
]

for (const [encoding, label, text, language] of ENCODINGS) {
  test(`${encoding} labelled ${label} is read by the HTTP header, by the prolog, and against a label that is wrong`, () => {
    const bare = encode(feed(text, null), encoding)
    assert.ok(decode(bare, `text/xml; charset="${label.toUpperCase()}"`, '').text.includes(text), 'header')
    assert.ok(decode(encode(feed(text, label), encoding), 'text/xml', '').text.includes(text), 'prolog')
    assert.ok(
      decode(encode(feed(text, 'utf-8'), encoding), `text/xml; charset=${label}`, '').text.includes(text),
      'both',
    )
    const guessable = encoding !== 'iso-8859-2' && encoding !== 'koi8-r'
    if (guessable) assert.ok(decode(bare, 'text/xml', language).text.includes(text), 'guess by language')
  })
}

for (const [name, encoding, mark] of [
  ['UTF-8', 'utf-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', 'utf-16le', [0xff, 0xfe]],
  ['UTF-16BE', 'utf-16be', [0xfe, 0xff]],
  ['UTF-32LE', 'utf-32le', [0xff, 0xfe, 0, 0]],
  ['UTF-32BE', 'utf-32be', [0, 0, 0xfe, 0xff]],
] as const) {
  test(`${name} is read by its byte order mark, which outranks the header, and without it`, () => {
    const body = encode(feed(KOREAN, null), encoding)
    const marked = Uint8Array.from([...mark, ...body])
    assert.equal(decode(marked, 'text/xml; charset=iso-8859-1', '').text, feed(KOREAN, null))
    assert.equal(decode(body, 'text/xml', '').text, feed(KOREAN, null))
  })
}

test('valid UTF-8 wins over every label, for labels are wrong more often', () => {
  for (const label of ['euc-kr', 'shift_jis', 'windows-1252', 'utf-16', 'no-such-charset']) {
    assert.equal(
      decode(encode(feed(KOREAN, label), 'utf-8'), `text/xml; charset=${label}`, '').text,
      feed(KOREAN, label),
    )
  }
})

test('East Asian bytes that nothing names and no language helps with are told apart', () => {
  for (const [encoding, text] of [
    ['cp949', KOREAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', SIMPLIFIED],
    ['big5', TRADITIONAL],
  ] as const) {
    assert.ok(decode(encode(feed(text, null), encoding), null, '').text.includes(text), encoding)
  }
})

test('one stray byte costs one character, and a cut inside a character none', () => {
  const bytes = encode(feed(`${KOREAN}?${KOREAN}`, null), 'utf-8')
  const at = bytes.indexOf(0x3f, 30)
  bytes[at] = 0xff
  assert.equal(decode(bytes, 'text/xml', 'ko').text, feed(`${KOREAN}\ufffd${KOREAN}`, null))
  const cut = encode(KOREAN, 'utf-8').subarray(0, 5)
  assert.equal(decode(cut, null, 'ko').encoding, 'utf-8')
})

test('no bytes and no labels make it throw', () => {
  const label = fc.option(
    fc.oneof(fc.string(), fc.constantFrom(...ENCODINGS.map(one => `text/xml; charset=${one[1]}`))),
    { nil: null },
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      label,
      fc.constantFrom('', 'ko', 'ja', 'zh', 'ru', 'xx'),
      (bytes, type, language) => {
        assert.equal(typeof decode(bytes, type, language).text, 'string')
      },
    ),
  )
})
