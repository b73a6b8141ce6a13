/** How many words tell an event. */
const MOST_WORDS = 15
const MOST_CHARACTERS = 100
/** Where a clause of its own begins before a date. */
const CLAUSE =
  /[;:“”"()\n]|, (?:and |but |where |when |while |as |after |before )?|\b(?:but|while|because|although|though|whereas|that|where|when|said|says|announced|reported|added|told reporters|confirmed|wrote|tweeted)\b(?: (?:on )?(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday))?(?: that)? | — | – | - /gu
const ENDS_CLAUSE =
  /[;:“”"()\n.!?]|,| — | – | - |\b(?:and|but|while|because|after|before|when|where|which|who|that|as|said|says|according|to discuss)\b/u
/** A clause without a subject of its own: what stands before it names it. */
const NO_SUBJECT =
  /^(?:which|who|will|would|shall|is|are|was|were|has|have|had|could|may|might|plans?|hopes?|aims?|agreed|due|set|scheduled|slated|expected|be|been)\b/
const PRONOUN =
  /^(?:he|she|it|they|we|I|you|both|this|which|who) (?!and\b)(?:(?:will|would|is|are|was|were|has|have|could|may|might|had) )?(?:(?:also|then|now|again|next) )?/i
const LOOSE_START =
  /^(?:and|but|or|so|then|that|also|in|on|at|by|of|to|for|with|later|early|late|two days of|he said|she said|it said|they said)\b[ ,]*/i
const LOOSE_END =
  /[\s,–—-]*\b(?:the|an?|of|to|in|on|at|for|with|and|or|that|by|from|his|her|its|their|our|as|be|been|is|are|was|were|early|late|later|between|until|before|after|through|next|this|scheduled|planned|set|due|held|as early|as soon|no later|than|around|about|during|will|would|could|may|has|have|had|which|who|when|where|local time|starting|beginning|both|not|sometime|the week|’s|'s)$/iu
const EVENT_NOUN =
  /^(?:['’]s)? (?:(?:historic|planned|first|second|formal|working-level|high-level|nuclear|inter-Korean|proposed|upcoming|emergency|presidential|midterm|\p{Lu}[\p{L}.-]*) )*(?:summit|meeting|talks|deadline|vote|session|visit|trip|ceremony|dinner|hearing|anniversary|conference|gathering|elections?|speech|launch|drills?|exercises?|negotiations|contact)\b/u

/**
 * The words of a sentence that name the event of a date, as a short phrase that can stand alone.
 * @param from where the part of the sentence begins that may belong to it: the end of the date before
 */
export function eventOf(sentence: string, from: number, start: number, end: number): string {
  if (!/[A-Za-z]{3}/.test(sentence)) return eastern(sentence, start, end)
  const [before, after] = [sentence.slice(from, start), sentence.slice(end)]
  // "the June 12 summit with Kim in Singapore"
  const noun = EVENT_NOUN.exec(after)
  if (noun !== null && !/\b(?:on|by|as)\s*$/i.test(before)) {
    const rest = after.slice(noun[0].length)
    return tidy(noun[0].replace(/^['’]s/, '') + rest.slice(0, endOf(rest)))
  }
  const whole = clauseOf(before)
  const clause = from > 0 ? (whole.split(/\band (?=\p{Ll})/u).at(-1) ?? whole) : whole
  // "In Munich next weekend, Kerry is to see his counterpart"
  if (words(clause).length < 3 && /^(?:,|\s*$)/.test(after.slice(0, 1))) {
    const next = after.replace(/^[\s,]+/, '')
    const following = tidy(next.slice(0, endOf(next, 25)))
    if (words(following).length >= 2) return following
  }
  const rest = after.slice(0, endOf(after))
  const split = /\b(?:will|would|to)(?: on)? $/.test(before)
  const tail = split
    ? after.slice(0, endOf(after, 25))
    : /^ (?:in|at|with|to|for|near|between|over)\b/.test(rest)
      ? rest
      : ''
  if (split) return tidy(`${clause.replace(/ on$/, '')}${tail}`)
  if (words(clause).length >= 2) return tidy(`${loosen(clause)}${tail}`)
  const around = tidy(`${loosen(clause)} ${after.slice(0, endOf(after, 25))}`)
  return words(around).length >= 2 ? around : tidy(sentence)
}

/** The last clause before a date, with its subject where that stands in the clause before. */
function clauseOf(before: string): string {
  const start = startOf(before)
  const clause = before.slice(start).trim()
  if (!NO_SUBJECT.test(clause) || start === 0) return clause
  const verb = clause.replace(/^(?:which|who) /, '')
  const head = before.slice(0, start).replace(/[\s,]+(?:and |but )?$/, '')
  const subject = head.slice(startOf(head)).trim()
  const last =
    words(subject).length > 6
      ? (subject.split(/\b(?:in|of|for|to|at|on|with|by|from|said|says|that|presented) /).at(-1) ?? subject)
      : subject
  return `${last} ${verb}`
}

function startOf(before: string): number {
  const last = [...before.matchAll(CLAUSE)].findLast(hit => words(before.slice(hit.index + hit[0].length)).length > 0)
  return last === undefined ? 0 : last.index + last[0].length
}

/** Where the clause behind a date ends, not before `least` characters. */
function endOf(after: string, least = 1): number {
  const hit = ENDS_CLAUSE.exec(after.slice(least))
  return hit === null ? after.length : hit.index + least
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
}

/** A phrase without what leads to the date that stood behind it: "on", "as early as", "in the". */
function loosen(phrase: string): string {
  let text = phrase
  for (let cut = ''; cut !== text; ) {
    cut = text
    text = text.replace(LOOSE_END, '').replace(/[\s,;:–—-]+$/u, '')
  }
  return text
}

function tidy(phrase: string): string {
  let text = phrase.replace(/[“”"]/g, '').replace(/\s+/g, ' ').trim()
  for (let cut = ''; cut !== text; ) {
    cut = text
    text = text.replace(LOOSE_START, '')
  }
  const bare = text.replace(PRONOUN, '')
  if (words(bare).length >= 2)
    text = bare.replace(/^(?:to|be to|due to|set to|expected to|scheduled to|slated to) /, '')
  text = loosen(short(text))
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Cut at a preposition where too long, so that no phrase ends in half of a name. */
function short(text: string): string {
  const some = words(text)
  let cut = some.slice(0, MOST_WORDS).join(' ')
  if (cut.length > MOST_CHARACTERS) cut = cut.slice(0, cut.lastIndexOf(' ', MOST_CHARACTERS))
  if (words(cut).length === some.length) return some.join(' ')
  const whole = cut.replace(
    / (?:to|of|with|in|for|at|over|on|after|since|that|as|before)\b(?!.* (?:to|of|with|in|for|at|over|on|after|since|that|as|before)\b).*$/,
    '',
  )
  return words(whole).length >= 6 ? whole : cut
}

/** Korean, Japanese and Chinese: the part of the sentence with the date, without it. */
function eastern(sentence: string, start: number, end: number): string {
  const before =
    sentence
      .slice(0, start)
      .split(/[,，、;。]/)
      .at(-1) ?? ''
  const behind = sentence.slice(end).replace(/^(?:에는|에|까지|부터|께|には|に|まで|から|の)?[\s,、]*/u, '')
  const between = /[가-힣]/.test(sentence) ? ' ' : ''
  return `${before.trim()}${between}${(behind.split(/[,，。;.]/)[0] ?? '').trim()}`.trim().slice(0, 50)
}
