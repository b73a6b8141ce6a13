import { stem } from '../../language/en/stem.ts'

/** Classes of words that say what happened, as features of a text: "=cancel". */
export interface Classes {
  /** The class of a stem; null: the word names no event. */
  ofWord(stemmed: string): string | null
  /** The class of two folded words that follow each other: "called off". */
  ofPair(first: string, second: string): string | null
}

/** Compiles the English words of each class: words are compared by stem, two-word phrases by the stem of the first. */
export function compileClasses(
  classes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): Classes {
  const single = new Map<string, string>()
  const pair = new Map<string, string>()
  for (const [name, { en = [] }] of Object.entries(classes)) {
    for (const word of en) {
      const [first = '', second] = word.split(' ')
      if (second !== undefined) pair.set(`${stem(first)} ${second}`, `=${name}`)
      else if (!single.has(stem(word))) single.set(stem(word), `=${name}`)
    }
  }
  return {
    ofWord: stemmed => single.get(stemmed) ?? null,
    ofPair: (first, second) => pair.get(`${stem(first)} ${second}`) ?? null,
  }
}
