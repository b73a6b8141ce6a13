import { phrase } from '../../language/known-languages.ts'
import type { TermHit } from '../../rules/terms/terms.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import { isVoice } from '../compare/agreement.ts'
import type { Claim, EventReading } from '../event.ts'
import { kindOf } from '../kinds.ts'
import { claimsOf } from './claims.ts'
import { clausesOf } from './clauses.ts'
import { daysOf } from './days.ts'
import { grammarOf } from './grammar.ts'
import type { Hit, Lexicon } from './lexicon.ts'
import { type Party, partyReader, peopleOf } from './parties.ts'
import { impliedBy } from './verbless.ts'
import { placesOf } from './whereabouts.ts'

/** Finds the configured terms of a text, whatever its language; TermIndex.scan is one. */
export type ScanTerms = (text: string, language?: string) => readonly TermHit[]

/** Reads a report as an event, from its headline and the beginning of its summary. */
export type ReadEvent = (report: {
  readonly title: string
  readonly summary: string
  readonly language: string
}) => EventReading

/** Characters read of a headline, and of a summary. */
const HEAD = 300
const SUMMARY_HEAD = 400

/** Marks of wire services before a headline: "(2nd LD)", "[속보]", "UPDATE 2-". */
const MARKS =
  /^(?:\s*(?:\((?:LEAD|URGENT|\d(?:st|nd|rd|th) LD|News Focus|Yonhap [^)]*)\)|\[[^\]]{1,12}\]|【[^】]{1,8}】|(?:UPDATE|REFILE|WRAPUP|CORRECTED|EXCLUSIVE|BREAKING|JUST IN|RPT|URGENT|FLASH)[ \d]*[-:]))+\s*/u
/** Words in quotation marks, or after a name and a colon. */
const QUOTES = /["“‘「『]|^.{0,40}[:：]/u
/** The beginning of a headline that is the title of a statement. */
const STATEMENT = phrase('statementTitle', 'iu')
/** Where a headline's first sentence ends: the rest is secondary. */
const FIRST_OF_TITLE = /^.{20,}?(?<=\p{Ll}{2}["”’')]?)[.!?](?=\s)/su
/** Where a summary's first sentence ends. */
const FIRST_SENTENCE = /^.{20,}?[.!?。](?=\s|$|”|")/su

/** A reader for one configuration. Linear in what is read. */
export function eventReader(lexicon: Lexicon, scan: ScanTerms): ReadEvent {
  const parties = partyReader(lexicon.file)
  const part = (text: string, language: string) => {
    const hits = lexicon.scan(text, language)
    const terms = scan(text, language || undefined)
    const named = parties(terms).map(party => withoutAct(party, hits))
    const grammar = grammarOf(language)
    const clauses = clausesOf(text, hits, grammar)
    return { hits, terms, named, clauses, grammar, claims: claimsOf(text, hits, named, clauses, grammar) }
  }
  return ({ title: raw, summary, language: tag }) => {
    const title = raw.slice(0, HEAD).replace(MARKS, '')
    const language = tag.slice(0, 2).toLowerCase() || guessLanguage(title)
    const { hits, terms, named, clauses, grammar, claims } = part(title, language)
    const { places, lands } = placesOf(title, hits)
    const ends = FIRST_OF_TITLE.exec(title)?.[0].length ?? title.length
    const head = summary.slice(0, SUMMARY_HEAD)
    const more = head === '' ? null : placesOf(head, lexicon.scan(head, language))
    // A headline that tells nothing, such as "Press statement": the first sentence does.
    const first = claims.some(claim => !claim.named && claim.phase !== 'said')
      ? ''
      : (FIRST_SENTENCE.exec(head)?.[0] ?? '')
    const below = first === '' ? null : part(first, language)
    const { speakers } = lexicon.file
    const days = daysOf(title)
    const read = [
      ...claims.map(claim => (claim.span.start < ends ? claim : { ...claim, below: true as const })),
      ...(below?.claims.filter(claim => !claim.named).map(claim => ({ ...claim, below: true as const })) ?? []),
    ]
    return {
      kind: kindOf(raw.slice(0, HEAD), lexicon.file.kinds),
      claims: [
        ...impliedBy({ title, hits, parties: named, clauses, grammar, claims: read, dated: days.length > 0 }),
        ...read,
      ],
      people: [...new Set(peopleOf(terms))],
      families: familiesOf(hits, true),
      sides: [...new Set(named.flatMap(party => party.sides))],
      things: familiesOf(hits, false),
      again: hits.some(hit => hit.meaning.is === 'again'),
      places,
      lands,
      days,
      morePeople: head === '' ? [] : [...new Set(peopleOf(scan(head, language || undefined)))],
      morePlaces: more?.places ?? [],
      moreLands: more?.lands ?? [],
      moreDays: daysOf(head),
      speaker:
        (tellsWords(title, claims) ? speakerOf(title, named, hits, terms, speakers) : null) ?? saidIn(head, language),
    }
  }

  /** The speaker of a statement reported in the summary. */
  function saidIn(head: string, language: string): string | null {
    if (!SAID.test(head)) return null
    const { hits, terms, named } = part(head, language)
    const own = named.filter(party => party.person !== null)
    return speakerOf(head, own.slice(0, 1), hits.slice(0, 0), terms, lexicon.file.speakers)
  }
}

/** Families of the things that a headline names. @param loose whether ambiguous words count */
function familiesOf(hits: readonly Hit[], loose: boolean): readonly string[] {
  const families = hits.flatMap(({ meaning }) =>
    meaning.is === 'object' && (loose || !meaning.spec.loose) ? meaning.spec.family : [],
  )
  return [...new Set(families)]
}

/** A summary that reports a statement as such. */
const SAID = phrase('statementTold', 'iu')

/** Whether a headline may be somebody's statement: it tells only words, or quotes some. */
function tellsWords(title: string, claims: readonly Claim[]): boolean {
  const told = claims.filter(claim => !claim.named)
  return told.length === 0 || told.some(isVoice) || QUOTES.test(title) || STATEMENT.test(title)
}

/** The official whose statement the headline is, if the file counts that person's statements of one day as one; else null. */
function speakerOf(
  title: string,
  parties: readonly Party[],
  hits: readonly Hit[],
  terms: readonly TermHit[],
  speakers: readonly string[],
): string | null {
  const first = parties.find(party => party.person !== null)
  if (first?.person == null) return null
  const lists = terms.find(hit => hit.term === first.person)?.lists ?? []
  if (!lists.some(list => speakers.includes(list))) return null
  const other = parties.some(
    party => party.start < first.start && party.sides.some(side => !first.sides.includes(side)),
  )
  const act = hits.some(hit => hit.meaning.is === 'act' && hit.end <= first.start)
  return (!other && !act) || STATEMENT.test(title) ? first.person : null
}

/** A party's term may include a verb ("US warns"): the party ends before the act. */
function withoutAct(party: Party, hits: readonly Hit[]): Party {
  const act = hits.find(hit => hit.meaning.is === 'act' && hit.start > party.start && hit.start < party.end)
  return act === undefined ? party : { ...party, end: act.start - 1 }
}
