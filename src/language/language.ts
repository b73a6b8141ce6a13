/**
 * What the bot knows of a language. A folder of src/language/ holds one; `src/language/known-languages.ts` lists them. What is left out is not
 * known of it: its reports are read as far as script and words of config/ carry. Regular expressions stand behind `get`: making those of classes
 * of letters takes longer than a command should that asks for none.
 */
export interface Language {
  /** BCP 47 primary language. */
  readonly code: string
  /** The act stands at the end, and what it is about before it. */
  readonly verbFinal: boolean
  /** Words that make a clause the past stand behind it. */
  readonly pastBehind: boolean
  /** Signs behind the numbers of a date's month and day, and of a day as it is said. */
  readonly dateSigns?: { readonly month: string; readonly day: string; readonly spokenDay?: string }
  /** Names of the weekdays by one letter each, from Sunday, with the letter as the group of each pattern: in the next week, and of whichever week. */
  readonly weekdays?: { readonly names: string; readonly next: string; readonly plain: string }
  /** Signs behind a number that is counted or dated. */
  readonly counters?: string
  /** Sources of regular expressions, tried on a text as it stands unless said otherwise. */
  readonly phrases: Phrases
  /** Paragraphs of a page that are none of its report, in small letters. */
  readonly furniture?: readonly RegExp[]
  /** A sentence that begins so goes on from another. */
  readonly goesOn?: readonly RegExp[]
  /** Names beside a title, where capitals do not tell them: the first group that is there, or the whole. */
  readonly names?: readonly RegExp[]
  /** A time of day with this language's own word for its zone: half of the day, hour, minute. */
  readonly clock?: { readonly pattern: RegExp; readonly zone: string; readonly afternoon: string }
}

/** Phrases by what they say; each may be of one language alone. */
export interface Phrases {
  /** A page asks for money, for consent, or is not there. Capitals do not matter. */
  readonly payment?: string
  readonly consent?: string
  readonly missing?: string
  /** A headline calls off what was planned; a sentence says so of a date, or that it still holds. Capitals do not matter. */
  readonly calledOff?: string
  readonly noLonger?: string
  readonly stillOn?: string
  /** Kinds of events by which a date and a headline mean the same. Capitals do not matter. */
  readonly kindOfEvent?: string
  /** Before a date: it is the end of a span. */
  readonly untilBefore?: string
  /** Somebody's word on what happened. */
  readonly spoken?: string
  /** Beside a place: an event there, another time. Capitals do not matter. */
  readonly eventThere?: string
  readonly longAgo?: string
  /** Behind a place, or before it: something is there; somebody is on the way there; it is bound to another event. */
  readonly thereBehind?: string
  readonly thereBefore?: string
  readonly onTheWayBehind?: string
  readonly onTheWayBefore?: string
  readonly otherEventBehind?: string
  /** Behind a capital's name: it is the place, not the government. */
  readonly capitalIsPlace?: string
  /** Behind a party: it sends something. */
  readonly senderBehind?: string
  /** The title of a statement; a summary that tells of one. Capitals do not matter. */
  readonly statementTitle?: string
  readonly statementTold?: string
  /** How words beside a title end that are the office and no name. */
  readonly officeEnds?: string
  /** Before the number of a day or of a month: which month or year is meant. */
  readonly lastMonth?: string
  readonly lastYear?: string
  readonly comingMonth?: string
  readonly thisMonth?: string
  readonly nextYear?: string
  /** Days, months and the end of the year from the day of publication on. Capitals do not matter. */
  readonly today?: string
  readonly tomorrow?: string
  readonly inTwoDays?: string
  readonly nextMonth?: string
  readonly lateThisMonth?: string
  readonly yearEnd?: string
  /** Words of telling around a source's name, in folded text: before it, behind it at once, behind it with words between. */
  readonly citedBefore?: string
  readonly citedBehind?: string
  readonly citedFurther?: string
}
