import { foldCharacter, LONGEST_FOLD, meet, simple } from './character.ts'
import { KIND, kinds } from './kinds.ts'
import { tagAt } from './tag.ts'
import { SCRIPT, scriptOf, scripts } from './words.ts'

/** A text in the form in which it is compared, with the way back to the original: unit i came from text.slice(from[i], to[i]). */
export interface Folded {
  readonly units: Uint16Array
  readonly from: Int32Array
  readonly to: Int32Array
  /** Units in use; the arrays may be longer. */
  readonly length: number
}

/** A reusable buffer for a folded text: its earlier contents are overwritten. */
export class FoldRoom {
  units = new Uint16Array(0)
  from = new Int32Array(0)
  to = new Int32Array(0)

  /** Makes room for `size` units; the first `kept` stay. */
  reserve(size: number, kept: number): void {
    if (size <= this.units.length) return
    const capacity = Math.max(size, Math.min(this.units.length * 2, size + 1_000_000))
    const { units, from, to } = this
    this.units = new Uint16Array(capacity)
    this.from = new Int32Array(capacity)
    this.to = new Int32Array(capacity)
    this.units.set(units.subarray(0, kept))
    this.from.set(from.subarray(0, kept))
    this.to.set(to.subarray(0, kept))
  }
}

const SPACE = 32
const FIRST_HAN = 0x3400
const QUOTE = 34
const APOSTROPHE = 39
const HYPHEN = 45
const DASH = 0x2014
const DOT = 46
const LESS = 60

/** The longest run of combining marks that is normalised together. */
const LONGEST_CLUSTER = 32

/**
 * Folds a text for comparison: NFKC, lower case, no diacritics, one space for white space of any kind and for hyphens and middle
 * dots inside names, none between one-letter countries (북·미 → 북미), one form of dash, of apostrophe and of quotation mark, no dots in
 * acronyms (U.S. → us), no invisible
 * characters, no line break between Han or kana, no markup. Linear in the text's length.
 */
export function fold(text: string, room: FoldRoom = new FoldRoom()): Folded {
  const end = text.length
  room.reserve(end + LONGEST_FOLD, 0)
  let { units, from, to } = room
  let slow: Map<string, string> | null = null
  let length = 0
  let last = 0
  let droppedDot = -2
  /** Start of the last letter before which a dot was dropped. */
  let joined = -1
  let at = 0
  while (at < end) {
    const unit = text.charCodeAt(at)
    let made = simple[unit] as number
    let after = at + 1
    if (made === 0) {
      switch (kinds[unit]) {
        case KIND.space: {
          // Nearly every space is a single one.
          if (unit === SPACE && simple[text.charCodeAt(after)] !== 0) {
            if (last !== SPACE) made = SPACE
            break
          }
          const run = skipSpace(text, at)
          after = run.at
          const wrapped =
            run.broken && scripts[last] === SCRIPT.inside && scriptOf(text.charCodeAt(after)) === SCRIPT.inside
          if (!wrapped && last !== SPACE) made = SPACE
          break
        }
        case KIND.hyphen:
        case KIND.middle:
          // No Han or Hangul letter is below FIRST_HAN, and most hyphens are between Latin letters.
          if (last >= FIRST_HAN && joins(text, at, units, length, joined)) joined = length
          else made = scripts[last] === SCRIPT.none ? HYPHEN : SPACE
          break
        case KIND.dash:
          made = DASH
          break
        case KIND.apostrophe:
          made = APOSTROPHE
          break
        case KIND.quote:
          made = QUOTE
          break
        case KIND.dropped:
          break
        case KIND.less: {
          const tag = tagAt(text, at)
          if (tag === null) made = LESS
          else {
            after = tag.end
            if (tag.border && last !== SPACE) made = SPACE
          }
          break
        }
        case KIND.dot:
          if (isAcronymDot(text, at, droppedDot)) {
            droppedDot = at
            to[length - 1] = after
          } else made = DOT
          break
        default: {
          // A combining mark belongs to the character before it: both are folded again, together.
          let begin = at
          if (kinds[unit] === KIND.mark && length > 0 && to[length - 1] === at) {
            const base = from[length - 1] as number
            // Not if the base was folded with more than itself, such as a run of spaces or "U.".
            if (clusterEnd(text, base) > at) {
              begin = base
              while (length > 0 && from[length - 1] === begin) length -= 1
            } else if (at - base >= LONGEST_CLUSTER) break
          }
          after = clusterEnd(text, begin)
          const cluster = text.slice(begin, after)
          slow ??= new Map()
          let folded = slow.get(cluster)
          if (folded === undefined) {
            folded = foldCharacter(cluster)
            slow.set(cluster, folded)
            if (cluster.length === 1 && folded.length === 1) meet(unit, folded.charCodeAt(0))
          }
          room.reserve(length + folded.length + end - after + LONGEST_FOLD, length)
          units = room.units
          from = room.from
          to = room.to
          for (let index = 0; index < folded.length; index += 1) {
            const brought = folded.charCodeAt(index)
            last = brought === HYPHEN && scripts[last] !== SCRIPT.none ? SPACE : brought
            units[length] = last
            from[length] = begin
            to[length] = after
            length += 1
          }
        }
      }
    }
    if (made !== 0) {
      units[length] = made
      from[length] = at
      to[length] = after
      length += 1
      last = made
    }
    at = after
  }
  return { units, from, to, length }
}

