/** Tags that do not break a word: <b>North</b> Korea, K<i>im</i>. All others separate words. */
export const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del em font i ins mark q s small span strong sub sup u wbr'.split(' '),
)
const LONGEST_TAG = 500
const LONGEST_NAME = 20

/**
 * An HTML tag that begins at an offset; null if there is none, as in "a < b".
 * Looks no further than the next angle bracket, so that a text of many "<" takes linear time.
 */
export function tagAt(text: string, at: number): { readonly end: number; readonly border: boolean } | null {
  let name = at + 1
  if (text.charCodeAt(name) === 47) name += 1
  let letter = name
  while (letter - name < LONGEST_NAME && isLetterOrDigit(text.charCodeAt(letter))) letter += 1
  if (letter === name || isDigit(text.charCodeAt(name))) return null
  for (let end = letter; end < text.length && end - at < LONGEST_TAG; end += 1) {
    const unit = text.charCodeAt(end)
    if (unit === 60) return null
    if (unit === 62) return { end: end + 1, border: !INLINE.has(text.slice(name, letter).toLowerCase()) }
  }
  return null
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function isLetterOrDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)
}
