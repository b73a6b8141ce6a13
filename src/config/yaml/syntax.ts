import { type Document, isAlias, isCollection, isScalar, type Node, visit } from 'yaml'
import { oddIndent, slipsIn } from './slips.ts'
import { startOf } from './yaml-place.ts'

/** Invalid YAML, or YAML that was not meant; offsets in UTF-16 units. */
export interface SyntaxFault {
  readonly at: number
  readonly length: number
  readonly what: string
  readonly todo: string
}

interface Fault {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

const QUOTE_IT = 'put the value in quotes'

/**
 * Why a text is not valid YAML: typing slips, each kind once, or else the parser's first error. Its later errors are
 * mostly consequences of the same mistake.
 * @param lineOf the line of an offset, from 1
 */
export function syntaxFaults(
  text: string,
  document: Document,
  lineOf: (offset: number) => number,
): readonly SyntaxFault[] {
  const faults: readonly Fault[] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])
  const [first] = faults
  if (first === undefined) return [...marks(document, text), ...repeatedKeys(document, lineOf)]
  const lines = text.split(/\r\n|\n|\r(?!\n)/)
  if (!text.includes('\n') && text.includes('\r')) {
    const what = 'the lines end as on a Mac of long ago (CR alone)'
    return [{ at: 0, length: 0, what, todo: 'save the file with LF or CRLF line ends' }]
  }
  const from = lineOf(first.pos[0])
  const to = lineOf(faults.at(-1)?.pos[0] ?? 0)
  const starts = (line: number) => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length, 0)
  const offset = (line: number, at: number) => starts(line) + (line - 1) * (text.includes('\r\n') ? 2 : 1) + at
  const slips = slipsIn(lines, from - 1, to)
  if (slips.length > 0) return slips.map(slip => ({ ...slip, at: offset(slip.line, slip.at) }))
  const said = byCode(first, text, document, lines[from - 1] ?? '')
  if (said !== null) return [said]
  const odd = oddIndent(lines, from, Math.max(from + 1, to))
  if (odd !== null) return [{ ...odd, at: offset(odd.line, odd.at), length: restOf(text, offset(odd.line, odd.at)) }]
  const at = offset(from, (lines[from - 1] ?? '').search(/\S|$/))
  if (/block sequence/i.test(first.message)) {
    const what = 'an entry with a dash is among keys without'
    return [{ at, length: 1, what, todo: 'remove "- " here, or begin its neighbours with it too' }]
  }
  if (/^\s*- /.test(lines[from - 1] ?? '') && /Implicit keys/.test(first.message)) {
    const what = 'the entry has keys below it and is none itself'
    return [{ at, length: restOf(text, at), what, todo: 'write its key before it, such as "- term: "' }]
  }
  if (/Implicit keys|followed by map values|implicit map key/.test(first.message)) {
    const what = 'neither "key: value" nor "- entry"'
    return [
      { at, length: restOf(text, at), what, todo: 'add the colon or the dash that is missing, each with a space' },
    ]
  }
  const todo = 'check quotes, colons and indentation on this line and the one before'
  return [{ at: first.pos[0], length: 1, what: `not valid YAML: ${first.message.replace(/\s+/g, ' ')}`, todo }]
}

