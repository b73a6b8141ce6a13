import { isRegion } from './countries.ts'
import { GAZETTEER, type GazetteerPlace } from './gazetteer.ts'

/** Where a text names a place. */
export interface PlaceMention {
  readonly place: string
  readonly start: number
  readonly end: number
  readonly government: boolean
  readonly site: boolean
  /** In the gazetteer; else found by its shape. */
  readonly known: boolean
}

const BY_SPELLING = new Map<string, GazetteerPlace>(
  GAZETTEER.flatMap(place => place.spellings.map(spelling => [spelling, place] as const)),
)
const spellings = [...BY_SPELLING.keys()].sort((a, b) => b.length - a.length)
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const LATIN = new RegExp(
  `(?<![\\p{L}-])(?=\\p{Lu})(?:${spellings
    .filter(one => /[a-z]/i.test(one))
    .map(literally)
    .join('|')})(?![\\p{L}]|-[\\p{Ll}]*(?:based|born|backed))`,
  'gu',
)
const OTHER = new RegExp(spellings.filter(one => !/[a-z]/i.test(one)).join('|'), 'gu')
/** A word after a city that makes a paper, a treaty or a school of it. */
const NOT_PLACE =
  /^(?: (?:Post|Times|Journal|Examiner|Convention|Conventions|Agreement|Accords?|Protocol|Treaty|University|Daily|Herald|Tribune|Globe|Review|Sun|Knicks|Yankees|Jets|AG|Police|attorney general|mayor|governor|prosecutors|native|Rep\.|Sen\.|Democrats?|Republicans?)\b|['’]s\b)/
/** A capitalised word after a city: the name of a team, a firm or a street. */
const PART = /^ (?!Summit|Talks|Meeting|On|In|For|With|After|And|To|Over|As|Is|At|By|Of)\p{Lu}\p{Ll}/u
const NAME = "\\p{Lu}[\\p{L}'’]{1,25}(?:-\\p{L}{1,25}){0,3}(?: \\p{Lu}[\\p{L}'’]{1,25}(?:-\\p{L}{1,25}){0,3}){0,2}"
const SHAPES: readonly (readonly [pattern: RegExp, site: boolean])[] = [
  [/\b((?:Fort|Camp|Cape|Lake|Mount|Mt\.|Joint Base) \p{Lu}[\p{L}-]+)/gu, true],
  [
    /\b((?!Nuclear|Joint|The|North|South|Air)\p{Lu}\p{L}+(?: (?!Nuclear)\p{Lu}\p{L}+)? (?:Air Force Base|Air Base|Naval Base|Base|Airport|Island|Islands|Bay|Harbou?r|Peninsula|Palace|Hotel|Cosmodrome|Summit Center|Guesthouse|Stadium|Square|Station|Test Site|Nuclear Complex|Command Headquarters|Command headquarters))\b/gu,
    true,
  ],
  [/\b(\p{Lu}\p{L}{1,25}-(?:ri|dong|gun|up|do))\b/gu, true],
  [
    new RegExp(
      `\\b(?:city|town|village|port|resort|suburb|capital|truce village|border village|island) of (${NAME})`,
      'gu',
    ),
    false,
  ],
  [new RegExp(`\\b(?:in|at|near|outside) (${NAME}), (\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?)`, 'gu'), false],
]
/** What the shapes catch that is no place. */
const NO_NAME =
  /^(?:The|This|That|A|An|Both|North|South|U|US|UN|White|Supreme|Congress|Parliament|Senate|House|President|Prime|Foreign|Camp Fire|[A-Z]+)$|\b(?:Republic|Nations|Union|Council|Ministry|Department|Street|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** Whether a text is the name of a place that the gazetteer knows. */
export function isPlaceName(text: string): boolean {
  return BY_SPELLING.has(text) || BY_SPELLING.has(text.charAt(0) + text.slice(1).toLowerCase())
}

/** The places that a text names, of the gazetteer or by their shape, in order. */
export function placeMentions(text: string): readonly PlaceMention[] {
  const found: PlaceMention[] = []
  const add = (mention: PlaceMention) => {
    if (!found.some(one => mention.start < one.end && mention.end > one.start)) found.push(mention)
  }
  for (const pattern of [LATIN, OTHER])
    for (const { 0: spelling, index } of text.matchAll(pattern)) {
      const [end, place] = [index + spelling.length, BY_SPELLING.get(spelling)]
      const after = text.slice(end, end + 14)
      if (place === undefined || NOT_PLACE.test(after) || (!place.site && PART.test(after))) continue
      add({ place: place.name, start: index, end, government: place.government, site: place.site, known: true })
    }
  for (const [pattern, site] of SHAPES)
    for (const hit of text.matchAll(pattern)) {
      const name = hit[1] ?? ''
      if (NO_NAME.test(name) || isRegion(name) || (hit[2] !== undefined && !isRegion(hit[2]))) continue
      const start = hit.index + hit[0].indexOf(name)
      add({ place: name, start, end: start + name.length, government: false, site, known: false })
    }
  return found.sort((a, b) => a.start - b.start)
}
