import { isGivenName } from '../../language/en/given-names.ts'
import { FAMILIES, MOST_FREQUENT } from '../../language/ko/families.ts'
import { remember } from '../../text/remember.ts'
import type { Side } from '../brief.ts'
import { type SideEvidence, type SideReader, sideBeside, sideOfShape } from './sides.ts'

/** A word of a text; `joined`: only a space or a hyphen separates it from the word before. */
export interface NameWord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly joined: boolean
  readonly hyphen: boolean
}

/** A name that is in no list. */
export interface UnknownName {
  readonly name: string
  readonly side: Side
  readonly start: number
  /** Its first and last word among the words of the text. */
  readonly from: number
  readonly to: number
}

const ROLE =
  /(?:president|secretary|minister|ambassador|general|senator|sens?\.|reps?\.|gov\.|adm\.|gen\.|lt\.|col\.|sgt\.|pvt\.|capt\.|maj\.|prof\.|dr\.|mr\.|mrs\.|ms\.|spokes\w+|analyst|expert|professor|director|envoy|negotiator|chief|official|adviser|advisor|commander|chairman|chairwoman|representative|counterpart|researcher|fellow|correspondent|delegate|lawmaker|diplomat|leader|chancellor|deputy|father|mother|sister|brother|wife|husband|son|daughter|widow|friend|colleague|aide|student|soldier|missionary|pastor|tourist|journalist|reporter|author|historian|announcer|defector|detainee|premier|governor|mayor|lawyer|attorney|scientist|scholar|economist|activist|private|captain|colonel|major|sergeant|player|star|citizen|speaker|congressman|congresswoman|named|called)[\s,]{1,2}$/i
/** What follows a name: a verb of speech, an office, a place of work. */
const afterOf = remember(
  ({ institutes }: NamesKnown) =>
    new RegExp(
      `^(?:,? (?:said|says|told|wrote|added|warned|announced|tweeted|argued|noted|stated|testified|explained|insisted|replied)\\b|, (?:an?|the|who|director|professor|former|chief|senior|deputy|head|president|chairman|co-founder|analyst|editor|executive|minister|spokes\\w+|ambassador|\\d\\d)\\b|, \\d\\d[,.]| of (?:the )?(?:${institutes}|\\p{Lu}[\\p{L}]+ (?:University|Institute|Center|School|Foundation|College)|University|Council|Center|Institute))`,
      'u',
    ),
)
const SAID_BEFORE = /(?:[,”"] (?:said|says|added|wrote)|according to) $/
const FAMILY = new RegExp(`^(?:${FAMILIES})$`)
const SPOKEN =
  /\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gen)\. (\p{Lu}[\p{L}'’-]{1,40})|(?<![\p{L}'’-])(\p{Lu}[\p{L}'’-]{1,40}) (?:said|says|told|added|wrote|noted|warned|argued|tweeted|explained|insisted|replied|testified)\b|[,”"] (?:said|says|added|wrote) (\p{Lu}[\p{L}'’-]{1,40})[,.]/gu

/** A byline: the author before the outlet in capitals, at the beginning of the text. */
const BYLINE =
  /\n(?:By )?(?:\p{Lu}[\p{L}.'’-]{0,25},? ){2,4}(?:and (?:\p{Lu}[\p{L}.'’-]{0,25} ){2,4})?(?=(?:USA TODAY|CNN|AP|AFP|REUTERS|FOX)\b|\p{Lu}{4,})/u

