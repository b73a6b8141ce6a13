import { stem } from '../../language/en/stem.ts'
import { BACKGROUND, isStopWord } from '../../language/en/stop-words.ts'
import { LANGUAGES } from '../../language/known-languages.ts'
import { PARTICLE } from '../../language/ko/particles.ts'
import { foldText } from '../../text/fold/fold.ts'
import { SCRIPT, scriptOf } from '../../text/fold/words.ts'
import type { Classes } from './event-words.ts'

/** A feature of a text and where it is. Features: stems, "=class" of an event word, "#number", pairs of Han or kana. */
export interface Token {
  readonly feature: string
  readonly quoted: boolean
  /** Whether it is in a background clause: "… after Trump cancels summit". */
  readonly background: boolean
}

/** How many words must precede one that opens a background clause. */
const BEFORE_BACKGROUND = 2

const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,'][\p{L}\p{N}\p{M}]+)*|[".;:!?]/gu

/** Counters and date signs after a number. */
const COUNTER = new RegExp(`[${LANGUAGES.map(({ counters = '' }) => counters).join('')}]$`, 'u')

/**
 * The features of a text in order; linear in its length.
 * @param classes the words that say what happened
 */
export function tokens(text: string, classes: Classes): readonly Token[] {
  const out: Token[] = []
  const words = foldText(text).match(WORD) ?? []
  let quoted = false
  let background = false
  let inClause = 0
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '"') {
      quoted = !quoted
      continue
    }
    if (/^[.;:!?]$/.test(word)) {
      background = false
      inClause = 0
      continue
    }
    inClause += 1
    if (BACKGROUND.has(word) && inClause > BEFORE_BACKGROUND) background = true
    const event = classes.ofPair(word, words[at + 1] ?? '')
    if (event !== null) {
      out.push({ feature: event, quoted, background })
      at += 1
      continue
    }
    for (const feature of featuresOf(word, classes)) out.push({ feature, quoted, background })
  }
  return out
}

function featuresOf(word: string, classes: Classes): readonly string[] {
  if (/^\p{N}/u.test(word)) return [`#${word.replace(/,/g, '').replace(COUNTER, '')}`]
  const script = scriptOf(word.charCodeAt(0))
  if (script === SCRIPT.hangul) {
    const bare = word.length > 2 ? word.replace(PARTICLE, '') : word
    return bare.length > 1 ? [bare] : []
  }
  if (script === SCRIPT.inside) {
    return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))
  }
  if (word.length < 2 || isStopWord(word)) return []
  const reduced = stem(word)
  return [classes.ofWord(reduced) ?? reduced]
}
