/** The values of `form:`: how a headline is written, whatever it says. */
export const FORMS = [
  'question',
  'quote',
  'colon',
  'first-person',
  'opener',
  'past-year',
  'lower-case',
  'no-summary',
  'short',
] as const
export type FormFact = (typeof FORMS)[number]

/** English words that begin essays, lists and explainers; in other languages only the question mark counts. */
const OPENER =
  /^(?:opinion|analysis|how|why|what|who|when|where|is|are|can|could|should|would|will|does|do|did|if|here['’]s|this is|meet|inside|\d+ )\b/i
const FIRST_PERSON = /\b(?:I|we|you|your|my|our|me|he['’]s)\b/
const QUOTE = /[‘“"「『]\S/
const COLON = /^[^:：]{3,40}[:：]/
const YEAR = /\b(?:19[5-9]\d|20[0-4]\d)\b/
/** Headlines shorter than this (characters) say little; a Han or Hangul character counts for more than one. */
const SHORT = 40
const WIDE = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/g

/** The forms of one item. Linear in the title's length. */
export function formsOfText(title: string, summary: string): FormFact[] {
  const forms: FormFact[] = []
  if (/[?？]/.test(title)) forms.push('question')
  if (QUOTE.test(title)) forms.push('quote')
  if (COLON.test(title)) forms.push('colon')
  if (FIRST_PERSON.test(title)) forms.push('first-person')
  if (OPENER.test(title)) forms.push('opener')
  if (YEAR.test(title)) forms.push('past-year')
  if (/\p{Ll}{3}/u.test(title) && !/\p{Lu}/u.test(title)) forms.push('lower-case')
  if (summary === '') forms.push('no-summary')
  if (title.length + 1.5 * (title.match(WIDE)?.length ?? 0) < SHORT) forms.push('short')
  return forms
}
