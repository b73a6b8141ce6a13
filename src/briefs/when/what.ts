import type { Gazetteer } from '../places/gazetteer.ts'
import type { Ahead } from './ahead.ts'
import { EVENT } from './future.ts'
import { loosen, standsAlone, tidy, words } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Time } from './times.ts'

/** Where the clause after a date ends. */
const ENDS =
  /[;:“”"()\n.!?](?!\p{L})|,| — | – | - |\b(?:and|but|while|because|after|before|when|where|which|who|that|as|said|says|according|to discuss|amid|despite|following|ahead|since|if|unless|although|though)\b/u
const TAIL =
  /^ (?!at \d|at noon|at midnight)(?:in|at|with|to|for|near|between|over|against|aboard|off|across|along|around|on|of)\b(?! (?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b)/
/** Nouns for events whose verb has no usable subject. */
const NOUNS: readonly (readonly [verb: RegExp, noun: string])[] = [
  [
    /^(?:meet|meets|sit down)(?: again)?(?: separately)?(?: with)? (?!(?:in|at|on|for|to|over|with|again)\b)(?=\S)/,
    'Meeting with ',
  ],
  [
    /^(?:hold|holds|have|has) (?:further |more |formal |working-level )?(?:talks|a meeting|a summit|meetings) (?=with|in|at|on)/,
    'Talks ',
  ],
  [/^(?:return|returns|fly back|go back) (?=to|from|home)/, 'Return '],
  [/^(?:travel|travels|fly|flies|go|goes|head|heads)(?: on)? (?=to \p{Lu})/u, 'Trip '],
  [/^(?:visit|visits) (?=\S)/, 'Visit to '],
  [/^(?:arrive|arrives) (?=in|at)/, 'Arrival '],
  [/^(?:leave|leaves|depart|departs) (?=for)/, 'Departure '],
  [
    /^(?:give|gives|deliver|delivers|make|makes) (?:an? |his |her |the )?(?:\p{L}+ )?(?:speech|address) (?=\S)/u,
    'Speech ',
  ],
  [/^(?:address|addresses) (?=\S)/, 'Address to '],
  [/^(?:speak|speaks) (?=to|at|before|with)/, 'Talk '],
  [/^(?:brief|briefs) (?=\S)/, 'Briefing of '],
  [/^(?:sign|signs) (?=\S)/, 'Signing of '],
  [/^(?:dine|have dinner)(?: together)? (?=\S)/, 'Dinner '],
  [/^(?:vote|votes) on (?=\S)/, 'Vote on '],
  [/^(?:testify|testifies) (?=\S)/, 'Testimony '],
]
const GIVES =
  /^(?:give|gives|deliver|delivers) (?:an? |his |her |the )?(?=(?:\p{L}+ ){0,2}(?:lecture|remarks|keynote|testimony|briefing|talk|press conference|news conference)\b)/u
const HELD = new RegExp(
  `^(?:hold|holds|have|begin|begins|open|opens|resume|resumes|start|starts) (?:an?|the|their|his|her)? ?(?=(?:[\\p{L}-]+ ){0,4}${EVENT}\\b)`,
  'u',
)
const TAKES_PLACE =
  /^(?:likely |now )?(?:take place|takes place|be held|happen|occur|go ahead|be convened|be hosted)(?=[ ,]|$)[ ,]*/u
/** The same if the subject is the event: "the talks open in Beijing". */
const OPENS = /^(?:starts?|begins?|opens?|comes?|be|resumes?)(?= (?:in|at) (?:the )?\p{Lu}|\s*$)[ ,]*/u
const EVENT_SUBJECT = new RegExp(`\\b${EVENT}(?: (?:with|between|of|on|over|to|in|at|for) .*)?$`, 'iu')
/** Whose event it is, by the words before its noun. */
const POSSESSIVE =
  /(?:(?:\b(?:the|an?|his|her|its|their|another|this) )|(?:(?:\p{Lu}[\p{L}.’'-]*(?: |['’]s? |-)){1,4}))?(?:(?:\p{L}[\p{L}-]*) ){0,2}$/u

/**
 * The event of a date in a sentence's own words, as a self-contained phrase: who does what, whom or where. null: the
 * sentence has no such words, or only a fragment.
 * @param times all times of the sentence, which are kept out of the phrase
 * @param previous the sentence before it
 */
export function eventOf(
  sentence: string,
  ahead: Ahead,
  time: Time,
  times: readonly Time[],
  gazetteer: Gazetteer,
  previous = '',
): string | null {
  const label =
    ahead.kind === 'noun' ? nounOf(sentence, ahead, time) : clauseOf(sentence, ahead, time, times, gazetteer, previous)
  return label === null ? null : standsAlone(label)
}

function clauseOf(
  sentence: string,
  { future, opens }: Extract<Ahead, { kind: 'clause' }>,
  time: Time,
  times: readonly Time[],
  gazetteer: Gazetteer,
  previous: string,
): string | null {
  const subject = subjectOf(withoutQuotes(sentence.slice(opens ? time.end : 0, future.start)), gazetteer, previous)
  const verb = sentence.slice(future.start, future.end)
  const behind = sentence.slice(time.end)
  const tail = !opens && TAIL.test(behind) ? behind.slice(0, endOf(behind)) : ''
  if (future.kind === 'set') return arrangedFor(subject, verb, sentence.slice(future.end, time.start), tail)
  const stretch = opens ? untilEnd(sentence.slice(future.end)) : sentence.slice(future.end, time.start)
  const own = withoutTimes(sentence, future.end, stretch, times).trim()
  const held = TAKES_PLACE.exec(own)
  if (held !== null) return subject === null ? null : joined(subject, ` ${loosen(own.slice(held[0].length))}${tail}`)
  const plain = loosen(own)
  const said = opens ? plain : `${plain}${(future.kind === 'fixed' ? null : object(plain, behind)) ?? tail}`.trim()
  if (future.kind === 'arranged') return subject === null ? null : tidy(`${subject} ${verb} ${said}`)
  const whole = future.kind === 'fixed' ? `${verb} ${said}`.trim() : said
  if (whole === '') return null
  const place = subject !== null && EVENT_SUBJECT.test(subject) ? OPENS.exec(whole) : null
  if (place !== null && subject !== null) return joined(subject, ` ${whole.slice(place[0].length)}`)
  if (subject === null) return nominal(whole)
  // A base form is a verb only after a plural: "the two leaders meet", not "a floor vote".
  if (future.kind === 'fixed' && !/s(?: |$)/.test(verb) && !isPlural(subject)) return null
  // Try with all that follows the date, then with the place alone, then without.
  const verbed = future.kind === 'fixed' ? ` ${verb} ` : ' to '
  const near = /^ \S+(?: (?!on |to |for |in |at |with )\S+)*/u.exec(tail)?.[0] ?? ''
  return (
    tidy(future.kind === 'fixed' ? `${subject} ${whole}` : `${subject} to ${whole}`) ??
    tidy(subject + verbed + plain + near) ??
    tidy(subject + verbed + plain)
  )
}

/** "The summit is set for June 12 in Singapore", "a trial expected to start next month", "Trump is due in Seoul". */
function arrangedFor(subject: string | null, verb: string, between: string, tail: string): string | null {
  if (subject === null) return null
  const bare = !/^(?:is|are|was|were|has|have)\b/.test(verb)
  const event = bare ? eventIn(subject) : EVENT_SUBJECT.test(subject) ? subject : null
  const more = loosen(between.replace(/^(?:to )?(?:take place|be held|start|begin|open)\b/, '').trim())
  if (event !== null && /^(?:(?:in|at) (?:the )?\p{Lu}.*)?$/u.test(more))
    return joined(event, `${more === '' ? '' : ` ${more}`}${tail}`)
  const said = /(?:set|scheduled|slated|due|planned|expected|billed|timed)/.exec(verb)?.[0] ?? ''
  return bare || more === '' ? (bare ? null : joined(subject, tail)) : tidy(`${subject} ${said} ${more}${tail}`)
}

/** The event's noun with its own words at the end of a text; "the case to the Senate for a trial" gives only the trial, which is too little. */
function eventIn(text: string): string | null {
  const last = [...text.matchAll(new RegExp(`\\b${EVENT}\\b`, 'giu'))].at(-1)
  if (last === undefined) return null
  const before =
    text
      .slice(0, last.index)
      .split(/\b(?:of|for|at|to|with|on|in|and|by|from|about|before|holds?|held|hold|attend|delay|cancel|skip|host)\b/u)
      .at(-1) ?? ''
  const event = `${before.trim()} ${text.slice(last.index)}`.trim()
  return words(event.replace(/^(?:the|an?|his|her|its|their) /i, '')).length < 2 ? null : event
}

function isPlural(subject: string): boolean {
  return (
    /\band\b|\bpeople\b/.test(subject) ||
    /(?:(?<!['’s])s|men)$/u.test(subject.split(/ (?:of|from|in|at|for|with|by|to|on|including|led) /)[0] ?? '')
  )
}

/** An event with its place: "Talks, Geneva". */
function joined(subject: string, more: string): string | null {
  return tidy(
    subject.replace(/^(?:the|an?) (?=\S+ \S|.*\p{Lu})/iu, '') +
      more.replace(/^\s+(?:in|at) (?:the )?(?=\p{Lu})/u, ', '),
  )
}

/** "will meet on Friday with Xi", "plan to approve on Thursday a package": the words after the date complete a bare verb. */
function object(said: string, behind: string): string | null {
  if (words(said).length > 1) return null
  const rest = said === '' ? untilEnd(behind) : behind.slice(0, endOf(behind, 12))
  return /^ (?:an?|the|his|her|its|their|new|to|\p{Lu})/u.test(rest) || (said === '' && /^ \p{Ll}/u.test(rest))
    ? rest
    : null
}

/** Removes quotation marks around a word or two, since they end no clause. */
function withoutQuotes(text: string): string {
  return text.replace(/[“"]([^“”"]{2,30})[”"]/gu, ' $1 ')
}

const DONE_TO =
  /^.*(?<!\p{L})(?:re(?:instat|schedul|viv|stor)(?:es|ing)|s(?:alvag|av|chedul)(?:es|ing)|(?:confirm|await|reaffirm|expect|accept|reject|welcom|prais|hail|announc)e?s|plans|sets|prepares|backs|moves) /iu
/** "the June 12 summit with Kim in Singapore", "Trump's summit with Kim on June 12". */
function nounOf(sentence: string, noun: Extract<Ahead, { kind: 'noun' }>, time: Time): string | null {
  const modified = noun.start >= time.end
  const before = sentence.slice(0, modified ? time.start : noun.start)
  const whose = (POSSESSIVE.exec(before)?.[0] ?? '').replace(
    /^.*\b(?:of|for|at|to|with|on|in|and|by|from|says?|said|about|before|holds?|held) /u,
    '',
  )
  const named = sentence.slice(noun.start, noun.end).replace(/^['’]s/, '')
  const behind = sentence.slice(modified ? noun.end : time.end)
  const tail = nounTail(behind)
  const own = whose
    .replace(/^.*(?<=[ ])(?=(?:the|an?|his|her|its|their|this|another) )/iu, '')
    // "Moon revives summit": what is done to an event is not the event.
    .replace(DONE_TO, '')
  const phrase = tidy(`${own}${named.trim().replace(/,? (?:on|for|this|as early as|late|early)$/, '')}${tail}`)
  if (phrase === null) return null
  const bare = phrase.replace(/^(?:the|an?|his|her|its|their|this|another) /i, '')
  // A bare "summit" does not say whose it is.
  const telling = /\s\p{Lu}|^\p{Lu}\S*['’-]/u.test(bare) || words(bare).length >= 4
  return !telling || words(bare).length < 2 || new RegExp(`^${EVENT} (?:of|on)?$`, 'u').test(bare) ? null : tidy(bare)
}

/** "with Kim Jong Un in Singapore": names and the like after an event's noun, without a verb. */
function nounTail(text: string): string {
  const one = `(?: (?:in|at|with|between|of|near|to|for|and))(?: (?:the|a|an|his|her|its|top|both))?(?: (?:leaders?|presidents?|ministers?|foreign|prime|counterparts?|officials|envoys?|capital|city|island|border|village|truce|two|three|countries|sides|\\p{Lu}[\\p{L}.’'-]*))+`
  const named = new RegExp(`^(?:${one}){1,4}(?![\\p{L}])`, 'u').exec(text)?.[0] ?? ''
  if (named !== '') return /^ between (?!.* and )|['’]s$/u.test(named) ? '' : named
  const plain = text.slice(0, endOf(text))
  const verb =
    /\b(?:is|are|was|were|be|has|have|had|will|would|could|may|might|can|comes|goes|looms|to \p{Ll}|not|\p{L}+ed)\b/u
  return TAIL.test(plain) && words(plain).length <= 8 && !verb.test(plain) ? plain : ''
}

/** An event by its verb alone, if its subject is a pronoun: "Meeting with Kim". */
function nominal(verb: string): string | null {
  for (const [pattern, noun] of NOUNS) {
    const hit = pattern.exec(verb.trim())
    if (hit !== null)
      return tidy(
        noun +
          verb
            .trim()
            .slice(hit[0].length)
            .replace(/ again$| and (?:then )?\p{Ll}+s (?:on |to |back ).*$/u, ''),
      )
  }
  // "hold formal talks": the event is the talks.
  const held = HELD.exec(verb.trim()) ?? GIVES.exec(verb.trim())
  return held === null ? null : tidy(verb.trim().slice(held[0].length))
}

function untilEnd(text: string): string {
  return text.slice(0, endOf(text, 20))
}

/** Where the clause after a date ends, but not before `least` characters. */
function endOf(after: string, least = 1): number {
  const hit = ENDS.exec(after.slice(least))
  return hit === null ? after.length : hit.index + least
}

/** A stretch of the sentence without its other times and the words that lead to them. */
function withoutTimes(sentence: string, from: number, stretch: string, times: readonly Time[]): string {
  const to = from + stretch.length
  const inside = times.filter(one => one.start >= from && one.end <= to).sort((a, b) => b.start - a.start)
  const last = inside[0]
  if (last === undefined) return stretch
  // "stays until Friday and then travels to Seoul on Monday": the words after the earlier time belong to the later one.
  const behind = sentence.slice(last.end, to).replace(/^[\s,]*(?:and |then |but )*/u, '')
  // "… on Thursday and to dine with the minister on Friday"
  if (/^to (?!the |an? |his |her )\p{Ll}{3,} /u.test(behind)) return ` ${behind.slice(3)}`
  if (/^(?:in|to|at|with|on) \p{L}/u.test(behind)) return ` ${behind}`
  if (/^\p{Ll}{3,}/u.test(behind) && words(behind).length >= 2) return ` ${behind}`
  let text = stretch
  for (const one of inside) text = loosen(text.slice(0, one.start - from)) + text.slice(one.end - from)
  return text
}
