import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withoutLinkList } from '../../src/feeds/parse/link-list.ts'
import { plainText } from '../../src/text/fold/html.ts'

const link = (text: string) => `<a href="https://gather.example/r/${text.length}">${text}</a>`
const OWN = 'Minister opens a new harbour'
const X = 'Envoys of both sides to meet in Geneva'
const Y = 'Markets close lower after a quiet day'

/** A description, and what of it is the entry's own. */
const LISTS: readonly (readonly [what: string, html: string, own: string])[] = [
  [
    'an ordered list of headlines with their outlets',
    `<ol><li>${link(OWN)}&nbsp;&nbsp;<font color="#6f6f6f">A Paper</font></li><li>${link(X)}&nbsp;&nbsp;<font>B Radio</font></li></ol>`,
    '',
  ],
  ['its own headline and its outlet alone', `${link(OWN)}&nbsp;&nbsp;<font color="#6f6f6f">A Paper</font>`, ''],
  ['paragraphs of links', `<p>${link(X)} - B Radio</p><p>${link(Y)} - C Wire</p>`, ''],
  ['links with breaks between', `${link(OWN)}<br>${link(X)}<br/>${link(Y)}`, ''],
  [
    'a table of the older kind, with a piece of the article',
    `<table><tr><td>${link(OWN)}<br><font>A Paper</font><br><font>The harbour took six years to build.</font><br>${link(X)}<br>${link(Y)}</td></tr></table>`,
    'A Paper The harbour took six years to build.',
  ],
  [
    'a summary with other headlines behind it',
    `<p>The harbour took six years to build.</p><ul><li>${link(X)}</li><li>${link(Y)}</li></ul>`,
    'The harbour took six years to build.',
  ],
  [
    'headlines in Korean',
    `<ol><li>${link('북미 양측 대표단 제네바서 회동한다')}</li><li>${link('코스피 소폭 하락 마감')}</li></ol>`,
    '',
  ],
  ['a summary that is a link', link(`${X}, the ministry says.`), `${X}, the ministry says.`],
  ['a summary with a link in it', `<p>${X}, says ${link('the ministry')}.</p>`, `${X}, says the ministry .`],
  [
    'an article with two links below it',
    `<p>One line.</p><p>Another line.</p><p>A third line.</p><p>${link(X)}</p><p>${link(Y)}</p>`,
    `One line. Another line. A third line. ${X} ${Y}`,
  ],
  ['no link at all', '<p>The harbour took six years.</p>', 'The harbour took six years.'],
]
for (const [what, html, own] of LISTS)
  test(what, () => assert.equal(plainText(withoutLinkList(html, OWN)), own.replace('ministry .', 'ministry.')))

test('nothing makes it slow or throw, and it adds nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (html, title) => withoutLinkList(html, title).length <= html.length * 4 + 4),
  )
  const begun = performance.now()
  for (const hostile of ['<a>', '<a ', '<p', '<p><a>one two three four', '</a>'])
    withoutLinkList(hostile.repeat(200_000 / hostile.length), OWN)
  assert.ok(performance.now() - begun < 3000)
})
