import { isFamilyName } from '../text/korean-romanisations.ts'
import { type NameWord, nameWords } from './names.ts'

/** What may be a name, and where it stands (characters). */
export interface Candidate {
  readonly name: string
  readonly start: number
  readonly end: number
}

const MOST_WORDS = 4
/** A headline whose words begin with capitals throughout says of none that it is a name. */
const TITLE_CASE = 0.7
const LEAST_WORDS = 4

/** Capitalised words that no sentence begins with, where capitals mean something: "Yongbyon", "Ada Berg", "Kim Yon-ho". */
export function latinCandidates(text: string, isNoName: (word: string) => boolean): readonly Candidate[] {
  if (isTitleCase(text)) return []
  const words = nameWords(text)
  const found: Candidate[] = []
  for (let at = 0; at < words.length; at += 1) {
    const run = runFrom(words, at, isNoName)
    const [first, last] = [words[at], words[at + run - 1]]
    if (run === 0 || first === undefined || last === undefined) continue
    at += run - 1
    // The first word of a sentence has its capital from there; two of them are a name all the same.
    if (run === 1 && opensSentence(text, first.start)) continue
    found.push({ name: text.slice(first.start, last.end), start: first.start, end: last.end })
  }
  return found
}

/** Whether capitals of a text say nothing: nearly all its longer words have them, or all its letters are. */
export function isTitleCase(text: string): boolean {
  const words = [...text.matchAll(/\p{L}[\p{L}'’]{3,}/gu)].map(match => match[0])
  if (words.length < LEAST_WORDS) return words.length > 0 && text === text.toUpperCase()
  return words.filter(word => /^\p{Lu}/u.test(word)).length >= words.length * TITLE_CASE
}

/** Words that the text writes in small letters, folded: what is also a common word is no name by its capital alone. */
export function smallWords(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]{2,}/gu)].map(match => match[0].toLowerCase())
}

function runFrom(words: readonly NameWord[], at: number, isNoName: (word: string) => boolean): number {
  let run = 0
  while (run < MOST_WORDS) {
    const word = words[at + run]
    if (word === undefined || (run > 0 && !word.joined)) break
    const capital = /^\p{Lu}(?:\.|[\p{L}'’]*\p{Ll})/u.test(word.text) && !isNoName(word.text)
    if (!capital && !(run > 0 && word.hyphen && /^\p{Ll}{2,}/u.test(word.text))) break
    run += 1
  }
  return run
}

function opensSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:;”"“‘'…–—|]\s*|\n\s*)$/u.test(text.slice(Math.max(0, start - 4), start))
}

const KOREAN_TITLE =
  '(?:부?대통령|부?장관|부?위원장|대표|부상|외무상|대사|국장|특사|총리|차관보?|보좌관|본부장|의원|대변인|교수|부장|주석|사령관|총장|실장|비서관?|상원의원|하원의원)'
const JAPANESE_TITLE =
  '(?:氏|大統領|副大統領|首相|外相|国務長官|国防長官|長官|代表|次官|委員長|総書記|大使|特使|補佐官|報道官|国防相|主席|部長|議員|教授|副部長)'
const CHINESE_TITLE =
  '(?:总统|總統|外长|外長|国务卿|國務卿|发言人|發言人|特使|大使|代表|主席|总理|總理|部长|部長|防长|議員|议员|司令|副外长)'

const KOREAN = new RegExp(`(?<!\\p{Script=Hangul})(\\p{Script=Hangul}{3,5}) (?:전 |신임 )?${KOREAN_TITLE}`, 'gu')
const KANA = new RegExp(
  `([\\p{Script=Katakana}ー]{2,}(?:[・＝][\\p{Script=Katakana}ー]{2,})+)|([\\p{Script=Katakana}ー]{3,})(?=前?元?${JAPANESE_TITLE})`,
  'gu',
)
const JAPANESE = new RegExp(`(?<!\\p{Script=Han})(\\p{Script=Han}{3,4})(?=${JAPANESE_TITLE})`, 'gu')
const CHINESE = new RegExp(
  `${CHINESE_TITLE}(\\p{Script=Han}{2,4})(?=[，。、：；！？“”\\s]|说|說|称|稱|表示|在|与|和|将|將|对|$)`,
  'gu',
)
const CHINESE_DOTTED = /\p{Script=Han}{1,5}[·・]\p{Script=Han}{1,5}/gu

/** How words end that only stand before a title: "관련해 대표". */
const NO_NAME = /[해기책령적한된는을를서]$/u

/** What an office is called rather than who holds it: "국방부 장관", "外務省報道官". */
const OFFICE =
  /(?:부|원|회|국|처|청|당|군|측|과|와|의|전|現|前|元|副|新|省|党|黨|部|国|國|軍|军|院|庁|会|會|議|務|務|理|席)$/u

/** Names in Hangul, Han and kana beside a title, or with a dot between their parts. */
export function easternCandidates(text: string, language: string): readonly Candidate[] {
  const patterns =
    language === 'ko'
      ? [KOREAN]
      : language === 'ja'
        ? [KANA, JAPANESE]
        : language === 'zh'
          ? [CHINESE, CHINESE_DOTTED]
          : []
  return patterns.flatMap(pattern =>
    [...text.matchAll(pattern)].flatMap(match => {
      const name = match[1] ?? match[2] ?? match[0]
      const start = match.index + match[0].indexOf(name)
      const korean = language === 'ko' && name.length === 3 && isFamilyName(name[0] ?? '')
      if (!korean && (OFFICE.test(name) || NO_NAME.test(name))) return []
      return [{ name, start, end: start + name.length }]
    }),
  )
}
