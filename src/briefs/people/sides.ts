import { OTHER, type Side } from '../brief.ts'
import type { ShapeSpec, SidesFile } from './sides-file.ts'

/** Finds the words of each side, and what a name's form says. */
export interface SideReader {
  readonly words: readonly (readonly [Side, RegExp])[]
  readonly shapes: readonly ShapeSpec[]
}

/** Compiles config/sides.yaml. The word nearest to a name decides, not the order of the sides. */
export function compileSides({ sides, others, shapes }: SidesFile): SideReader {
  const all = [...sides, { side: OTHER, words: others }].filter(({ words }) => words.length > 0)
  return {
    words: all.map(
      ({ side, words }) => [side, new RegExp(`(?<![\\p{L}-])(?:${oneOf(words)})(?![\\p{L}])`, 'gu')] as const,
    ),
    shapes,
  }
}

function oneOf(words: readonly string[]): string {
  return words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "['’]")).join('|')
}

/** What may come between a side's word and its name: titles, but no verb and no other clause. */
const TITLE_RUN =
  /^(?:['’]s|['’])?(?:[ -](?:\p{Lu}[\p{L}'’.-]*|vice|deputy|foreign|unification|defen[cs]e|prime|first|chief|top|senior|lead|nuclear|special|former|acting|new|state|national|security|intelligence|presidential|ministers?|presidents?|leaders?|secretary|envoys?|ambassadors?|negotiators?|spokes\p{L}+|advis[eo]rs?|directors?|head|general|commander|officials?|diplomats?|delegate|representative|counterparts?|dictator|ruler|premier|chancellor|politician|lawmaker|senator|experts?|analysts?|professor|scholar|researcher|historian|author|journalist|reporter|correspondent|anchor|student|tourist|citizen|missionary|pastor|soldier|detainee|prisoner|defector|army|navy|air|force|military|missile|policy|affairs|of|for|at|on|to|the|north|south|human|rights|press|state-run|media|party|committee|chair\p{L}*|speaker|house|assistant|under\p{L}*|counselor|aide|strongman|then))*,?[ -]?$/u
/** Where a country is the subject of an office: "envoy for North Korea", "ambassador to the Philippines". */
const ABOUT =
  /\b(?:envoy|ambassador|representative|advis[eo]r|negotiator|coordinator|director|secretary|expert|specialist|official|chief|rapporteur|policy|desk|counselor)s? (?:for|to|on|in)(?: the)? $/i
/** Where a sentence mentions a side that is not the person's. */
const OBJECT = /\b(?:for|on|to|against|with|in|about|toward|towards|over|from|visiting|near)(?: the)? $/i

/** A side and its certainty: words beside a name weigh more than its form, and that more than the sentence. */
export interface SideEvidence {
  readonly side: Side
  readonly weight: number
}

/** What the words around a mention say about its side; null: nothing. */
export function sideBeside(text: string, start: number, end: number, { words }: SideReader): SideEvidence | null {
  const from = Math.max(0, start - 110)
  const before = text.slice(from, start)
  const after = text.slice(end, end + 110)
  return title(before, words) ?? apposition(after, words) ?? nearest(before, words)
}

/** "South Korean Foreign Minister …", "the U.S. envoy for North Korea, …". */
function title(before: string, sides: SideReader['words']): SideEvidence | null {
  const stop = [...before.matchAll(/[.;:?!”“"()\n](?=\s|\p{Lu}|$)/gu)].findLast(hit => !isInitials(before, hit.index))
  const clause = before.slice(stop === undefined ? 0 : stop.index + 1)
  let best: { side: Side; at: number } | null = null
  for (const [side, pattern] of sides)
    for (const hit of clause.matchAll(pattern)) {
      if (!TITLE_RUN.test(clause.slice(hit.index + hit[0].length)) || ABOUT.test(clause.slice(0, hit.index))) continue
      if (best === null || hit.index > best.at) best = { side, at: hit.index }
    }
  return best === null ? null : { side: best.side, weight: 3 }
}

function isInitials(text: string, at: number): boolean {
  return (
    text[at] === '.' &&
    /(?:^|[\s(.])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Gov|Adm|Lt|Col|Sens|Reps|Capt|Sgt|Pvt|Maj|Prof)$/u.test(
      text.slice(0, at),
    )
  )
}

/** "…, the North Korean ambassador to China", "… of Japan", "…, a professor at Korea University". */
function apposition(after: string, sides: SideReader['words']): SideEvidence | null {
  const found =
    /^(?:, (?!and\b|who\b|but\b|which\b|while\b|said\b|as\b|in\b|on\b|\p{Ll}+ed\b)[^.;:”"]{2,100}| \([^)]{2,60}\)| of (?:the )?[^,.;]{2,40}| from [^,.;]{2,30})/u.exec(
      after,
    )?.[0]
  const phrase = found?.replace(/(?<=.), .*$|(?<=.) (?:said|told|says|met|has|had|was|were|will|and) .*$/u, '')
  if (phrase === undefined) return null
  let best: { side: Side; at: number } | null = null
  for (const [side, pattern] of sides)
    for (const hit of phrase.matchAll(pattern)) {
      if (ABOUT.test(phrase.slice(0, hit.index)) || (best !== null && hit.index >= best.at)) continue
      best = { side, at: hit.index }
    }
  return best === null ? null : { side: best.side, weight: 2.5 }
}

/** The nearest word of a side in the same sentence. */
function nearest(before: string, sides: SideReader['words']): SideEvidence | null {
  let best: { side: Side; away: number } | null = null
  const line = /[^!?\n]*$/.exec(before)?.[0] ?? ''
  const stop = [...line.matchAll(/\.(?= \p{Lu})/gu)].findLast(hit => !isInitials(line, hit.index))
  const sentence = stop === undefined ? line : line.slice(stop.index + 1)
  for (const [side, pattern] of sides)
    for (const hit of sentence.matchAll(pattern)) {
      const away = sentence.length - hit.index
      if (OBJECT.test(sentence.slice(0, hit.index)) || (best !== null && away >= best.away)) continue
      best = { side, away }
    }
  return best === null ? null : { side: best.side, weight: 0.5 }
}

/** What a name's form says, if no word beside it says more. */
export function sideOfShape(
  words: readonly string[],
  { given, korean, hyphen }: { readonly given: boolean; readonly korean: boolean; readonly hyphen: boolean },
  { shapes }: SideReader,
): SideEvidence {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const shape = shapes.find(
    one =>
      (one.korean ?? korean) === korean &&
      (one.hyphen ?? hyphen) === hyphen &&
      (one.given ?? given) === given &&
      words.length <= one.mostWords &&
      (one.families.length === 0 || one.families.includes(first)) &&
      (one.endings.length === 0 || one.endings.some(ending => last.endsWith(ending))),
  )
  return shape ?? { side: OTHER, weight: LEAST }
}

/** The certainty that someone who fits no form has no side. */
const LEAST = 0.2
