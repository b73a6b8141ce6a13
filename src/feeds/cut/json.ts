import type { Piece, Places } from './places.ts'

/** What separates the entries of a list. */
const BETWEEN = /^\s*,\s*$/
const SPACE = /^\s*$/
/** Nesting beyond that of any real feed. */
const MOST_DEPTH = 50

/**
 * Cuts a JSON Feed at the objects of its one list of items.
 * @param text one character for each byte
 * @param start offset after the byte order mark
 * @returns null if there is any doubt: unbalanced brackets, two lists, an entry that is not an object
 */
export function cutJson(text: string, start: number): Places | null {
  const pieces: Piece[] = []
  const open: string[] = []
  /** Where the list of items begins and ends. */
  let list = -1
  let end = -1
  let from = -1
  let key = ''
  let done = -1
  const colon = /\s*:/y
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 34) {
      const close = stringEnd(text, at + 1)
      if (close < 0) return null
      if (open.length === 1) {
        colon.lastIndex = close + 1
        const isKey = colon.test(text)
        key = isKey ? text.slice(at + 1, close) : ''
        // An escaped key could be any name.
        if (isKey && key.includes('\\')) return null
      }
      at = close
    } else if (unit === 123 || unit === 91) {
      if (open.length === 0 && (unit === 91 || done >= 0)) return null
      if (open.length === 1 && key === 'items') {
        if (list >= 0 || unit === 123) return null
        list = at + 1
      }
      if (open.length === 2 && list >= 0 && end < 0) {
        if (unit === 91) return null
        from = at
      }
      open.push(unit === 123 ? '}' : ']')
      if (open.length > MOST_DEPTH) return null
    } else if (unit === 125 || unit === 93) {
      if (open.pop() !== text[at]) return null
      if (open.length === 2 && list >= 0 && end < 0) pieces.push({ from, to: at + 1 })
      if (open.length === 1 && list >= 0 && end < 0) end = at
      if (open.length === 0) done = at + 1
    }
  }
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (done < 0 || end < 0 || first === undefined || last === undefined) return null
  if (
    !SPACE.test(text.slice(done)) ||
    !SPACE.test(text.slice(list, first.from)) ||
    !SPACE.test(text.slice(last.to, end))
  )
    return null
  const apart = pieces.slice(1).every((piece, index) => BETWEEN.test(text.slice(pieces[index]?.to, piece.from)))
  return apart ? { pieces, around: `${text.slice(0, list)}${text.slice(end)}`, between: ',' } : null
}

/** The offset of the closing quotation mark; -1: there is none. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1
    while (before >= from && text.charCodeAt(before) === 92) before -= 1
    if ((at - before) % 2 === 1) return at
  }
  return -1
}
