import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageShape } from '../../src/briefs/page/page-shape.ts'

const TABLE: readonly (readonly [what: string, html: string, elements: number, depth: number])[] = [
  ['an article', '<html><body><article><p>One<p>Two</article></body></html>', 5, 3],
  ['paragraphs that are never closed do not nest', '<div>'.concat('<p>x'.repeat(1000)), 1001, 1],
  ['what is never closed nests', '<b>x'.repeat(1000), 1000, 1000],
  ['elements without an end do not nest', '<div><br><img src=a><hr></div><div></div>', 5, 1],
  [
    'tags in a script, a style and a comment are none',
    '<script>"<i><i><i>"</script><style><b></style><!-- <i><i> --><p>',
    3,
    0,
  ],
  ['"/>" ends an element of a drawing', `<svg>${'<path d="M0"/>'.repeat(1000)}</svg><i></i>`, 1002, 1],
  ['"/>" does not end an element of HTML', '<div/>'.repeat(1000), 1000, 1000],
  ['an end without a begin counts for nothing', '</div></div><div></div>', 1, 1],
  ['capitals are the same elements', '<DIV></div><Br><BR>', 3, 1],
]
for (const [what, html, elements, depth] of TABLE) {
  test(what, () => assert.deepEqual(pageShape(html), { elements, depth }))
}
