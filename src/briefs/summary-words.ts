/** Words without which a sentence means the same to a reader who skims: they are counted, but tell little of a story. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the of to in on at by for with from as is are was were be been being has have had do does did will would could should may might can that ' +
    'this these those it its he his him her she they them their we our us you your i my me and or but if so than then not no nor who whom which ' +
    'what when where while after before about into over out up down also more most other some such only own same s t just there here all any both ' +
    'each few how why because until against between through during under again further once says said say told tell'
  ).split(' '),
)

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[\p{L}\p{N}]+/gu
const INSIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u
const HANGUL = /^\p{Script=Hangul}{3,}$/u
/** Particles that a Korean noun carries at its end. */
const PARTICLE = /(?:에서|으로|에게|까지|부터|이라고|라고|은|는|이|가|을|를|의|에|도|로|과|와|만)$/u

/**
 * The words of a text, in order, lower-cased. Korean words lose one particle; Chinese and Japanese, whose words have no borders in
 * writing, are taken as pairs of characters. Linear in the text's length.
 */
export function summaryWords(text: string): readonly string[] {
  const words: string[] = []
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
    if (!INSIDE.test(run)) {
      words.push(HANGUL.test(run) ? run.replace(PARTICLE, '') : run)
      continue
    }
    const characters = [...run]
    if (characters.length === 1) words.push(run)
    for (let at = 1; at < characters.length; at += 1) words.push(`${characters[at - 1]}${characters[at]}`)
  }
  return words
}

/** Pairs of neighbouring words. */
export function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}
