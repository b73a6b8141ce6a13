import { foldText } from '../text/fold.ts'
import type { StoryItem } from './story.ts'

type Told = Pick<StoryItem, 'id' | 'title' | 'summary' | 'outlet'>

const STATE = 'state media of the North'

/**
 * Sources that others relay: by name where a name alone says who speaks, else after or before a word of telling.
 * The key is the origin; outlets whose name matches are that origin themselves.
 */
const SOURCES: readonly (readonly [origin: string, names: string])[] = [
  [
    STATE,
    'kcna|korean central news agency|rodong sinmun|조선중앙통신|조선중앙tv|로동신문|노동신문|朝鮮中央通信|朝鮮中央テレビ|労働新聞|朝中社|朝中通信|劳动新闻',
  ],
  ['Yonhap', 'yonhap(?: news agency)?|연합뉴스|聯合ニュース|韩联社|韓聯社'],
  ['Reuters', 'reuters|로이터|ロイター|路透'],
  ['AP', 'ap|associated press|ap통신|ap通信|美联社'],
  ['AFP', 'afp|agence france-presse|afp통신|法新社'],
  ['Kyodo', 'kyodo(?: news)?|共同通信|교도통신|共同社'],
  ['NHK', 'nhk'],
  ['Xinhua', 'xinhua|新華社|新华社|신화통신'],
  ['TASS', 'tass|타스|タス通信|塔斯社'],
  ['CNN', 'cnn'],
  ['Bloomberg', 'bloomberg|블룸버그|ブルームバーグ|彭博'],
  ['Axios', 'axios'],
  ['The Wall Street Journal', 'wall street journal|wsj|월스트리트저널|華尔街日报|华尔街日报'],
  ['The New York Times', 'new york times|nyt|뉴욕타임스|ニューヨーク・タイムズ|纽约时报'],
  ['The Washington Post', 'washington post|워싱턴포스트|ワシントン・ポスト|华盛顿邮报'],
  ['NBC', 'nbc(?: news)?'],
  ['CBS', 'cbs(?: news)?'],
  ['Fox News', 'fox news'],
  ['NK News', 'nk news'],
  ['38 North', '38 north'],
]

const AGENCY = /(?<![\p{L}\p{N}])(?:kcna|korean central news agency|조선중앙통신|朝鮮中央通信|朝中社|朝中通信)/u

/** State media named without their name; of another country they are another source. */
const STATE_MEDIA =
  /(?<!\b(?:chinese|china's|russian|russia's|iranian|iran's|syrian|cuban|vietnamese) )\bstate(?:-run| run)? (?:news agency|media|newspaper|television|tv|radio)\b/

const BEFORE = `(?:according to|citing|cites|cited by|quoting|quoted by|told|via|reported by|by|as) (?:the )?(?:[a-z]+'s )?`
const AFTER = `(?:,? (?:(?:news agency|newspaper|agency) )?(?:said|says|reports?|reported|reporting|quoted|cited|announced|보도|報道|报道))`
const CJK_AFTER = `(?:은|는|이|가|에 따르면|が|は|によると|에서)?[^.。]{0,12}(?:보도|전했|에 따르면|報道|報じ|伝え|によると|报道|报道称)`

interface Source {
  readonly origin: string
  /** Its names, wherever they stand. */
  readonly named: RegExp
  readonly outlet: RegExp
  /** Its names where they say who speaks; made at first use, since classes of letters take a millisecond each. */
  cited(): RegExp
}

const compiled: readonly Source[] = SOURCES.map(([origin, names], index) => {
  let cited: RegExp | null = null
  return {
    origin,
    named: new RegExp(names),
    outlet: new RegExp(`^(?:the )?(?:${names})(?:[ .].*)?$`, 'u'),
    cited() {
      const name = `(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{Script=Latin}\\p{N}])`
      const said = `${BEFORE}${name}|${name}${AFTER}|\\(${name}\\)|${name}\\s?:|${name}${CJK_AFTER}`
      cited ??= new RegExp(index === 0 ? name : said, 'u')
      return cited
    },
  }
})
/** Any name of any source: most texts have none. */
const ANY = new RegExp(SOURCES.map(([, names]) => names).join('|'))

/** Words that a shared sentence must have to show that one text is taken from the other. */
const SENTENCE_WORDS = 8
const TITLE_WORDS = 6
const HEAD = 1500

/** The source that an item relays, or its outlet: "according to Yonhap" and Yonhap itself are one. */
export function originOf(item: Told): string {
  const outlet = foldText(item.outlet)
  const own = ANY.test(outlet) ? compiled.find(source => source.outlet.test(outlet)) : undefined
  if (own !== undefined) return own.origin
  const text = foldText(`${item.title}. ${item.summary}`.slice(0, HEAD))
  let first: { readonly origin: string; readonly at: number } | null = null
  for (const { origin, named, cited } of ANY.test(text) ? compiled : []) {
    const at = named.test(text) ? text.search(cited()) : -1
    if (at >= 0 && (first === null || at < first.at)) first = { origin, at }
  }
  if (first !== null) return first.origin
  if (STATE_MEDIA.test(text)) return STATE
  return outlet === '' ? item.id : outlet
}

/** What makes an item one with others: its origin, its headline and its whole sentences. */
export function originKeys(item: Told): readonly string[] {
  return [originOf(item), ...sentenceKeys(item)]
}

/**
 * How many independent origins a story's reports have: relays of one source, items of one outlet, and items that share a whole sentence
 * or headline count once. Linear in the length of the texts.
 * @param keysOf originKeys, or the same remembered
 */
export function countOrigins<T extends Told>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[] = originKeys,
): number {
  return new Set(rootsOf(items, keysOf)).size
}

/**
 * The names of the origins that countOrigins counts, in order of arrival: the source that is relayed, else the outlet of the first of its reports.
 * @param keysOf originKeys, or the same remembered
 */
export function originNames<T extends Told>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[] = originKeys,
): readonly string[] {
  const roots = rootsOf(items, keysOf)
  const firsts = items.filter((_, index) => roots.indexOf(roots[index] ?? '') === index)
  return firsts.map(item => {
    const origin = originOf(item)
    if (origin === STATE) return stateName(item)
    return SOURCES.some(([name]) => name === origin) ? origin : item.outlet
  })
}

/** The agency by name where the report names it. */
function stateName(item: Told): string {
  const text = foldText(`${item.outlet}. ${item.title}. ${item.summary}`.slice(0, HEAD))
  return AGENCY.test(text) ? 'KCNA' : 'North Korean state media'
}

/** One key for each item, the same for those of one origin. */
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
