/** The size of a page's structure, measured before it is parsed. */
export interface PageShape {
  /** How many elements are opened. */
  readonly elements: number
  /** The most that are open at once. */
  readonly depth: number
}

/** The beginning of a comment or a tag. */
const PIECES = /<!--|<(\/?)([a-z][a-z0-9-]*)/gi

/** Elements that contain text and no elements. */
const RAW = new Map(
  ['script', 'style', 'textarea', 'title'].map(name => [name, new RegExp(`</${name}(?=[\\s/>])`, 'gi')]),
)

/** Void elements, and those with an optional end tag, which the next of their kind closes, so that they never nest directly. */
const FLAT = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody tfoot colgroup rb rt rp'.split(
    ' ',
  ),
)

/**
 * Counts a page's elements and how deep they are nested, in one pass, without building anything. Linear in the text's length. What is
 * never closed counts as nested, which is what a parser makes of it.
 */
export function pageShape(html: string): PageShape {
  let elements = 0
  let open = 0
  let depth = 0
  let drawings = 0
  let tagEnd = -1
  PIECES.lastIndex = 0
  for (let found = PIECES.exec(html); found !== null; found = PIECES.exec(html)) {
    if (found[0] === '<!--') {
      const end = html.indexOf('-->', found.index)
      if (end < 0) break
      PIECES.lastIndex = end
      continue
    }
    const name = (found[2] ?? '').toLowerCase()
    if (found[1] === '/') {
      if (open > 0 && !FLAT.has(name)) open -= 1
      if (drawings > 0 && name === 'svg') drawings -= 1
      continue
    }
    elements += 1
    if (FLAT.has(name)) continue
    const raw = drawings > 0 ? undefined : RAW.get(name)
    if (raw !== undefined) {
      raw.lastIndex = PIECES.lastIndex
      const end = raw.exec(html)
      if (end === null) break
      PIECES.lastIndex = raw.lastIndex
      continue
    }
    if (name === 'svg') drawings += 1
    // "/>" ends an element in SVG and MathML only.
    if (drawings > 0) {
      if (tagEnd < found.index) tagEnd = html.indexOf('>', found.index)
      if (tagEnd < 0) break
      if (html[tagEnd - 1] === '/') {
        if (name === 'svg') drawings -= 1
        continue
      }
    }
    open += 1
    if (open > depth) depth = open
  }
  return { elements, depth }
}
