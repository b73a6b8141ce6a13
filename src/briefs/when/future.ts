/** Words that say that their clause lies ahead: where they are, and what kind they are. */
export interface Future {
  readonly start: number
  readonly end: number
  /**
   * `verb`: what follows is the verb ("will", "is to", "plans to"). `set`: the subject itself is the event ("is set for").
   * `said`: the same as somebody said it ("would").
   * `fixed`: a present tense with a fixed day ("travels"). `arranged`: somebody arranged something ("has scheduled").
   */
  readonly kind: 'verb' | 'said' | 'set' | 'fixed' | 'arranged'
}

/** Nouns for events, as the source of a regular expression. */
export const EVENT =
  '(?:summits?|meetings?|talks|sessions?|visits?|trips?|ceremon(?:y|ies)|dinners?|hearings?|conferences?|gatherings?|elections?|referendum|speech|address|launch|drills?|exercises?|negotiations|contact|votes?|congress|parade|deadline|inauguration|trial|funeral|games|round(?: of talks)?)'

const ADVERB =
  '(?: (?:also|then|again|now|next|soon|still|both|later|likely|probably|formally|officially|currently|instead|(?!(?:fly|apply|supply|rely|reply|comply|rally|ally|tally|imply|multiply)\\b)\\p{L}+ly))?'
const GROUPS: readonly (readonly [kind: Future['kind'], pattern: RegExp])[] = [
  ['verb', new RegExp(`(?:\\b(?:will|shall)|(?<=\\p{L})['’]ll)${ADVERB}(?= \\p{Ll})`, 'gu')],
  [
    'verb',
    new RegExp(
      `(?:\\b(?:is|are|was|were|be|been)|(?<=\\p{L})['’](?:s|re))${ADVERB} (?:set|due|scheduled|slated|expected|planned|planning|poised|preparing|going|about)${ADVERB} to(?= \\p{Ll})`,
      'gu',
    ),
  ],
  ['verb', new RegExp(`\\b(?:is|are|was|were)${ADVERB} to(?= \\p{Ll}\\p{L}*(?! say\\b))`, 'gu')],
  [
    'verb',
    /\b(?:(?:announced|announces|unveiled|confirmed|has|have) plans to|(?:has|have) agreed to)(?= \p{Ll})|(?<!\b(?:had|no|any|the|his|her|its|their|a|these|those|under|with) )\b(?:plans?|intends?|agreed|agrees?|promised|decided|prepares?|expects?) to(?= \p{Ll})/gu,
  ],
  // "expects the summit to take place on June 12"
  ['verb', new RegExp(`(?<=\\b${EVENT} )to(?= (?:take place|be held|go ahead|begin|start|open|resume)\\b)`, 'gu')],
  // "said that he would meet him on May 9": what was to come then still is, if its date lies ahead.
  ['said', /(?<=\b(?:said|announced|declared|confirmed|agreed|revealed|tweeted)\b[^.;]{0,120})\bwould(?= \p{Ll})/gu],
  [
    'set',
    new RegExp(
      `(?:\\b(?:is|are|was|were|has been|have been)${ADVERB} )?(?<!\\b(?:has|have|had|who|and|they|he|she|it) )\\b(?:set|scheduled|slated|due|planned|expected|billed|timed)(?: tentatively)? (?=(?:for|on|at|by|in|as early as|from|this|next|later|to (?:start|begin|open|take place|be held)|\\p{Lu}\\p{L}+day|tomorrow|today)\\b)`,
      'gu',
    ),
  ],
  // "Elections are on Sunday": the subject itself is the event.
  ['set', /\b(?:is|are)(?= (?:on|due on) (?:\p{Lu}\p{L}+day|\p{Lu}\p{L}{2,8}\.? \d))/gu],
  [
    'arranged',
    new RegExp(
      `\\b(?:(?:(?:has|have) (?:now |also )?)?scheduled|schedules|(?:(?:has|have) (?:now |also )?(?:set|called|planned|announced)|convened|called|calls)(?= (?:an?|the|its|their|his|her|another) (?:[\\p{L}-]+ ){0,3}${EVENT}\\b))(?= (?:an?|the|its|their|his|her|another) )`,
      'gu',
    ),
  ],
  [
    'fixed',
    /(?<!\b(?:can|could|may|might|would|should|must|to|not|did|do|does|will|shall|never|help|let|make|n['’]t|an?|the|his|her|its|their|this|that|no|first|second|next|on|for|in|of|own) )(?<!-)\b(?:travels|flies|meets?|returns|arrives|visits|begins?|starts?|opens?|holds|resumes?|leaves|departs|delivers|addresses|hosts|convenes?|votes?|elects|takes? (?:effect|office|place)|expires?|ends|kicks off|gathers|attends|heads|goes|plays|welcomes|testifies|marks|sits? down|return(?= to (?:the )?\p{L}+)|gather(?= in)|arrive(?= in)|travel(?= to)|fly(?= to))\b/gu,
  ],
]

/** Every such group of a sentence, in order; of two on the same words the first kind wins. */
export function futures(sentence: string): readonly Future[] {
  const found: Future[] = []
  for (const [kind, pattern] of GROUPS)
    for (const { 0: words, index: start } of sentence.matchAll(pattern)) {
      const end = start + words.length
      // "expected to again sit down": the verb of the group before it.
      if (kind === 'fixed' && /\b(?:to|will|shall) (?:\p{L}+ ){1,2}$/u.test(sentence.slice(0, start))) continue
      if (!found.some(one => start < one.end && end > one.start)) found.push({ start, end, kind })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** Headlines leave "is" out: "Trump to meet Kim in Singapore". */
export function headlineFutures(title: string): readonly Future[] {
  const verbs = [...title.matchAll(/(?<=\p{L}['’]? ?)\bto(?= (?!a\b|an\b|the\b|his\b|its\b|their\b)\p{Ll}+\b)/gu)]
  const told = futures(title)
  const bare = verbs
    .map(({ index }) => ({ start: index, end: index + 2, kind: 'verb' as const }))
    .filter(one => !told.some(other => one.start < other.end && one.end > other.start))
    .filter(
      one =>
        !/\b(?:\p{L}+(?:s|ed|ing)|ready|willing|want|able|how|deal|offer|bid|plan|failure|need|right|way|move|push|effort|vow|threat|call|close|next|due|likely|unlikely) $/u.test(
          title.slice(0, one.start),
        ),
    )
  return [...told, ...bare].sort((a, b) => a.start - b.start)
}
