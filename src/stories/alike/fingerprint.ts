import { toldClaims } from '../../events/compare/relation.ts'
import type { EventReading } from '../../events/event.ts'
import { peopleOf } from '../../events/reading/parties.ts'
import type { ScanTerms } from '../../events/reading/read.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import type { StoryItem } from '../story.ts'
import type { Wording } from '../wording.ts'
import { type Token, tokens } from './tokens.ts'
import type { Tuning } from './tuning.ts'

export type { ScanTerms }

/** The features of an item that identify its event. */
export interface Fingerprint {
  readonly language: string
  /** Words, event classes and numbers with their weight in this item: compared within a language. */
  readonly words: ReadonlyMap<string, number>
  /** Configured terms and places as "@id", event classes and numbers: compared across languages. */
  readonly terms: ReadonlyMap<string, number>
  /** Event classes in the main clause of the headline. */
  readonly events: ReadonlySet<string>
  /** Configured people and known places in the headline. */
  readonly people: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  /** Configured people in headline and summary. */
  readonly allPeople: ReadonlySet<string>
}

const TITLE_HEAD = 400

/** @param scan finds the configured terms, whose ids are the same in every language */
export function fingerprint(
  item: Pick<StoryItem, 'title' | 'summary' | 'language'>,
  event: EventReading,
  scan: ScanTerms,
  wording: Wording,
  tuning: Tuning,
): Fingerprint {
  const title = cleanTitle(item.title)
  const summary = item.summary.slice(0, tuning.summaryHead)
  const language = item.language.slice(0, 2).toLowerCase() || guessLanguage(`${title} ${summary}`)
  const words = new Map<string, number>()
  const terms = new Map<string, number>()
  const add = (to: Map<string, number>, feature: string, weight: number) => {
    const known = to.get(feature)
    to.set(feature, known === undefined ? weight : known + weight * tuning.repeatWeight)
  }
  const inTitle = tokens(title, wording.classes)
  const read = (text: string, found: readonly Token[], weight: number) => {
    for (const { feature, quoted, background } of found) {
      const standing = (quoted ? tuning.quoteWeight : 1) * (background ? tuning.backgroundWeight : 1)
      add(words, feature, weight * standing)
      if (wording.meets(feature)) add(terms, feature, weight)
    }
    for (const feature of wording.sharedFeatures(text)) if (!terms.has(feature)) add(terms, feature, weight)
    const hits = scan(text, language || undefined)
    // A term without a Latin spelling belongs to one language and cannot match in another.
    for (const hit of hits) if (/^[a-z\d]/.test(hit.term)) add(terms, `@${hit.term}`, weight)
    return peopleOf(hits)
  }
  const people = new Set(read(title, inTitle, 1))
  const others = summary === '' ? [] : read(summary, tokens(summary, wording.classes), tuning.summaryWeight)
  // Claims count like words, so that reports in other words and languages are found.
  for (const claim of toldClaims(event)) {
    if (claim.speech) continue
    for (const phase of claim.of === null ? [claim.phase] : [claim.phase, claim.of]) {
      add(words, `~${phase}`, tuning.claimWeight)
      add(terms, `~${phase}`, tuning.claimWeight)
    }
    if (claim.object !== null) add(terms, `~${claim.object.family}`, tuning.claimWeight)
  }
  const told = inTitle.filter(token => !token.background).map(token => token.feature)
  const shared = [...wording.sharedFeatures(title)]
  return {
    language,
    words,
    terms,
    events: new Set([...told, ...shared].filter(feature => feature.startsWith('='))),
    people,
    places: new Set(shared.filter(feature => feature.startsWith('@place-'))),
    allPeople: new Set([...people, ...others]),
  }
}

/** A headline without the outlet after a bar, the marks of wire services and labels in capitals. */
export function cleanTitle(title: string): string {
  return title
    .slice(0, TITLE_HEAD)
    .replace(/\s(?:\|\s[^|]{2,40}|[–—-]\s\p{Lu}[^|–—-]{1,30})$/u, '')
    .replace(
      /^(?:UPDATE|REFILE|WRAPUP|CORRECTED|EXCLUSIVE|OPINION|WATCH|VIDEO|BREAKING|LIVE|RPT|FOCUS)[ \d]*[-:]\s*/u,
      '',
    )
}
