/** Words that carry no event: never a feature. Negations and directions are kept. */
const STOP = new Set(
  (
    'a an the and or but if of to in on at by for from with as is are was were be been being am do does did done has have had ' +
    'having it its he him his she her they them their we us our you your i me my this that these those there here what which who ' +
    'whom whose when where why how will would can could should may might must shall not no nor so than then too very just also ' +
    'about into over after before between during through under above up down out again more most some any all each other such only ' +
    'own same both few because while until against says say said saying told tell tells telling new via per amid ahead still now ' +
    'get gets got getting make makes made making take takes took taking go goes went going one two vs its day week month year today ' +
    'yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday according report reports reported reporting reportedly ' +
    'news video watch read photo photos live update updates opinion analysis exclusive breaking st mr mrs ms dr us like way need ' +
    'know things thing first last next back off dont doesnt isnt wont cant youre heres whats thats it’s'
  ).split(' '),
)

/** Whether a folded word is of the kind that every text has. */
export function isStopWord(word: string): boolean {
  return STOP.has(word)
}

const VOWEL = /[aeiouy]/

/**
 * A light English stem: plural, possessive, -ed, -ing, -ly and -er/-or/-ion of verbs, so that "cancels", "cancelled", "canceling" and
 * "cancellation" meet. Other scripts pass through.
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