/** The parser's error in words for the file's author; null: no better words are known. */
function byCode(fault: Fault, text: string, document: Document, line: string): SyntaxFault | null {
  const [at, end] = fault.pos
  const say = (what: string, todo: string, place = at, length = Math.max(1, end - at)) => ({
    at: place,
    length,
    what,
    todo,
  })
  const before = text.slice(0, at).trimEnd().at(-1) ?? ''
  switch (fault.code) {
    case 'UNEXPECTED_TOKEN': {
      if (/alias/.test(fault.message))
        return beginsWith('*', text.lastIndexOf('\n', at) + 1 + line.search(/(?<=^|\s)\*/), text)
      if (/^Unexpected ,/.test(fault.message)) return say('a comma too many', 'remove it')
      if (/Not a YAML token/.test(fault.message)) return beginsWith(before, text.lastIndexOf(before, at), text)
      if (before === ']' || before === '}')
        return say(`text goes on after the closing ${before}`, 'put the whole value in quotes')
      if (before !== '"' && before !== "'") return null
      if (/^[,;]\s*$/.test(text.slice(at, at + restOf(text, at))))
        return say(`a "${text[at]}" after the closing ${before}`, 'remove it: each entry has its line')
      const todo =
        before === '"'
          ? "put the whole value in single quotes: '…'"
          : "put the whole value in double quotes, or write '' for the apostrophe"
      return say(`text goes on after the closing ${before}`, todo)
    }
    case 'BAD_ALIAS':
      return beginsWith('*', at, text)
    case 'BAD_SCALAR_START':
      return beginsWith(text[at] ?? '', at, text)
    case 'BAD_DQ_ESCAPE':
      return say(
        `"${text.slice(at, at + 2)}" means nothing in double quotes`,
        'put the value in single quotes, or write \\\\ for a backslash',
        at,
        2,
      )
    case 'MULTIPLE_DOCS':
      return say('a second document begins here', 'remove the line "---": a file holds one', at, 3)
    case 'TAB_AS_INDENT':
      return say('a tab where YAML wants spaces', 'indent with spaces')
    case 'MISSING_CHAR':
      if (/closing .quote/.test(fault.message)) return unclosed(document, at, text, false)
      if (/flow (?:sequence|map)/.test(fault.message)) {
        const earlier = text.slice(Math.max(0, at - 400), at)
        return / #\S[^\n]*\n\s*$/.test(earlier)
          ? comment(text.lastIndexOf(' #', at) + 1, text)
          : say('a comma is missing before this', 'write a comma between two entries')
      }
      return null
    case 'BAD_INDENT':
      return /end with a/.test(fault.message) ? unclosed(document, at, text, true) : null
    case 'BLOCK_AS_IMPLICIT_KEY': {
      const colon = text.slice(0, at + 1).lastIndexOf('\n') + 1
      const inside = /^\s*(?:- )?[^\s:"'[{][^:"'[{]*: +[^"'[{&*!|>%@`\s][^"]*?(: )/.exec(line)
      if (inside === null) return null
      return say('": " inside a value makes a key of what precedes it', QUOTE_IT, colon + inside[0].length - 2, 1)
    }
    default:
      return null
  }
}

/** A value that begins with a character that YAML reserves; in quotes it is text. */
function beginsWith(sign: string, at: number, text: string): SyntaxFault {
  const rest = text.slice(at, at + restOf(text, at)).trimEnd()
  // In a bracketed list the value ends before the line does.
  const plain = rest.length <= 60 && !/["'\\,[\]{}#]/.test(rest)
  const todo = plain ? `${QUOTE_IT}: "${rest}"` : QUOTE_IT
  return { at, length: plain ? rest.length : 1, what: `a value cannot begin with "${sign}"`, todo }
}

function comment(at: number, text: string): SyntaxFault {
  const what = '" #" begins a comment: what follows it on the line is not read'
  return { at, length: restOf(text, at), what, todo: QUOTE_IT }
}

/** The last bracket, or else quote, left open before a place: where the parser gave up. */
function unclosed(document: Document, before: number, text: string, bracket: boolean): SyntaxFault | null {
  let at = -1
  visit(document, {
    Node(_, node) {
      const start = startOf(node as Node)
      if (start >= before || start < at) return
      if (!bracket && isScalar(node) && /^QUOTE/.test(String(node.type)) && (node.range?.[1] ?? 0) >= before - 1)
        at = start
      if (bracket && isCollection(node) && node.flow === true && (node.range?.[1] ?? 0) >= before - 1) at = start
    },
  })
  const sign = text[at]
  if (at < 0 || sign === undefined) return null
  const close = sign === '[' ? ']' : sign === '{' ? '}' : sign
  return {
    at,
    length: 1,
    what: `"${sign}" is never closed`.replace('"""', "'\"'"),
    todo: `add ${close} where the value ends`,
  }
}

/** Tags, anchors and aliases that were meant as words. */
function marks(document: Document, text: string): readonly SyntaxFault[] {
  const found: SyntaxFault[] = document.warnings
    .filter(({ code }) => code === 'TAG_RESOLVE_FAILED')
    .map(({ pos }) => beginsWith('!', pos[0], text))
  const named = new Set<string>()
  const anchors = new Map<string, number>()
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        named.add(node.source)
        if (!anchors.has(node.source)) found.push(beginsWith('*', startOf(node), text))
      } else if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, startOf(node as Node))
    },
  })
  return found
}

/** Duplicate keys in a block (YAML 1.2, 3.2.1.1): the first per block, since several mean an entry without its dash. */
function repeatedKeys(document: Document, lineOf: (offset: number) => number): readonly SyntaxFault[] {
  const found: SyntaxFault[] = []
  visit(document, {
    Map(_, { items }) {
      const known = new Map<unknown, number>()
      let told = false
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const first = known.get(key.value)
        if (first === undefined) known.set(key.value, startOf(key))
        else if (!told) {
          told = true
          const name = String(key.value)
          const what = `"${name.length > 64 ? `${name.slice(0, 63)}…` : name}" occurs twice in one block, first on line ${lineOf(first)}`
          found.push({
            at: startOf(key),
            length: name.length,
            what,
            todo: 'remove one, or begin a new entry with "- "',
          })
        }
      }
    },
  })
  return found
}

/** UTF-16 units to the end of the line. */
function restOf(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return (end < 0 ? text.length : end) - at
}
