/** A typing slip that YAML reads as something else, and that is recognisable from its line alone. */
export interface Slip {
  /** Line number from 1, and UTF-16 units into the line. */
  readonly line: number
  readonly at: number
  readonly length: number
  readonly what: string
  readonly todo: string
}

interface Kind {
  readonly pattern: RegExp
  readonly what: string
  readonly todo: string
}

const SPACES: Readonly<Record<string, string>> = {
  '\u00a0': 'a no-break space',
  '\u3000': 'a full-width space',
  '\u200b': 'an invisible character (U+200B)',
  '\ufeff': 'an invisible character (U+FEFF)',
}

/** In order of precedence; the group `at` marks the slip. Keys are ASCII, so that no headline is taken for one. */
const KINDS: readonly Kind[] = [
  {
    pattern: /^(?<at>(?:<{7}|={7}|>{7})(?: .*)?)$/,
    what: 'the mark of a merge conflict',
    todo: 'keep one of the two versions and remove the marks',
  },
  { pattern: /^\s*(?<at>```.*)$/, what: 'a mark of Markdown', todo: 'remove the line' },
  {
    pattern: /^ *(?<at>\t[\t ]*)(?=\S)/,
    what: 'a tab where YAML wants spaces',
    todo: 'indent with spaces',
  },
  {
    pattern: /^[ \t]*(?<at>[\u00a0\u2000-\u200b\u202f\u3000\ufeff]+)/,
    what: '{space} where YAML wants spaces',
    todo: 'indent with plain spaces',
  },
  {
    pattern: /^\s*(?:- )?["']?[A-Za-z][\w-]*["']?\s*(?<at>：)/,
    what: '"：" is a full-width colon',
    todo: 'write ":" and a space',
  },
  {
    pattern: /^\s*(?:- )?[A-Za-z][\w-]*:(?<at>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])/,
    what: '{space} after the colon',
    todo: 'write a plain space',
  },
  {
    pattern: /^\s*(?:- )?[A-Za-z][\w-]*(?<at> ?=)(?= )/,
    what: '"=" where YAML wants ":"',
    todo: 'write ": "',
  },
  {
    pattern: /^\s*(?:- )?(?<at>[A-Za-z][\w-]*:)(?=[^\s/:])/,
    what: 'no space after the colon',
    todo: 'write ": "',
  },
  { pattern: /^\s*(?<at>-)(?=[^\s-])/, what: 'no space after the dash', todo: 'begin the entry with "- "' },
  {
    pattern: /^\s*(?<at>[–—－•・·])/,
    what: 'another sign where YAML wants "-"',
    todo: 'begin the entry with "- "',
  },
]

/**
 * Slips in a stretch of invalid YAML: one of each kind, with the number of further lines that have it.
 * @param first line numbers from 1
 */
export function slipsIn(lines: readonly string[], first: number, last: number): readonly Slip[] {
  const found = new Map<Kind, { readonly slip: Slip; more: number }>()
  for (let number = Math.max(1, first); number <= Math.min(last, lines.length); number += 1) {
    const line = lines[number - 1] ?? ''
    if (line.trimStart().startsWith('#')) continue
    for (const kind of KINDS) {
      const match = kind.pattern.exec(line)
      const meant = match?.groups?.at
      if (match === null || meant === undefined) continue
      const known = found.get(kind)
      if (known !== undefined) known.more += 1
      else {
        const at = match[0].lastIndexOf(meant)
        const what = kind.what.replace('{space}', SPACES[meant[0] ?? ''] ?? 'a space of another kind')
        found.set(kind, { slip: { line: number, at, length: meant.length, what, todo: kind.todo }, more: 0 })
      }
      break
    }
  }
  return [...found.values()].map(({ slip, more }) => {
    return more === 0 ? slip : { ...slip, todo: `${slip.todo}, here and on ${more} more line${more === 1 ? '' : 's'}` }
  })
}

/** The first line in a stretch whose indentation fits no line above it; null: all fit. */
export function oddIndent(lines: readonly string[], first: number, last: number): Slip | null {
  const open: number[] = [0]
  let opens = true
  let previous = 0
  let brackets = 0
  for (const [index, line] of lines.entries()) {
    const depth = line.search(/\S/)
    if (depth < 0 || line[depth] === '#') continue
    const within = brackets > 0
    brackets = Math.max(0, brackets + bracketsOf(line))
    if (within) continue
    const number = index + 1
    if (number > last) return null
    const known = open.includes(depth)
    const deeper = depth > (open.at(-1) ?? 0)
    if (number >= first && !known && !(deeper && opens)) {
      const what = deeper
        ? `this line is indented more than line ${previous}, which opens no block`
        : `this line is indented by ${depth}, and no line above it is`
      const todo = 'begin it in the same column as the lines it belongs to'
      return { line: number, at: depth, length: 0, what, todo: deeper ? `${todo}, or line ${previous}` : todo }
    }
    previous = number
    while ((open.at(-1) ?? 0) > depth) open.pop()
    if (open.at(-1) !== depth) open.push(depth)
    const dash = /^(?:- +)+/.exec(line.slice(depth))?.[0].length ?? 0
    if (dash > 0) open.push(depth + dash)
    opens = /(?:^|[:-])\s*(?:[|>][+-]?\s*)?(?: #.*)?$/.test(line)
  }
  return null
}

/** Brackets that a line opens minus those that it closes, outside quotes. */
function bracketsOf(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'| #.*$/g, '')
  return bare.replace(/[^[{]/g, '').length - bare.replace(/[^\]}]/g, '').length
}
