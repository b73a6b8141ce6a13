import type { Scan } from '../terms/match.ts'
import type { TermIndex } from '../terms/terms.ts'
import { type Judged, STORY_TYPES, type StoryType } from '../verdict.ts'

/** Points by type and feature name, in tenths of log odds; every item has the feature `always`. */
export type TypePoints = Readonly<Record<StoryType, Readonly<Record<string, number>>>>

/** A type with what spoke for it: every feature with points, the strongest first. */
export interface Typing {
  readonly type: StoryType
  readonly because: readonly { readonly feature: string; readonly points: number }[]
  /** The type that came second, and by how many points it fell short. */
  readonly next: StoryType
  readonly by: number
}

/** The hits in an item's title and summary; null if there are none. */
export interface Scans {
  readonly title: Scan | null
  readonly summary: Scan | null
}

/** Features of an item, from its words and from the event read in it. */
export type ReadFeatures = (judged: Judged, scans: Scans) => readonly string[]
export type Typer = (judged: Judged, scans: Scans) => Typing

export const ALWAYS = 'always'
/** Prefix of the lists with words that suggest a type: about-summit, about-talks and so on. */
const ABOUT = 'about-'
/** Facts that are combined with a headline's topics: words or deeds, and the kind of piece. */
const PAIRED = /^(?:told|kind):/
const QUESTION = /[?？]/
const QUOTE = /["“‘「『]/
const COLON = /^.{2,40}[:：]/u

/**
 * A reader of features. A scan's first entries must be the terms, in the order of the index.
 * @param facts reads the event's facts as plain names
 */
export function featureReader(terms: TermIndex, facts: (judged: Judged) => readonly string[]): ReadFeatures {
  const listsOf = terms.terms.map(term => term.lists)
  const at = (scan: Scan, hit: number) => listsOf[scan.entries[hit] ?? -1] ?? []
  const listsIn = (scan: Scan | null) => new Set(scan?.entries.flatMap((_, hit) => at(scan, hit)))
  return (judged, { title, summary }) => {
    const features: string[] = []
    const read = facts(judged)
    const lists = listsIn(title)
    for (const list of lists) features.push(`title:@${list}`)
    for (const list of listsIn(summary)) features.push(`summary:@${list}`)
    const topics = [...lists].filter(list => list.startsWith(ABOUT)).sort()
    if (topics.length === 1) features.push(`only:@${topics[0]}`)
    for (const [index, topic] of topics.entries()) {
      for (const other of topics.slice(index + 1)) features.push(`both:@${topic}+@${other}`)
      for (const fact of read) if (PAIRED.test(fact)) features.push(`@${topic}+${fact}`)
    }
    if (title !== null) for (const topic of firstTopics(title, at)) features.push(`first:@${topic}`)
    if (QUESTION.test(judged.title)) features.push('form:question')
    if (QUOTE.test(judged.title)) features.push('form:quote')
    if (COLON.test(judged.title)) features.push('form:colon')
    return [...features, ...read]
  }
}

/** Topics of the first words of a title that have any. */
function firstTopics(scan: Scan, at: (scan: Scan, hit: number) => readonly string[]): readonly string[] {
  let first = Number.POSITIVE_INFINITY
  let topics: readonly string[] = []
  for (let hit = 0; hit < scan.entries.length; hit += 1) {
    const start = scan.starts[hit] ?? 0
    if (start >= first) continue
    const own = at(scan, hit).filter(list => list.startsWith(ABOUT))
    if (own.length === 0) continue
    first = start
    topics = own
  }
  return topics
}

/** A typer that sums points; of equal sums the first type in STORY_TYPES wins. */
export function typerOf(points: TypePoints, read: ReadFeatures): Typer {
  return (judged, scans) => typeBy(points, read(judged, scans))
}

export function typeBy(points: TypePoints, features: readonly string[]): Typing {
  const ranked = STORY_TYPES.map(type => {
    const because = [ALWAYS, ...features].flatMap(feature => {
      const own = points[type][feature]
      return own === undefined ? [] : [{ feature, points: own }]
    })
    return { type, because, sum: because.reduce((sum, each) => sum + each.points, 0) }
  }).sort((a, b) => b.sum - a.sum)
  const [best, next] = ranked as [(typeof ranked)[0], (typeof ranked)[0]]
  const because = best.because.filter(({ feature }) => feature !== ALWAYS)
  return {
    type: best.type,
    because: because.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    next: next.type,
    by: best.sum - next.sum,
  }
}

const MOST_SHOWN = 4

/** A typing in words: "talks rather than summit by 7 points: title:@letters +12, act:write +5". */
export function describeTyping({ type, because, next, by }: Typing): string {
  const shown = because
    .slice(0, MOST_SHOWN)
    .map(({ feature, points }) => `${feature} ${points > 0 ? '+' : ''}${points}`)
  return `${type} rather than ${next} by ${by} points${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`
}
