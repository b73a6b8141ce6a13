import type { z } from 'zod'
import type { Path } from './path.ts'
import { knownKeys, takesText } from './schema-keys.ts'

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of two',
  object: 'a block of keys',
  record: 'a block of keys',
}

const ACTUAL: Readonly<Record<string, string>> = { ...NAMES, null: 'nothing' }

/** A value of a kind other than the schema wants. */
export interface Wrong {
  readonly path: Path
  /** The name of the part. */
  readonly name: string
  readonly value: unknown
  /** zod's kinds, joined with "|"; "choice": one of `values`. */
  readonly expected: string
  /** The allowed words. */
  readonly values: readonly string[]
  readonly schema: z.ZodType
  /** A scalar as written in the file, without its quotes; null: not a scalar. */
  readonly source: string | null
  /** Whether it is written in quotes. */
  readonly quoted: boolean
  /** Whether there is a comment in place of the value. */
  readonly comment: boolean
}

/** What is wrong with the kind of a value, and how to write it. */
export function wrongKind(wrong: Wrong): { readonly what: string; readonly todo: string } {
  const { name, value, values } = wrong
  const kinds = wrong.expected.split('|').filter(kind => kind !== 'choice' && kind !== '')
  const wanted = [...values.slice(0, kinds.length > 0 ? 3 : 0), ...kinds.map(kind => NAMES[kind] ?? kind)].join(' or ')
  if (value === undefined)
    return { what: `${name} is missing`, todo: `add it: ${wanted === '' ? `one of: ${values.join(', ')}` : wanted}` }
  const inList = typeof wrong.path.at(-1) === 'number'
  if (value === null) return nothing(wrong, inList, wanted)
  if (wanted === '') return { what: `${name} cannot be ${JSON.stringify(value)}`, todo: `one of: ${values.join(', ')}` }
  const colon = kinds.includes('string') && !wrong.path.includes('headers') ? colonInText(value) : null
  if (colon !== null) return colon
  if (kinds.includes('string') && typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value))
    return { what: `${name} is a number too long to be kept exactly`, todo: remedy(wrong, kinds, wanted) }
  const what = `${name} must be ${wanted}, not ${ACTUAL[kindOf(value)] ?? kindOf(value)}`
  return { what, todo: remedy(wrong, kinds, wanted) }
}

function nothing({ name, source, values, comment }: Wrong, inList: boolean, wanted: string) {
  if (source !== null && source !== '')
    return {
      what: `${source} means nothing to YAML, where ${wanted} should stand`,
      todo: `put it in quotes: "${source}"`,
    }
  const what = inList ? `an entry of ${name} is empty` : `${name} is empty`
  if (comment) return { what: `${what}: "#" begins a comment`, todo: 'put the value in quotes' }
  if (inList) return { what, todo: 'write it, or remove the dash' }
  return { what, todo: wanted === '' ? `one of: ${values.join(', ')}` : `write ${wanted}` }
}

/** YAML reads `- US: talks resume` as a block with the key "US". */
export function colonInText(value: unknown): { readonly what: string; readonly todo: string } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const [entry, ...more] = Object.entries(value)
  if (entry === undefined || more.length > 0 || entry[0] === 'term') return null
  const [key, rest] = entry
  if (rest !== null && typeof rest === 'object') return null
  const whole = `${key}: ${String(rest ?? '')}`.trim()
  const shown = whole.length <= 60 && !/["\\]/.test(whole) ? `: "${whole}"` : ''
  return { what: `": " makes a block of keys of this text`, todo: `put the whole in quotes${shown}` }
}

function remedy({ path, value, schema, source, quoted }: Wrong, kinds: readonly string[], wanted: string): string {
  const secret = path.includes('headers')
  const short = source !== null && source.length <= 60 && !secret && !source.includes('\n') ? source : null
  if (kinds.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return short === null ? 'put it in quotes' : `put it in quotes: "${short}"`
  if (kinds.includes('string') && Array.isArray(value)) return 'write one text, without brackets and dashes'
  if (kinds.includes('tuple')) return 'write two in brackets, with a comma between: [first, second]'
  if (kinds.includes('array')) {
    if (typeof value === 'string' && takesText(schema, [...path, 0])) {
      const shown = short === null ? '…' : quoted ? `"${short}"` : short
      return `put it in brackets: [${shown}]`
    }
    return 'begin each entry with "- "'
  }
  if (kinds.includes('boolean') && typeof value === 'string') {
    const yes = /^(?:true|yes|on|y)$/i.test(value)
    const no = /^(?:false|no|off|n)$/i.test(value)
    return yes || no ? `write ${yes} without quotes` : 'write true or false, without quotes'
  }
  if (
    (kinds.includes('number') || kinds.includes('int')) &&
    typeof value === 'string' &&
    /^-?\d+(?:\.\d+)?$/.test(value)
  )
    return `write it without quotes: ${value}`
  if (kinds.includes('object') || kinds.includes('record')) {
    const keys = knownKeys(schema, path)
    if (path.length === 0) return `begin with "${keys[0] ?? ''}:" and indent the rest`
    if (keys.length > 0) return `write its keys under it: ${keys.slice(0, 8).join(', ')}`
    return `write each as NAME: value${Array.isArray(value) ? ', without dashes and brackets' : ''}`
  }
  return `write ${wanted}`
}

/** The kind of a value in zod's words. */
function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** The value at a path. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
