const VOWEL = /[aeiouy]/

/**
 * A light English stem: plural, possessive, -ed, -ing, -ly and -er/-or/-ion of verbs, so that "cancels", "cancelled", "canceling" and
 * "cancellation" have the same stem. Other scripts are returned unchanged.
 */
export function stem(word: string): string {
  let w = word.replace(/'s?$/, '').replace(/'/g, '')
  if (w.length < 4 || !/^[a-z]+$/.test(w)) return w
  if (w.endsWith('ies') && w.length > 4) w = `${w.slice(0, -3)}y`
  else if (/(?:ss|sh|ch|x|z)es$/.test(w)) w = w.slice(0, -2)
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1)
  for (const ending of ['ization', 'isation', 'ation', 'ition', 'ement', 'ment', 'ing', 'ied', 'ed', 'ion', 'ly']) {
    if (!w.endsWith(ending)) continue
    const rest = w.slice(0, -ending.length)
    if (rest.length < 3 || !VOWEL.test(rest)) break
    w = ending === 'ied' ? `${rest}y` : rest
    break
  }
  if (/([b-df-hj-np-tv-z])\1$/.test(w) && w.length > 4 && !/(?:ss|ff|zz)$/.test(w)) w = w.slice(0, -1)
  if (w.length > 4 && w.endsWith('e')) w = w.slice(0, -1)
  if (w.length > 5 && /(?:is|iz)$/.test(w)) w = w.slice(0, -1)
  return w
}