/** The buffer for short texts, which are most; a long one gets its own, so that no large buffer is kept. */
const shortRoom = new FoldRoom()
const SHORT = 16_384

/** The folded form as a string, for terms and for comparing whole names. */
export function foldText(text: string): string {
  const { units, length } = fold(text, text.length <= SHORT ? shortRoom : new FoldRoom())
  let out = ''
  for (let at = 0; at < length; at += 4096)
    // Several times as fast as spreading the units.
    out += Reflect.apply(String.fromCharCode, null, units.subarray(at, Math.min(length, at + 4096)))
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

/**
 * Whether a dot or hyphen is inside one word: headlines name countries by one letter, with or without a dot between them – 북·미 is 북미,
 * 韓・米・朝 is 韓米朝, 북·미정상회담 is 북미정상회담. That is so after a single Han or Hangul letter; between Han letters a
 * middle dot is so anywhere, since Han has no word borders, except for the Japanese dot, which separates items of a list.
 * @param joined start of the last letter before which this was so
 */
function joins(text: string, at: number, units: Uint16Array, length: number, joined: number): boolean {
  if (length === 0) return false
  const left = letterOf(units[length - 1] ?? 0)
  if (left === null) return false
  let next = at + 1
  while (next < text.length && kinds[text.charCodeAt(next)] === KIND.dropped) next += 1
  const right = letterOf(text.charCodeAt(next))
  if (right === null) return false
  if (left === 'han' && right === 'han' && kinds[text.charCodeAt(at)] === KIND.middle) return true
  return joined === length - 1 || length === 1 || letterOf(units[length - 2] ?? 0) !== left
}

/** The script of a letter that may be a word by itself, else null; after a dot, a Hangul syllable may begin with its first part. */
function letterOf(unit: number): 'han' | 'hangul' | null {
  if ((unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0x1100 && unit <= 0x1112)) return 'hangul'
  return (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff)
    ? 'han'
    : null
}

/** Whether a word separator was dropped before an offset of the folded text: a word may begin there too. */
export function isParted(text: string, { from, to }: Folded, at: number): boolean {
  for (let place = to[at - 1] ?? 0; place < (from[at] ?? 0); place += 1) {
    const kind = kinds[text.charCodeAt(place)]
    if (kind === KIND.hyphen || kind === KIND.middle) return true
  }
  return false
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
    // A zero-width space marks where a line may break.
    if (unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029 || unit === 0x200b) broken = true
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
