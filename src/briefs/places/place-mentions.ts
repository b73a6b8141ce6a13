import type { Gazetteer } from './gazetteer.ts'

/** Where a text names a place. */
export interface PlaceMention {
  readonly place: string
  readonly start: number
  readonly end: number
  readonly government: boolean
  readonly site: boolean
  /** A room of a seat of government, and a seat that means the government: as in places.yaml. */
  readonly room: boolean
  readonly office: boolean
  /** Whether it is in the gazetteer; otherwise it was recognised by its form. */
  readonly known: boolean
}

/** A word after a city that turns it into a newspaper, a treaty or a school. */
const NOT_PLACE =
  /^(?: (?:Post|Times|Journal|Examiner|Convention|Conventions|Agreement|Accords?|Protocol|Treaty|University|Daily|Herald|Tribune|Globe|Review|Sun|Knicks|Yankees|Jets|AG|Police|attorney general|mayor|governor|prosecutors|native|Rep\.|Sen\.|Democrats?|Republicans?)\b|['’]s\b)/
/** A capitalised word after a city, which makes it the name of a team, a firm or a street. */
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
/** What fits the forms but is no place. */
const NO_NAME =
  /^(?:The|This|That|A|An|Both|North|South|U|US|UN|White|Supreme|Congress|Parliament|Senate|House|President|Prime|Foreign|Camp Fire|[A-Z]+)$|\b(?:Republic|Nations|Union|Council|Ministry|Department|Street|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** The places that a text names, from the gazetteer or by their form, in order. */
export function placeMentions(text: string, gazetteer: Gazetteer): readonly PlaceMention[] {
  const found: PlaceMention[] = []
  const add = (mention: PlaceMention) => {
    if (!found.some(one => mention.start < one.end && mention.end > one.start)) found.push(mention)
  }
  for (const pattern of gazetteer.patterns)
    for (const { 0: spelling, index } of text.matchAll(pattern)) {
      const [end, place] = [index + spelling.length, gazetteer.placeOf(spelling)]
      const after = text.slice(end, end + 14)
      if (place === undefined || NOT_PLACE.test(after) || (!place.site && PART.test(after))) continue
      const { name, government, site, room, office } = place
      add({ place: name, start: index, end, government, site, room, office, known: true })
    }
  for (const [pattern, site] of SHAPES)
    for (const hit of text.matchAll(pattern)) {
      const name = hit[1] ?? ''
      if (NO_NAME.test(name) || gazetteer.isRegion(name) || (hit[2] !== undefined && !gazetteer.isRegion(hit[2])))
        continue
      const start = hit.index + hit[0].indexOf(name)
      add({
        place: name,
        start,
        end: start + name.length,
        government: false,
        site,
        room: false,
        office: false,
        known: false,
      })
    }
  return found.sort((a, b) => a.start - b.start)
}