/** The words of a text with their offsets, without possessive endings. */
export function nameWords(text: string): readonly NameWord[] {
  const words: NameWord[] = []
  let last = 0
  for (const match of text.matchAll(
    /(?:\p{Lu}\.)+(?:\p{Lu}(?=\s))?|\p{Lu}\.?(?=[\s-])|[\p{L}\p{M}]+(?:['’](?!s\b)[\p{L}]+)?/gu,
  )) {
    const between = text.slice(last, match.index)
    const end = match.index + match[0].length
    words.push({
      text: match[0],
      start: match.index,
      end,
      joined: last > 0 && (/^[ \u00a0-]?$/.test(between) || (between === '. ' && words.at(-1)?.text.length === 1)),
      hyphen: between === '-',
    })
    last = end
  }
  return words
}

/** The part of a PeopleIndex that distinguishes names from other words and finds their sides. */
export interface NamesKnown {
  readonly sides: SideReader
  /** Source of a regular expression for institutes by their bare names. */
  readonly institutes: string
  isNoName(word: string): boolean
}

/** Names that are in no list: capitalised words with a given name, a title or a verb of speech beside them. */
export function unknownNames(
  text: string,
  words: readonly NameWord[],
  taken: ReadonlySet<number>,
  known: NamesKnown,
): readonly UnknownName[] {
  const spoken = new Set<string>()
  for (const hit of text.matchAll(SPOKEN)) spoken.add(hit[1] ?? hit[2] ?? hit[3] ?? '')
  const headline = text.indexOf('\n')
  const byline = BYLINE.exec(text)
  const bylineEnd = byline === null ? -1 : byline.index + byline[0].length
  const found: UnknownName[] = []
  const evidence = new Map<string, SideEvidence>()
  let listed = -1
  for (let i = 0; i < words.length; i += 1) {
    const run = runFrom(words, i, taken, known)
    const [first, last] = [words[i], words[i + run - 1]]
    if (taken.has(i)) listed = words[i]?.end ?? listed
    if (run < 2 || first === undefined || last === undefined || (run === 2 && last.hyphen)) {
      if (run > 1) i += run - 1
      continue
    }
    const parts = words.slice(i, i + run)
    const before = text.slice(Math.max(0, first.start - 30), first.start)
    const after = text.slice(last.end, last.end + 40)
    const korean = FAMILY.test(first.text) && run === 3
    // "Kim Depart": what follows a Korean family name may be a headline's verb, or part of a truncated name.
    const bare = run === 2 && FAMILY.test(first.text) && (first.text === MOST_FREQUENT || first.start < headline)
    const given = isGivenName(first.text) && !bare
    const inList = /^(?:,? and |, )$/.test(text.slice(listed, first.start)) && listed >= 0 && run === 2
    const likely =
      given ||
      korean ||
      ROLE.test(before) ||
      SAID_BEFORE.test(before) ||
      afterOf(known).test(after) ||
      inList ||
      spoken.has(last.text) ||
      (run === 2 && FAMILY.test(last.text) && last.text.length > 2)
    const from = i
    i += run - 1
    // An outlet's name in capitals follows a byline; an agency's name follows a slash.
    const thing =
      /^ (?:Center|Centre|Institute|University|School|Foundation|Tower|Street|Library|Airport|Park|Hospital|College)\b/.test(
        after,
      )
    const credit =
      first.start < bylineEnd ||
      /^(?: ?[/|] ?(?:AP|AFP|Getty|Reuters|REUTERS|EPA|Pool)\b| \(@)/u.test(after) ||
      /(?:Photo(?:graph)?(?: by| ?\/)|[/©] ?|\bBy|Image copyright|\|) ?$/.test(before)
    if (!likely || thing || credit || /^ \p{Lu}{2,} \p{Lu}{2,}/u.test(after)) continue
    listed = last.end
    const name = text.slice(first.start, last.end)
    const shape = sideOfShape(
      parts.map(one => one.text),
      { given, korean, hyphen: parts.some(one => one.hyphen) },
      known.sides,
    )
    const heard = [evidence.get(name), sideBeside(text, first.start, last.end, known.sides), shape].filter(
      one => one != null,
    )
    const best = heard.reduce((a, b) => (b.weight > a.weight ? b : a), shape)
    evidence.set(name, best)
    found.push({ name, side: best.side, start: first.start, from, to: from + run - 1 })
  }
  return found.map(one => ({ ...one, side: evidence.get(one.name)?.side ?? one.side }))
}

/** How many words from here on may form one name. */
function runFrom(words: readonly NameWord[], i: number, taken: ReadonlySet<number>, known: NamesKnown): number {
  const start = words[i]
  if (!fits(start, i, taken, known)) return 0
  let n = 1
  while (n < 4) {
    const next = words[i + n]
    if (next === undefined || !next.joined || taken.has(i + n)) break
    // After a given name, a month or a point of the compass is a surname: Theresa May.
    const surname =
      n === 1 && /^(?:May|March|West|North|Little|Black|White|Long|Gay|Gates|Rose|Hill|Price|Green)$/.test(next.text)
    if (surname && isGivenName(start?.text ?? '')) return 2
    if (!fits(next, i + n, taken, known) && !next.hyphen) break
    n += 1
  }
  return n
}

function fits(word: NameWord | undefined, at: number, taken: ReadonlySet<number>, { isNoName }: NamesKnown): boolean {
  if (word === undefined || taken.has(at)) return false
  // A capital within a word means that words of a page ran together, except after Mc, Mac, De and the like.
  if (/(?<!^(?:Mc|Mac|De|Di|La|Le|Du|Van|O['’]))\p{Ll}\p{Lu}/u.test(word.text)) return false
  return /^\p{Lu}(?:\.|[\p{L}'’]*\p{Ll})/u.test(word.text) && !isNoName(word.text)
}
