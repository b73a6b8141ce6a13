/** How many words tell an event. */
const MOST_WORDS = 14
const MOST_CHARACTERS = 90
/** Where a clause of its own begins before a date. */
const CLAUSE =
  /[;:“”"()\n]|, (?:and |but |where |when |while |which |who |as |after |before )?|\b(?:but|while|because|although|though|whereas|that|where|when|said|says|announced|reported|added|told reporters|confirmed|wrote|tweeted)\b(?: (?:on )?(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday))?(?: that)? | — | – | - /gu
const ENDS_CLAUSE =
  /[;:“”"()\n.!?]|,| — | – | - |\b(?:and|but|while|because|after|before|when|where|which|who|that|as|said|says|according|to discuss)\b/u
const FUTURE =
  /\b(?:will|would|shall|(?:is|are|was|were|be|has|have|had)(?: been)?(?: \p{L}+ly)? (?:slated|set|scheduled|expected|due|likely|planned|supposed|poised|preparing|planning|going|to)(?: to)?|plans? to|(?:is|are|was|were) to)(?: (?:again|also|then|now|still))?(?= )/u
const LOOSE_START =
  /^(?:and|but|or|so|then|that|also|as|in|on|at|by|of|to|for|with|the two days of|he said|she said|it said|they said)\b[ ,]*/i
const LOOSE_END =
  /[\s,–—-]*\b(?:the|an?|of|to|in|on|at|for|with|and|or|that|by|from|his|her|its|their|our|as|be|been|is|are|was|were|early|late|later|between|until|before|after|through|next|this|scheduled|planned|set|due|held|as early|as soon|no later|than|around|about|during|will|would|could|may|has|have|had|which|who|when|where|local time|starting|beginning|both|not|sometime|again)$/iu

/** The words of a sentence that name the event of a date, as a short phrase that can stand alone. */
export function eventOf(sentence: string, start: number, end: number): string {
  if (!/[A-Za-z]{3}/.test(sentence)) return eastern(sentence, start, end)
  const [before, after] = [sentence.slice(0, start), sentence.slice(end)]
  // "the June 12 summit with Kim in Singapore"
  const noun =
    /^(?:['’]s)? (?:historic |planned |first |second |formal |working-level |high-level |nuclear |inter-Korean |Trump-Kim |proposed |upcoming |emergency )*(?:summit|meeting|talks|deadline|vote|session|visit|trip|ceremony|dinner|hearing|anniversary|conference|gathering|election|speech|launch|drill|exercise|negotiations|contact)s?\b/u.exec(
      after,
    )
  if (noun !== null && !/\b(?:on|by|as)\s*$/i.test(before)) {
    const rest = after.slice(noun[0].length)
    return tidy(noun[0].replace(/^['’]s/, '') + rest.slice(0, endOf(rest)), before)
  }
  const clause = before.slice(startOf(before)).trim()
  const rest = after.slice(0, endOf(after))
  const tail = /^ (?:in|at|with|to|for|near|between|over|on)\b/.test(rest) ? rest : ''
  if (words(clause).length >= 3) return tidy(clause + tail, before)
  const next = after.replace(/^[\s,]+/, '')
  const following = next.slice(0, endOf(next, 25))
  if (words(following).length >= 2 && clause === '') return tidy(following, '')
  const wider = before.slice(startOf(before.slice(0, Math.max(0, startOf(before) - 2)))).trim()
  return tidy((words(wider).length >= 3 ? wider : `${clause}${after.slice(0, endOf(after, 25))}`) + tail, before)
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

function tidy(phrase: string, before: string): string {
  let text = phrase
    .replace(/[“”"]/g, '')
    .replace(/\s+/g, ' ')
    .replace(FUTURE, hit => (/ (?:set|scheduled|planned|due)$/.test(hit) ? hit : 'to'))
    .trim()
  while (LOOSE_START.test(text)) text = text.replace(LOOSE_START, '')
  text = words(text).slice(0, MOST_WORDS).join(' ')
  if (text.length > MOST_CHARACTERS) text = text.slice(0, text.lastIndexOf(' ', MOST_CHARACTERS))
  for (let cut = ''; cut !== text; ) {
    cut = text
    text = text.replace(LOOSE_END, '').replace(/[\s,;:–—-]+$/u, '')
  }
  return text === '' ? words(before).slice(-6).join(' ') : text
}

/** Korean, Japanese and Chinese: the part of the sentence with the date, without it. */
function eastern(sentence: string, start: number, end: number): string {
  const before =
    sentence
      .slice(0, start)
      .split(/[,，、;。]/)
      .at(-1) ?? ''
  const after =
    sentence
      .slice(end)
      .replace(/^(?:에|에는|까지|부터|께|に|には|まで|から|の)?[\s,、]*/u, '')
      .split(/[,，。;]/)[0] ?? ''
  return `${before.trim()} ${after.trim()}`.trim().slice(0, 50)
}
