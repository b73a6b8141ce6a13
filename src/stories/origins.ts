import { phrasesOf } from '../language/known-languages.ts'
import { foldText } from '../text/fold/fold.ts'
import type { OriginSpec, StateSpec } from './stories-file.ts'
import type { StoryItem } from './story.ts'

type Told = Pick<StoryItem, 'id' | 'title' | 'summary' | 'outlet'>

/** Words of attribution, in any language: before a source's name, right after it, and after it with words between. */
const BEFORE = phrasesOf('citedBefore')
const BEHIND = [...phrasesOf('citedBehind'), ...phrasesOf('citedFurther')]

interface Source {
  readonly origin: string
  /** Outlets with a matching name are the origin themselves. */
  readonly outlet: RegExp
  /** Its names, anywhere. */
  readonly named: RegExp
  /** Its names with an attribution; built at first use, since letter classes take a millisecond each. */
  cited(): RegExp
  /** What a card calls it in a folded text of the report. */
  shown(text: string): string
}

function compileSource({ name: own, also, alone, state }: OriginSpec): Source {
  const names = [own, ...also]
  const spellings = oneOf([...names, ...(state?.also ?? [])])
  let cited: RegExp | null = null
  const agency = new RegExp(`(?<![\\p{L}\\p{N}])(?:${oneOf(names)})`, 'u')
  return {
    origin: state?.name ?? own,
    outlet: new RegExp(`^(?:the )?(?:${spellings})(?:[ .].*)?$`, 'u'),
    named: new RegExp(spellings),
    cited() {
      const name = `(?<![\\p{L}\\p{N}])(?:${spellings})(?![\\p{Script=Latin}\\p{N}])`
      const said = `(?:${BEFORE.join('|')})${name}|\\(${name}\\)|${name}(?:\\s?:|${BEHIND.join('|')})`
      cited ??= new RegExp(alone ? name : said, 'u')
      return cited
    },
    shown: text => (state === null || agency.test(text) ? own : state.name),
  }
}

function oneOf(names: readonly string[]): string {
  return names.map(name => foldText(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
}

/** State media that are cited without their name. */
function stateMedia({ name, notBehind }: StateSpec): { readonly origin: string; readonly named: RegExp } {
  const others = notBehind.length === 0 ? '' : `(?<!\\b(?:${oneOf(notBehind)}) )`
  const media = '\\bstate(?:-run| run)? (?:news agency|media|newspaper|television|tv|radio)\\b'
  return { origin: name, named: new RegExp(others + media) }
}

/** Words that a shared sentence must have to show that one text was copied from the other. */
const SENTENCE_WORDS = 8
const TITLE_WORDS = 6
const HEAD = 1500

/** Where an item's news comes from, by one configuration's sources. */
export interface Origins {
  /** The source that an item relays, or its outlet: "according to Yonhap" and Yonhap itself are one. */
  of(item: Told): string
  /** Keys by which items have a common origin: the origin, the headline and whole sentences. */
  keysOf(item: Told): readonly string[]
  /**
   * The names of the origins that countOrigins counts, in order of arrival: the relayed source, else the outlet of the first of its
   * reports.
   */
  namesOf(items: readonly Told[]): readonly string[]
}

/** Compiles the sources of config/stories.yaml. */
export function compileOrigins(specs: readonly OriginSpec[]): Origins {
  const sources = specs.map(compileSource)
  const states = specs.flatMap(({ state }) => (state === null ? [] : [stateMedia(state)]))
  const of = (item: Told): string => {
    const outlet = foldText(item.outlet)
    const own = sources.find(source => source.outlet.test(outlet))
    if (own !== undefined) return own.origin
    const text = foldText(`${item.title}. ${item.summary}`.slice(0, HEAD))
    let first: { readonly origin: string; readonly at: number } | null = null
    for (const { origin, named, cited } of sources) {
      const at = named.test(text) ? text.search(cited()) : -1
      if (at >= 0 && (first === null || at < first.at)) first = { origin, at }
    }
    if (first !== null) return first.origin
    const state = states.find(({ named }) => named.test(text))
    if (state !== undefined) return state.origin
    return outlet === '' ? item.id : outlet
  }
  const keysOf = (item: Told) => [of(item), ...sentenceKeys(item)]
  return {
    of,
    keysOf,
    namesOf(items) {
      const roots = rootsOf(items, keysOf)
      const firsts = items.filter((_, index) => roots.indexOf(roots[index] ?? '') === index)
      return firsts.map(item => {
        const origin = of(item)
        const source = sources.find(one => one.origin === origin)
        return source?.shown(foldText(`${item.outlet}. ${item.title}. ${item.summary}`.slice(0, HEAD))) ?? item.outlet
      })
    },
  }
}

/**
 * How many independent origins a story's reports have: relays of one source, items of one outlet, and items that share a whole sentence
 * or headline count once. Linear in the length of the texts.
 * @param keysOf `Origins.keysOf`, possibly cached
 */
export function countOrigins<T extends Told>(items: readonly T[], keysOf: (item: T) => readonly string[]): number {
  return new Set(rootsOf(items, keysOf)).size
}

/** One key per item, the same for items of one origin. */
function rootsOf<T extends Told>(items: readonly T[], keysOf: (item: T) => readonly string[]): readonly string[] {
  const group = new Map<string, string>()
  const find = (key: string): string => {
    let at = key
    for (let up = group.get(at); up !== undefined && up !== at; up = group.get(at)) at = up
    return at
  }
  const roots = items.map(item => {
    const keys = keysOf(item).map(find)
    const root = keys[0] ?? item.id
    for (const key of keys) group.set(key, root)
    return root
  })
  return roots.map(find)
}

function sentenceKeys(item: Told): readonly string[] {
  const keys: string[] = []
  const add = (text: string, least: number) => {
    const folded = foldText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    const words = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u.test(folded)
      ? folded.length / 2.5
      : folded.split(' ').length
    if (words >= least) keys.push(`"${folded}"`)
  }
  add(item.title, TITLE_WORDS)
  for (const sentence of item.summary.slice(0, HEAD).split(/(?<=[.!?。])\s*/u)) add(sentence, SENTENCE_WORDS)
  return keys
}
