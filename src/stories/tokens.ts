import { foldText } from '../text/fold.ts'
import { SCRIPT, scriptOf } from '../text/words.ts'
import { compileEventWords } from './event-words.ts'
import { isStopWord, stem } from './stem.ts'

const EVENTS = compileEventWords(stem)

/** Korean endings and particles that follow a noun, longest first. */
const PARTICLE = /(?:에서는|으로는|에게서|이라고|라고|에서|으로|에게|까지|부터|보다|처럼|은|는|이|가|을|를|의|에|와|과|로|도|만)$/

/** The features of a text in order of their standing: stems, event classes as "=class", numbers, pairs of Han or kana. */
export function tokens(text: string): readonly string[] {
  const words = foldText(text).match(/[\p{L}\p{N}\p{M}]+(?:[.,'][\p{L}\p{N}\p{M}]+)*/gu) ?? []
  const out: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const next = words[at + 1]
    const phrase = next === undefined ? undefined : EVENTS.pair.get(`${word} ${next}`)
    if (phrase !== undefined) {
      out.push(`=${phrase}`)
      at += 1
      continue
    }
    pushWord(word, out)
  }
  return out
}

function pushWord(word: string, out: string[]): void {
  if (/^\p{N}/u.test(word)) {
    out.push(`#${word.replace(/,/g, '')}`)
    return
  }
  const script = scriptOf(word.charCodeAt(0))
  if (script === SCRIPT.hangul) {
    const bare = word.length > 2 ? word.replace(PARTICLE, '') : word
    if (bare.length > 1) out.push(bare)
    return
  }
  if (script === SCRIPT.inside) {
    for (let at = 0; at + 1 < word.length; at += 1) out.push(word.slice(at, at + 2))
    return
  }
  if (word.length < 2 || isStopWord(word)) return
  const reduced = stem(word)
  const event = EVENTS.single.get(reduced)
  out.push(event === undefined ? reduced : `=${event}`)
}
