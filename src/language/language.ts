/**
 * What the bot knows about a language. Each folder of src/language/ holds one; `src/language/known-languages.ts` lists them. Every part is
 * optional but code, name, order of words and phrases, which may be empty: without it, reports are read as far as script and the words of config/ allow. Regular expressions are getters: compiling those with
 * letter classes would slow down commands that need none.
 */
export interface Language<Code extends string = string> {
  /** BCP 47 primary language. */
  readonly code: Code
  /** Its name in English. */
  readonly name: string
  /** What people write in place of the code: country codes and names in small letters. */
  readonly alsoCalled?: readonly string[]
  /** In Latin letters: its most frequent words, in small letters with their accents. They tell its texts from those of other languages that have them. */
  readonly frequentWords?: ReadonlySet<string>
  /** Letters and signs, in small letters, that the others in Latin letters lack. */
  readonly ownLetters?: string
  /** Compounds are written together: words of config/events.yaml count inside of a word too, unless they have one letter only. */
  readonly compounds?: boolean
  /** The verb comes last, after its object. */
  readonly verbFinal: boolean
  /** Words that make a clause background follow it. */
  readonly pastBehind: boolean
  /** Signs after the month's and the day's number in a date, and after a day's in speech. */
  readonly dateSigns?: { readonly month: string; readonly day: string; readonly spokenDay?: string }
  /** Names of the weekdays by one letter each, from Sunday, with the letter as the group of each pattern: in the next week, and of whichever week. */
  readonly weekdays?: { readonly names: string; readonly next: string; readonly plain: string }
  /** Counters and date signs after a number. */
  readonly counters?: string
  /** Sources of regular expressions, case-sensitive unless said otherwise. */
  readonly phrases: Phrases
  /** Paragraphs of a page that are not part of its report, in lower case. */
  readonly furniture?: readonly RegExp[]
  /** The beginning of a sentence that continues another. */
  readonly goesOn?: readonly RegExp[]
  /** Names beside a title, in scripts without capitals: the first group that matched, or the whole match. */
  readonly names?: readonly RegExp[]
  /** A time of day with this language's own word for its zone: half of the day, hour, minute. */
  readonly clock?: { readonly pattern: RegExp; readonly zone: string; readonly afternoon: string }
}

/**
 * Phrases by meaning; each may exist in one language only. Those of all languages are searched in texts of every language, so a phrase in Latin letters
 * needs its boundaries; `\b` does not hold after a letter with an accent.
 */
export interface Phrases {
  /** A page asks for money or consent, or was not found. Case does not matter. */
  readonly payment?: string
  readonly consent?: string
  readonly missing?: string
  /** A headline cancels a plan; a sentence cancels a date, or says that it still holds. Case does not matter. */
  readonly calledOff?: string
  readonly noLonger?: string
  readonly stillOn?: string
  /** Kinds of events, to see whether a date and a headline mean the same. Case does not matter. */
  readonly kindOfEvent?: string
  /** Before a date that ends a span. */
  readonly untilBefore?: string
  /** A comment on what happened. */
  readonly spoken?: string
  /** Beside a place: an event there, another time. Case does not matter. */
  readonly eventThere?: string
  readonly longAgo?: string
  /** After a place, or before it: something is there; somebody is on the way there; it belongs to another event. */
  readonly thereBehind?: string
  readonly thereBefore?: string
  readonly onTheWayBehind?: string
  readonly onTheWayBefore?: string
  readonly otherEventBehind?: string
  /** After a capital's name: the place is meant, not the government. */
  readonly capitalIsPlace?: string
  /** After a party: it sends something. */
  readonly senderBehind?: string
  /** The title of a statement; a summary that reports one. Case does not matter. */
  readonly statementTitle?: string
  readonly statementTold?: string
  /** Endings of words beside a title that are an office, not a name. */
  readonly officeEnds?: string
  /** Before the number of a day or a month: which month or year is meant. */
  readonly lastMonth?: string
  readonly lastYear?: string
  readonly comingMonth?: string
  readonly thisMonth?: string
  readonly nextYear?: string
  /** Days, months and the end of the year, relative to the day of publication. Case does not matter. */
  readonly today?: string
  readonly tomorrow?: string
  readonly inTwoDays?: string
  readonly nextMonth?: string
  readonly lateThisMonth?: string
  readonly yearEnd?: string
  /** Words of attribution around a source's name, in folded text: before it, right after it, after it with words between. */
  readonly citedBefore?: string
  readonly citedBehind?: string
  readonly citedFurther?: string
}
