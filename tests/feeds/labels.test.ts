import assert from 'node:assert/strict'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { decode } from '../../src/feeds/decode/decode.ts'

const ko = '북한과 미국, 제네바에서 회담 재개'
const ja = '米朝協議、ジュネーブで再開へ'
const zh = '朝美会谈将在日内瓦恢复举行'
const zt = '朝美會談將在日內瓦恢復舉行'
const ru = 'Переговоры КНДР и США возобновятся'
const pl = 'Zażółć gęślą jaźń'
const el = 'Συνομιλίες στη Γενεύη'
const ar = 'محادثات في جنيف'
const th = 'การเจรจาที่เจนีวา'
const tr = 'Görüşmeler yeniden başlıyor ığş'
const fr = 'Pourparlers à Genève – l’été'

/** Encodings, the labels under which they are published, and a text in them. */
const ENCODINGS: readonly (readonly [codec: string, labels: readonly string[], text: string, language: string])[] = [
  [
    'cp949',
    ['euc-kr', 'cp949', 'ks_c_5601-1987', 'x-windows-949', 'KSC5601', 'korean', 'windows-949', 'ms949', 'iso-ir-149'],
    ko,
    'ko',
  ],
  ['shift_jis', ['shift_jis', 'sjis', 'x-sjis', 'windows-31j', 'ms_kanji', 'cp932', 'csshiftjis'], ja, 'ja'],
  ['euc-jp', ['euc-jp', 'x-euc-jp', 'cseucpkdfmtjapanese'], ja, 'ja'],
  ['gb18030', ['gb2312', 'gbk', 'gb18030', 'x-gbk', 'chinese', 'cp936', 'gb_2312', 'csgb2312'], zh, 'zh'],
  ['big5', ['big5', 'big5-hkscs', 'x-x-big5', 'cn-big5', 'csbig5'], zt, 'zh'],
  ['koi8-r', ['koi8-r', 'koi8', 'koi8_r', 'cskoi8r'], ru, 'ru'],
  ['koi8-u', ['koi8-u'], ru, 'ru'],
  ['windows-1251', ['windows-1251', 'cp1251', 'x-cp1251'], ru, 'ru'],
  ['iso-8859-5', ['iso-8859-5'], ru, 'ru'],
  ['cp866', ['ibm866', 'cp866', '866'], ru, 'ru'],
  ['macintosh', ['macintosh', 'x-mac-roman', 'mac'], 'Pourparlers à Genève', 'fr'],
  ['maccyrillic', ['x-mac-cyrillic'], ru, 'ru'],
  ['windows-1250', ['windows-1250'], pl, 'pl'],
  ['iso-8859-2', ['iso-8859-2', 'latin2', 'l2'], pl, 'pl'],
  ['windows-1253', ['windows-1253'], el, 'el'],
  ['iso-8859-7', ['iso-8859-7', 'greek'], el, 'el'],
  ['windows-1254', ['windows-1254', 'iso-8859-9', 'latin5'], tr, 'tr'],
  ['windows-1255', ['windows-1255', 'iso-8859-8-i', 'iso-8859-8', 'logical'], 'שיחות בגנבה', 'he'],
  ['windows-1256', ['windows-1256'], ar, 'ar'],
  ['windows-874', ['windows-874', 'tis-620', 'iso-8859-11'], th, 'th'],
  [
    'windows-1252',
    ['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii', 'cp1252', 'x-ansi', 'l1', 'iso_8859-1'],
    fr,
    'fr',
  ],
  ['iso-8859-15', ['iso-8859-15', 'latin-9', 'l9'], 'Pourparlers à Genève œ €', 'fr'],
  ['windows-1257', ['windows-1257'], 'Derybos Ženevoje ąčęėįšųū', 'lt'],
  ['iso-8859-3', ['iso-8859-3'], 'Ġenevra', 'mt'],
  ['iso-8859-6', ['iso-8859-6'], 'محادثات في', 'ar'],
]

const feed = (prolog: string, text: string) =>
  `<?xml version="1.0"${prolog === '' ? '' : ` encoding="${prolog}"`}?><rss version="2.0"><channel><title>${text}</title></channel></rss>`

/** Where a label may stand, and what stands in its place elsewhere. */
const PLACES: readonly (readonly [
  where: string,
  prolog: (label: string) => string,
  http: (label: string) => string | null,
])[] = [
  ['in the prolog', label => label, () => null],
  ['in the header', () => '', label => `text/xml; charset=${label}`],
  ['in the header, over a prolog that says UTF-8', () => 'utf-8', label => `text/xml; charset="${label}"`],
  ['in the prolog, under a header that says UTF-8', label => label, () => 'text/xml; charset=utf-8'],
  ['in the prolog, under a header that says US-ASCII', label => label, () => 'text/xml; charset=us-ascii'],
  ['in the prolog, under a header that says Latin-1', label => label, () => 'text/xml; charset=iso-8859-1'],
]
for (const [codec, labels, text] of ENCODINGS) {
  for (const [where, prolog, http] of PLACES) {
    test(`${codec} is read by its label ${where}`, () => {
      for (const label of labels) {
        const whole = feed(prolog(label), text)
        assert.equal(decode(iconv.encode(whole, codec), http(label), '').text, whole, label)
      }
    })
  }
}

test('UTF-16 and UTF-32 are read with and without a mark, whatever the labels say', () => {
  for (const codec of ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
    for (const addBOM of [true, false]) {
      for (const label of ['utf-16', 'utf-8', '', 'euc-kr', 'utf-32', 'ucs-2', 'iso-10646-ucs-2']) {
        const whole = feed(label, ko)
        const { text } = decode(iconv.encode(whole, codec, { addBOM }), `text/xml; charset=${label || 'x'}`, 'ko')
        assert.equal(text.replace(/^\ufeff/, ''), whole, `${codec} ${label}`)
      }
    }
  }
})

test('valid UTF-8 is read as such, with one mark, two or none, whatever the labels say', () => {
  for (const http of [null, 'text/xml; charset=euc-kr', 'text/xml; charset=foo', 'text/xml; charset=utf-16']) {
    for (const label of ['utf-8', 'euc-kr', 'utf-16', 'utf-32', 'foo', 'utf8', 'iso-8859-1', 'ebcdic-cp-us']) {
      for (const mark of ['', '\ufeff', '\ufeff\ufeff']) {
        const whole = feed(label, ko)
        assert.equal(decode(Buffer.from(mark + whole), http, '').text.replace(/^\ufeff/, ''), whole)
      }
    }
  }
})
