import type { Side } from './brief.ts'

/** A word of a text; `joined`: only a blank or a hyphen stands before it. */
export interface NameWord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly joined: boolean
  readonly hyphen: boolean
}

const NOT_NAMES = new Set(
  `president secretary minister ambassador general senator sen rep gov adm gen lt col dr mr mrs ms prime foreign vice deputy chief defense defence state
  north south korea korean koreas united states america american us un china chinese japan japanese russia russian east west white house
  national security council department ministry agency news press party workers army navy air force university institute center centre
  international united nations security committee congress senate house supreme court street journal times post monday tuesday wednesday
  thursday friday saturday sunday january february march april may june july august september october november december the a an in on at
  for of and to but with after before as if when while this that he she it they we his her its their our from by new pacific ocean sea
  peninsula fort port island islands city world war cup games olympic olympics winter summer nuclear missile treaty zone demilitarized
  central intelligence federal bureau program project asia asian europe european union hill school law policy studies association
  representative special envoy director leader spokesman spokeswoman chairman pentagon capitol photo images getty reuters associated
  singapore pyongyang seoul washington beijing tokyo hanoi vietnam stockholm sweden los san las st mount lake river bay great former`.split(
    /\s+/,
  ),
)
const GIVEN = new Set(
  `james john robert michael mike william bill david richard rick joseph joe thomas tom charles chuck christopher chris daniel dan matthew matt
  anthony tony mark donald steven stephen steve paul andrew kenneth ken george kevin brian edward timothy tim ronald jason jeffrey jeff
  ryan jacob gary nicholas eric jonathan larry justin scott frank benjamin ben gregory greg samuel sam raymond patrick jack dennis jerry
  peter henry douglas adam nathan zachary walter victor bruce lindsey evan evans siegfried joel robert bob jim mary patricia jennifer linda
  elizabeth susan susanne jessica sarah karen nancy lisa margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah
  stephanie rebecca laura sharon cynthia kathleen amy angela anna emma samantha katherine christine rachel heather diane julie joyce victoria
  kelly christina joan lauren martha theresa angela emmanuel boris justin philip harry ted mitch cory bob wendy jean jenny alison duyeon`.split(
    /\s+/,
  ),
)
const ROLE =
  /(?:president|secretary|minister|ambassador|general|senator|sen\.|rep\.|gov\.|adm\.|gen\.|lt\.|col\.|dr\.|mr\.|mrs\.|ms\.|spokes\w+|analyst|expert|professor|director|envoy|negotiator|chief|official|adviser|advisor|commander|chairman|representative|counterpart|researcher|fellow|correspondent|delegate|lawmaker|diplomat|leader|chancellor|deputy)[\s,]{1,2}$/i
const AFTER =
  /^(?:,? (?:said|says|told|wrote|added|warned|announced|tweeted|argued|noted|stated|testified|explained)\b|, (?:an?|the|who|director|professor|former|chief|senior|deputy|head|president|chairman|co-founder|analyst|editor)\b)/
const SAID_BEFORE = /(?:[,”"] (?:said|says|added|wrote)|according to) $/
const SURNAME =
  /^(?:Kim|Lee|Ri|Park|Pak|Choe|Choi|Jo|Cho|Jang|Chang|Jong|Jung|Chung|Kang|Roh|No|Ro|Han|Hwang|Hyon|Yun|Yoon|Paek|Baek|Song|Shin|Sin|Kwon|Lim|Im|Rim|O|Oh|So|Suh|Seo|Ryu|Yoo|An|Ahn|Nam|Thae|Hong|Ko|Koh|Moon|Mun)$/
const SIDES: readonly (readonly [Side, RegExp])[] = [
  [
    'DPRK',
    /(?<!\b(?:in|on|with|for|about|against|over|to) )North Korea|North['’]s|DPRK|Pyongyang|KCNA|Workers['’] Party/g,
  ],
  ['ROK', /South Korea|South['’]s|Seoul|Blue House|Joint Chiefs of Staff of the South/g],
  [
    'US',
    /\bU\.?S\.?\b|United States|America|White House|Pentagon|State Department|Senat|Congress|Washington|Republican|Democrat|CIA|38 North/g,
  ],
  [
    'other',
    /Chin[ae]|Japan|Russia|Brit|BBC|German|French|\bU\.?N\.?\b|United Nations|Austral|Swed|Singapore|Vietnam|European Union|United Kingdom|Israel|India|Iran|Syria|Malaysia/g,
  ],
]

/** The words of a text with where they stand; a possessive ending is left off. */
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

/** Names that no list knows: capitalised words with a given name, a title or a verb of speech beside them. */
export function unknownNames(text: string, words: readonly NameWord[], taken: ReadonlySet<number>) {
  const found: { readonly name: string; readonly side: Side; readonly start: number }[] = []
  for (let i = 0; i < words.length; i += 1) {
    if (!fits(words[i], i, taken)) continue
    let n = 1
    while (n < 4) {
      const next = words[i + n]
      if (next === undefined || !next.joined || taken.has(i + n)) break
      // A given name makes a surname of what is a month elsewhere: Theresa May.
      if (n === 1 && /^(?:May|March|West|North)$/.test(next.text) && GIVEN.has(words[i]?.text.toLowerCase() ?? ''))
        n += 1
      if (n > 1 && words[i + n - 1] === next) break
      if (!fits(next, i + n, taken) && !next.hyphen) break
      n += 1
    }
    const [first, last] = [words[i], words[i + n - 1]]
    const begin = i
    i += n - 1
    if (first === undefined || last === undefined || n < 2 || (n === 2 && last.hyphen)) continue
    const before = text.slice(Math.max(0, first.start - 30), first.start)
    const korean = SURNAME.test(first.text) && n === 3
    const likely =
      GIVEN.has(first.text.toLowerCase()) ||
      korean ||
      ROLE.test(before) ||
      SAID_BEFORE.test(before) ||
      AFTER.test(text.slice(last.end, last.end + 20))
    // An outlet's name in capitals follows a byline.
    if (/^ \p{Lu}{2,} \p{Lu}{2,}/u.test(text.slice(last.end, last.end + 20))) continue
    // A byline's or an agency's name stands behind a stroke.
    if (!likely || /[/©]$/.test(before) || /\bBy $/.test(before)) continue
    const name = text.slice(words[begin]?.start ?? 0, last.end)
    found.push({ name, side: sideBeside(text, first.start, last.end, korean), start: first.start })
  }
  return found
}

function fits(word: NameWord | undefined, at: number, taken: ReadonlySet<number>): boolean {
  if (word === undefined || taken.has(at)) return false
  return /^\p{Lu}(?:\.|[\p{L}'’]*\p{Ll})/u.test(word.text) && !NOT_NAMES.has(word.text.toLowerCase().replace(/\./g, ''))
}

function sideBeside(text: string, start: number, end: number, korean: boolean): Side {
  const from = Math.max(0, start - 90)
  const [before, after] = [text.slice(from, start), text.slice(end, end + 80)]
  let best: { side: Side; away: number } | null = null
  for (const [side, pattern] of SIDES) {
    for (const hit of before.matchAll(pattern)) best = nearer(best, side, before.length - hit.index)
    // What stands behind the name counts where it describes it.
    if (/^,/.test(after)) for (const hit of after.matchAll(pattern)) best = nearer(best, side, hit.index + 5)
  }
  return best?.side ?? (korean ? 'ROK' : 'US')
}

function nearer(best: { side: Side; away: number } | null, side: Side, away: number) {
  return best === null || away < best.away ? { side, away } : best
}
