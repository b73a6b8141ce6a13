import type { Sentence } from '../brief.ts'

/**
 * As many of a summary's sentences as fit, in order: cut on the borders of sentences, never inside one.
 * @param max UTF-16 units, as Discord counts, for all sentences and one space between two
 * @param lengthOf what a sentence takes where it is drawn with marks or its outlet; default: its text
 */
export function fitSummary(
  sentences: readonly Sentence[],
  max: number,
  lengthOf: (sentence: Sentence) => number = sentence => sentence.text.length,
): readonly Sentence[] {
  const fit: Sentence[] = []
  let left = max + 1
  for (const sentence of sentences) {
    const length = lengthOf(sentence) + 1
    if (length > left) break
    fit.push(sentence)
    left -= length
  }
  return fit
}
