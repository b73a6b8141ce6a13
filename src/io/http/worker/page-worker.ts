import { parentPort } from 'node:worker_threads'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { type Article, articleOf } from '../../../briefs/page/article.ts'
import { pageShape } from '../../../briefs/page/page-shape.ts'
import { decode } from '../../../feeds/decode/decode.ts'

/** What the pool sends: a page's bytes and what is known of them. */
export interface PageRequest {
  readonly bytes: Uint8Array
  readonly contentType: string | null
  /** BCP 47 primary language of the outlet, '' where unknown. */
  readonly language: string
}

export type PageReading =
  | { readonly ok: true; readonly article: Article }
  | { readonly ok: false; readonly error: string }

/** A page with more elements than this is not an article. */
const MOST_ELEMENTS = 60_000
/** Browsers stop nesting at 512 (Blink's kMaximumHTMLParserDOMTreeDepth); work on a page grows with the square of its depth. */
const DEEPEST = 512

/** Elements that are a paragraph by themselves. */
const BLOCKS = /^(?:P|H[2-6]|LI|BLOCKQUOTE|PRE|TD|DIV|SECTION|ARTICLE|FIGCAPTION|DD|DT|MAIN|BODY)$/

/** What surrounds a report: above all lists of other reports, which would be taken for the text of a page that has none. */
const BESIDE =
  'aside, nav, footer, [role=complementary], [role=navigation], [class*=related i], [id*=related i], [class*=recommend i], [class*=most-read i], [class*=more-stories i], [class*=read-more i], [class*=trending i]'

/** Most such elements checked per page; each costs a walk over its text. */
const MOST_BESIDE = 200

interface Beside {
  readonly nodeName: string
  readonly textContent: string | null
  remove(): void
}

/** Removes what surrounds the report. Some sites give the whole page such a name, so an element that holds most of the text stays. */
function removeBeside(document: { body: Beside; querySelectorAll(selector: string): Iterable<Beside> }): void {
  const all = (document.body.textContent ?? '').length
  for (const beside of [...document.querySelectorAll(BESIDE)].slice(0, MOST_BESIDE)) {
    const named = /^(?:ASIDE|NAV|FOOTER)$/i.test(beside.nodeName)
    if (named || (beside.textContent ?? '').length * 2 < all) beside.remove()
  }
}

parentPort?.on('message', (request: PageRequest) => {
  parentPort?.postMessage(read(request))
})
parentPort?.postMessage('ready')

function read({ bytes, contentType, language }: PageRequest): PageReading {
  try {
    const html = decode(bytes, metaType(bytes) ?? contentType, language).text
    const { elements, depth } = pageShape(html)
    if (elements > MOST_ELEMENTS) return { ok: false, error: `the page has more than ${MOST_ELEMENTS} elements` }
    if (depth > DEEPEST) return { ok: false, error: `the page nests elements more than ${DEEPEST} deep` }
    const { document } = parseHTML(html)
    const paid = isPaid(document)
    const own = document.title
    removeBeside(document)
    const found = new Readability(document, {
      maxElemsToParse: MOST_ELEMENTS,
      charThreshold: 200,
      serializer: node => node,
    }).parse()
    const root = found?.content ?? null
    const paragraphs = root === null ? [] : paragraphsOf(root as unknown as Tree)
    return { ok: true, article: articleOf({ title: found?.title || own, paragraphs, paid }) }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'the page cannot be read' }
  }
}

/** The charset that a page declares in its first bytes, as a Content-Type; null: none. */
function metaType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const charset = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]
  return charset === undefined ? null : `text/html; charset=${charset}`
}

function isPaid(document: { querySelectorAll(selector: string): Iterable<{ textContent: string | null }> }): boolean {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    if (/"isAccessibleForFree"\s*:\s*"?false/i.test(script.textContent ?? '')) return true
  }
  return false
}

interface Tree {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly firstChild: Tree | null
  readonly nextSibling: Tree | null
  readonly parentNode: Tree | null
}

/** The texts of a tree's blocks, in order. Without recursion, since pages may be nested deeply. */
function paragraphsOf(root: Tree): readonly string[] {
  const found: string[] = []
  let text = ''
  const end = () => {
    if (text.trim() !== '') found.push(text)
    text = ''
  }
  let node: Tree | null = root
  while (node !== null) {
    if (node.nodeType === 3) text += node.textContent ?? ''
    else if (node.nodeName.toUpperCase() === 'BR') text += '\n'
    else if (BLOCKS.test(node.nodeName.toUpperCase())) end()
    if (node.firstChild !== null) {
      node = node.firstChild
      continue
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode
      if (node !== null && BLOCKS.test(node.nodeName.toUpperCase())) end()
    }
    node = node === null || node === root ? null : node.nextSibling
  }
  end()
  return found
}
