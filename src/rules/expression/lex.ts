import { INVISIBLE } from '../../text/show/visible.ts'
import { isRegular } from '../terms/regular.ts'

/** A token of a rule's expression, with its offset. */
export type Token =
  | { readonly kind: 'open' | 'close' | 'comma' | 'and' | 'or' | 'not' | 'of' | 'end'; readonly at: number }
  | { readonly kind: 'text'; readonly at: number; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'list'; readonly at: number; readonly name: string }
  | { readonly kind: 'field'; readonly at: number; readonly name: string }
  | { readonly kind: 'near'; readonly at: number; readonly words: number }

/** A mistake in an expression; `at` is an offset in UTF-16 units. */
export interface Mistake {
  readonly at: number
  readonly what: string
  readonly todo: string
}

/** UTF-16 units; a longer expression is a mistake: its words belong in a list. */
export const LONGEST_EXPRESSION = 10_000
export const FARTHEST_NEAR = 100

const QUOTES = '"“”„'
const ENDS_WORD = /[\s()",“”„]/
/** Full-width characters of East Asian keyboards: the character that was meant, and the name for messages. */
const WIDE: Readonly<Record<string, readonly [sign: string, name: string]>> = {
  '（': ['(', 'a full-width bracket'],
  '）': [')', 'a full-width bracket'],
  '，': [',', 'a full-width comma'],
  '＠': ['@', 'a full-width @'],
  '「': ['"', 'a corner bracket'],
  '」': ['"', 'a corner bracket'],
  '『': ['"', 'a corner bracket'],
  '』': ['"', 'a corner bracket'],
}
const REGULAR = 'regular expressions are not read: write words, with * for any ending'
const SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '&&': 'and',
  '+': 'and',
  '|': 'or',
  '||': 'or',
  '!': 'not',
}

