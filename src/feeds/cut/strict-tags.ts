/** Longer than any real tag. */
const LONGEST_TAG = 20_000

/** @returns the offset after a mark; -1: it is not found */
export function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

/** Whether there is only white space between two offsets. */
export function isSpace(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return false
  }
  return true
}

/** The offset after an ASCII name; equal to `from` if no name begins there. */
export function nameEndOf(text: string, from: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const letter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95
    const other = (unit >= 48 && unit <= 58) || unit === 45 || unit === 46
    if (!letter && !(other && at > from)) break
  }
  return at
}

/** The offset after the ">" of a tag whose quotation marks are closed; -1: there is none. */
export function tagEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_TAG)
  const first = text.charCodeAt(from)
  // A name is followed by white space or the end of the tag.
  if (first !== 62 && first !== 47 && !isSpace(text, from, from + 1)) return -1
  let quote = 0
  for (let at = from; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 60) return -1
    if (quote !== 0) {
      if (unit === quote) quote = 0
    } else if (unit === 34 || unit === 39) quote = unit
    else if (unit === 62) return at + 1
  }
  return -1
}

/** Whether a tag's attributes declare a namespace prefix. */
export function declaresPrefix(attributes: string): boolean {
  return attributes.includes(':') && /xmlns:/i.test(attributes)
}

/** A name without its prefix, in lower case. */
export function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

/** Whether a name, without its prefix and in lower case, is one of `names`, which are at most 7 characters long. */
export function mayBe(names: ReadonlySet<string>, text: string, from: number, to: number): boolean {
  let local = to
  while (local > from && text.charCodeAt(local - 1) !== 58) local -= 1
  // The length alone rules out most names, without making a string of them.
  return to - local <= 7 && names.has(text.slice(local, to).toLowerCase())
}

/** Whether the text between two offsets also occurs at a third. */
export function sameText(text: string, from: number, to: number, at: number): boolean {
  for (let place = from; place < to; place += 1)
    if (text.charCodeAt(place) !== text.charCodeAt(at + place - from)) return false
  return true
}

/** @param from the offset after its name @returns the offset after a closing tag; -1: something other than white space comes first */
export function tagClosed(text: string, from: number): number {
  let at = from
  while (isSpace(text, at, at + 1)) at += 1
  return text.charCodeAt(at) === 62 ? at + 1 : -1
}
