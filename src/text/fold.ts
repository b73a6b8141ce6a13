import { KIND, kinds } from './kinds.ts'
import { tagAt } from './tag.ts'
import { SCRIPT, scriptOf } from './words.ts'

/** A text in the form in which it is compared, with the way back: unit i came from text.slice(from[i], to[i]). */
export interface Folded {
  readonly units: Uint16Array
  readonly from: Int32Array
  readonly to: Int32Array
  /** Units in use; the arrays may be longer. */
  readonly length: number
}

const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const HYPHEN = 45
const DOT = 46
const LESS = 60

/** The longest run of combining marks that is normalised together, and the most units that one character may fold to. */
const LONGEST_CLUSTER = 32
const LONGEST_FOLD = 4

/** Latin letters that no normal form takes apart. */
const SINGLE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ð: 'd',
  þ: 'th',
}

const FOLDS_BELOW = 0x2500
const folds = foldTable()

/**
 * Folds a text for comparison: NFKC, lower case, no diacritics, one space for white space of any kind and for hyphens and middle
 * dots inside names, one form of apostrophe and quotation mark, no dots in acronyms (U.S. → us), no invisible characters, no line
 * break between Han or kana, no markup. Linear in the text's length.
 */
export function fold(text: string): Folded {
  const out = new Out(text.length + 16)
  const slow = new Map<string, string>()
  const end = text.length
  let droppedDot = -2
  let at = 0
  while (at < end) {
    const unit = text.charCodeAt(at)
    const next = at + 1 < end ? text.charCodeAt(at + 1) : 0
    if (next < 0x300 || kinds[next] !== KIND.mark) {
      if (unit >= 97 && unit <= 122) {
        out.push(unit, at, at + 1)
        at += 1
        continue
      }
      if (unit >= 65 && unit <= 90) {
        out.push(unit + 32, at, at + 1)
        at += 1
        continue
      }
      if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)) {
        out.push(unit, at, at + 1)
        at += 1
        continue
      }
    }
    switch (kinds[unit]) {
      case KIND.space: {
        const after = skipSpace(text, at)
        const joined =
          after.broken && scriptOf(out.last()) === SCRIPT.inside && scriptOf(text.charCodeAt(after.at)) === 3
        if (!joined && out.last() !== SPACE) out.push(SPACE, at, after.at)
        at = after.at
        continue
      }
      case KIND.hyphen:
        out.push(scriptOf(out.last()) === SCRIPT.none ? HYPHEN : SPACE, at, at + 1)
        at += 1
        continue
      case KIND.dash:
        out.push(HYPHEN, at, at + 1)
        at += 1
        continue
      case KIND.apostrophe:
        out.push(APOSTROPHE, at, at + 1)
        at += 1
        continue
      case KIND.quote:
        out.push(QUOTE, at, at + 1)
        at += 1
        continue
      case KIND.dropped:
        at += 1
        continue
      default:
    }
    if (unit === LESS) {
      const tag = tagAt(text, at)
      if (tag !== null) {
        if (tag.border && out.last() !== SPACE) out.push(SPACE, at, tag.end)
        at = tag.end
        continue
      }
    }
    if (unit === DOT) {
      if (isAcronymDot(text, at, droppedDot)) {
        droppedDot = at
        out.widen(at + 1)
      } else out.push(DOT, at, at + 1)
      at += 1
      continue
    }
    const after = clusterEnd(text, at)
    const cluster = text.slice(at, after)
    let folded = after === at + 1 && unit < FOLDS_BELOW ? folds[unit] : slow.get(cluster)
    if (folded === undefined) {
      folded = foldCluster(cluster)
      slow.set(cluster, folded)
    }
    for (let index = 0; index < folded.length; index += 1) out.push(folded.charCodeAt(index), at, after)
    at = after
  }
  return out.done()
}

/** The folded form as a text, for terms and for comparison of whole names. */
export function foldText(text: string): string {
  const { units, length } = fold(text)
  let out = ''
  for (let at = 0; at < length; at += 4096)
    out += String.fromCharCode(...units.subarray(at, Math.min(length, at + 4096)))
  return out.trim()
}

/** A dot between or after single letters: U.S., U.S, D.P.R.K. */
function isAcronymDot(text: string, at: number, droppedDot: number): boolean {
  if (scriptOf(text.charCodeAt(at - 1)) !== SCRIPT.spaced || scriptOf(text.charCodeAt(at - 2)) !== SCRIPT.none)
    return false
  if (isDigit(text.charCodeAt(at - 1))) return false
  const next = text.charCodeAt(at + 1)
  if (scriptOf(next) === SCRIPT.spaced) return !isDigit(next) && scriptOf(text.charCodeAt(at + 2)) !== SCRIPT.spaced
  return droppedDot === at - 2
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function skipSpace(text: string, from: number): { readonly at: number; readonly broken: boolean } {
  let at = from
  let broken = false
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (kinds[unit] !== KIND.space && kinds[unit] !== KIND.dropped) break
    if (unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029) broken = true
  }
  return { at, broken }
}

function clusterEnd(text: string, at: number): number {
  const high = text.charCodeAt(at)
  const low = at + 1 < text.length ? text.charCodeAt(at + 1) : 0
  let after = at + (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000 ? 2 : 1)
  while (after < text.length && after - at < LONGEST_CLUSTER && kinds[text.charCodeAt(after)] === KIND.mark) after += 1
  return after
}

function foldCluster(cluster: string): string {
  const composed = cluster.normalize('NFKC').toLowerCase()
  const bare = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(composed)
    ? composed.normalize('NFD').replace(/\p{M}+/gu, '')
    : composed
  return (SINGLE[bare] ?? bare).slice(0, LONGEST_FOLD)
}

class Out {
  private units: Uint16Array
  private from: Int32Array
  private to: Int32Array
  private length = 0

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity)
    this.from = new Int32Array(capacity)
    this.to = new Int32Array(capacity)
  }

  last(): number {
    return this.length === 0 ? Number.NaN : (this.units[this.length - 1] ?? Number.NaN)
  }

  push(unit: number, from: number, to: number): void {
    if (this.length === this.units.length) this.grow()
    this.units[this.length] = unit
    this.from[this.length] = from
    this.to[this.length] = to
    this.length += 1
  }

  /** The last unit stands for more of the text. */
  widen(to: number): void {
    if (this.length > 0) this.to[this.length - 1] = to
  }

  done(): Folded {
    return { units: this.units, from: this.from, to: this.to, length: this.length }
  }

  private grow(): void {
    const capacity = this.units.length * 2
    const units = new Uint16Array(capacity)
    const from = new Int32Array(capacity)
    const to = new Int32Array(capacity)
    units.set(this.units)
    from.set(this.from)
    to.set(this.to)
    this.units = units
    this.from = from
    this.to = to
  }
}

function foldTable(): readonly string[] {
  return Array.from({ length: FOLDS_BELOW }, (_, unit) => foldCluster(String.fromCharCode(unit)))
}
