const MOST_WORDS = 15
const MOST_CHARACTERS = 100
const LOOSE_START =
  /^(?:and|but|or|so|then|that|also|later|early|late|however|meanwhile|still|now|already)\b[ ,]*|^[,;:–—-]+\s*/i
/** Words that must not end a phrase. */
const LOOSE_END =
  /(?:(?<!\bsworn)[\s,–—-]+|^)(?:the|an?|of|to|in|on|at|for|with|and|or|that|by|from|his|her|its|their|our|as|be|been|is|are|was|were|early|late|later|between|until|before|after|through|next|this|held|as early|as soon|no later|than|around|about|during|will|would|could|may|has|have|had|which|who|when|where|local time|in time|starting|beginning|both|not|sometime|the week|over|into|if|near|against|within|under|’s|'s)$/iu
/** "The summit is back on for June 12": what is on again is the summit. */
const BACK_ON = /\s+(?:(?:is|are) )?back on$/i
const NO_START =
  /^(?:he|she|it|they|we|i|you|this|that|these|those|there|who|which|what|his|her|its|their|our|my|your|here|one|both|will|would|shall|is|are|was|were|has|have|had|to|be|been|of|in|on|at|by|for|with|from|as|said|says|say|than|if|when|while|because|not|no|due|set|only|might|can|could|them|him|me|everyone|maybe|perhaps|nobody|something|nothing)\b/i

const RANKED =
  /\bthe (?:first|second|third|only|last|latest|youngest|oldest|highest|most|least|\p{Ll}{3,}est)(?: \p{Ll}+| [\p{L}.]+ing)?(?: (?:U\.S\.|sitting|serving|\p{Lu}\p{L}+))* (?:leader|president|minister|secretary|official|person|people|one|man|woman|leaders|presidents|officials|country|nation|state)$/iu

/** The words of a phrase, without bare punctuation. */
export function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
}

/** A phrase without the words that led to its date: "on", "as early as", "in the". */
export function loosen(phrase: string): string {
  let text = phrase
  for (let cut = ''; cut !== text; ) {
    cut = text
    text = text
      .replace(BACK_ON, '')
      .replace(LOOSE_END, '')
      .replace(/[\s,;:–—-]+$/u, '')
  }
  return text
}

/** A phrase without quotation marks, loose words at its ends and double spaces, capitalised; null if it cannot be shortened cleanly. */
export function tidy(phrase: string): string | null {
  let text = phrase
    .replace(/[“”"]|(?<!\p{L})['‘’](?=\p{L})|(?<=\p{Ll})['’](?=$|[ ,])(?<!s['’])/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ ,/g, ',')
    .replace(/(?<=\p{L}{3})[.!?]+$/u, '')
    .trim()
  for (let cut = ''; cut !== text; ) {
    cut = text
    text = text.replace(LOOSE_START, '')
  }
  const whole = short(loosen(text))?.replace(/(?<=\p{L}{2})[.!?]+$/u, '') ?? null
  return whole === null ? null : whole.slice(0, 1).toUpperCase() + whole.slice(1)
}

/** The phrase, if a reader understands it without its sentence; else null. */
export function standsAlone(phrase: string): string | null {
  if (words(phrase.replace(/^(?:the|an?) /i, '')).length < 2 || phrase.length < 8 || NO_START.test(phrase)) return null
  if (/\bto (?:in|at|on|from|for|with|of|by|to)\b|\bsuch\b|[|@#<>…\n]|\.\.|https?:|\(|\)/.test(phrase)) return null
  // "to become the first leader": the words that say at what are cut off.
  if (RANKED.test(phrase)) return null
  return phrase
}

/** Cuts an overlong phrase before a preposition, so that it does not end in half a name. */
function short(text: string): string | null {
  const some = words(text)
  if (some.length <= MOST_WORDS && text.length <= MOST_CHARACTERS) return text
  let cut = some.slice(0, MOST_WORDS).join(' ')
  if (cut.length > MOST_CHARACTERS) cut = cut.slice(0, cut.lastIndexOf(' ', MOST_CHARACTERS))
  const at = [
    ...cut.matchAll(/,? (?:with|in|for|at|over|on|after|since|as|before|amid|during|ahead|about|and|to)\b/g),
  ].at(-1)?.index
  const whole = at === undefined ? '' : loosen(cut.slice(0, at))
  return words(whole).length >= 5 ? whole : null
}