/** Cuts an expression into tokens; goes on after a mistake, so that all are found. Linear time. */
export function lex(source: string): { readonly tokens: readonly Token[]; readonly mistakes: readonly Mistake[] } {
  const tokens: Token[] = []
  const mistakes: Mistake[] = []
  if (source.length > LONGEST_EXPRESSION) {
    const what = `longer than ${LONGEST_EXPRESSION} characters`
    return { tokens: [], mistakes: [{ at: 0, what, todo: 'put the words in a list of terms.yaml and write @list' }] }
  }
  for (const match of source.matchAll(INVISIBLE)) {
    const code = `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    mistakes.push({
      at: match.index,
      what: `an invisible character (${code})`,
      todo: 'remove it, or retype the word',
    })
  }
  const wide = wideOutsideQuotes(source)
  if (wide !== null) return { tokens: [], mistakes: [...mistakes, wide] }
  let at = 0
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (/\s/.test(sign)) at += 1
    else if (sign === '(' || sign === ')' || sign === ',') {
      tokens.push({ kind: sign === '(' ? 'open' : sign === ')' ? 'close' : 'comma', at })
      at += 1
    } else if (QUOTES.includes(sign)) at = quoted(source, at, tokens, mistakes)
    else at = word(source, at, tokens, mistakes)
  }
  tokens.push({ kind: 'end', at: source.length })
  return { tokens, mistakes }
}

/** The first full-width character outside a phrase: the rest is only checked once it is fixed. */
function wideOutsideQuotes(source: string): Mistake | null {
  let inside = false
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? ''
    if (QUOTES.includes(sign)) inside = !inside
    const meant = WIDE[sign]
    if (inside || meant === undefined) continue
    return {
      at,
      what: `"${sign}" is ${meant[1]}`,
      todo: `write ${meant[0] === '"' ? 'straight double quotes' : `"${meant[0]}"`}`,
    }
  }
  return null
}

function quoted(source: string, at: number, tokens: Token[], mistakes: Mistake[]): number {
  let end = at + 1
  while (end < source.length && !QUOTES.includes(source[end] ?? '')) end += 1
  const text = source.slice(at + 1, end)
  if (end === source.length)
    mistakes.push({ at, what: `${source[at]} is never closed`, todo: `add " after ${shown(text)}` })
  else if (!/[\p{L}\p{N}]/u.test(text))
    mistakes.push({ at, what: 'an empty phrase', todo: 'write words between the quotes' })
  else if (/(?:^|[\s(])@[a-z0-9]/.test(text))
    mistakes.push({
      at,
      what: `${shown(text)} is a phrase, in which no @list is read`,
      todo: 'remove the quotes around it',
    })
  else if (isRegular(text)) mistakes.push({ at, what: `${shown(text)} is a regular expression`, todo: REGULAR })
  tokens.push({ kind: 'text', at, text, quoted: true })
  return end + 1
}

function word(source: string, at: number, tokens: Token[], mistakes: Mistake[]): number {
  if (source[at] === '/') return regularExpression(source, at, tokens, mistakes)
  let end = at
  while (end < source.length && !ENDS_WORD.test(source[end] ?? '')) {
    end += 1
    if (source[end - 1] === ':' && /^[\p{L}-]+$/u.test(source.slice(at, end - 1))) break
  }
  const text = source.slice(at, end)
  const lower = text.toLowerCase()
  const wrong = (what: string, todo: string) => {
    mistakes.push({ at, what, todo })
  }
  if (lower === 'and' || lower === 'or' || lower === 'not' || lower === 'of') tokens.push({ kind: lower, at })
  else if (lower === 'near' && /^\s*\/?\s*\d/.test(source.slice(end, end + 20))) {
    const apart = /^\s*\/?\s*\d+/.exec(source.slice(end))?.[0] ?? ''
    wrong(`"${text}${apart}" is not in one piece`, `write near/${apart.replace(/\D/g, '')}`)
    tokens.push({ kind: 'near', at, words: 1 })
    return end + apart.length
  } else if (/^near(\/.*)?$/.test(lower)) {
    const words = /^near\/(\d{1,3})$/.exec(lower)?.[1]
    if (words === undefined)
      wrong(`"${text}" has no distance`, 'write the most words that may stand between, such as near/8')
    else if (Number(words) < 1 || Number(words) > FARTHEST_NEAR)
      wrong(`near/${words} is out of range`, `1 to ${FARTHEST_NEAR} words`)
    tokens.push({ kind: 'near', at, words: Number(words ?? 1) })
  } else if (text.endsWith(':') && text.length > 1) tokens.push({ kind: 'field', at, name: lower.slice(0, -1) })
  else if (text.startsWith('@')) {
    if (text === '@') wrong('@ without a name', 'write the name of a list, such as @talks')
    tokens.push({ kind: 'list', at, name: text.slice(1) })
  } else if (SIGNS[text] !== undefined) {
    wrong(`"${text}" is not known here`, `write "${SIGNS[text]}"`)
    tokens.push({ kind: SIGNS[text] === 'not' ? 'not' : SIGNS[text] === 'or' ? 'or' : 'and', at })
  } else {
    checkWord(text, wrong)
    tokens.push({ kind: 'text', at, text, quoted: false })
  }
  return end
}

/** Skips to the closing slash, so that the regular expression causes no further mistakes. */
function regularExpression(source: string, at: number, tokens: Token[], mistakes: Mistake[]): number {
  const close = source.indexOf('/', at + 1)
  let end = close < 0 ? at + 1 : close + 1
  while (end < source.length && !ENDS_WORD.test(source[end] ?? '')) end += 1
  const text = source.slice(at, end)
  mistakes.push({ at, what: `${shown(text)} begins with a slash`, todo: REGULAR })
  tokens.push({ kind: 'text', at, text, quoted: false })
  return end
}

function checkWord(text: string, wrong: (what: string, todo: string) => void): void {
  const star = text.startsWith('*') && /^\*\p{Script=Hangul}/u.test(text) ? text.indexOf('*', 1) : text.indexOf('*')
  if (isRegular(text)) wrong(`${shown(text)} is a regular expression`, REGULAR)
  else if (/^['‘’]/.test(text)) wrong(`${shown(text)} begins with a single quote`, 'put a phrase in double quotes')
  else if (/^[-!+]./.test(text) && !/^-\d/.test(text))
    wrong(`"${text[0]}" before a word is not known here`, text[0] === '+' ? 'write "and"' : 'write "not"')
  else if (star >= 0 && star < text.length - 1) wrong(`* is inside ${shown(text)}`, 'put * at the end of a word only')
  else if (star >= 0 && !/[\p{L}\p{N}]{3}|[^\u0000-\u1fff]/u.test(text))
    wrong(`${shown(text)} would match nearly everything`, 'write at least three letters before *')
  else if (!/[\p{L}\p{N}]/u.test(text)) wrong(`${shown(text)} has no letters`, 'remove it or write a word')
}

/** A word as messages show it: in quotes, shortened. */
export function shown(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`
}
