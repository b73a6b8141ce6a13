import type { Sentence } from '../brief.ts'

/**
 * As many of a summary's whole sentences as fit, in order.
 * @param max UTF-16 units, as Discord counts, for all sentences with one space between them
 * @param lengthOf a sentence's length as drawn, with markup or its outlet; default: its text's
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
