import { isGivenName } from '../../language/en/given-names.ts'
import { FREQUENT, OF_LEADERS } from '../../language/ko/families.ts'
import { remember } from '../../text/remember.ts'
import type { Person } from '../brief.ts'
import { type NameWord, nameWords, unknownNames } from './names.ts'
import { familyKey, type KnownPerson, nameKey, type PeopleIndex, roleAt } from './people-index.ts'
import type { LeaderSpec } from './sides-file.ts'

const MOST_WORDS = 4
/** How much of a text is read (characters): people are named early. */
const MOST = 50_000
const CUT_SHORT = new RegExp(`^(?:${OF_LEADERS})$`)
const SHORT = new RegExp(`^(?:${FREQUENT}|President|Secretary|Vice|Chairman)$`)
/** Words that turn the name before them into a firm or a building. */
const THING =
  /^(?:Tower|Towers|University|Street|Center|Institute|Organization|Foundation|Library|International|Hotel|Doctrine|Jr|Square|Presidential|Plaza|Stadium|Airport|Bridge|Memorial|Hall|Prize)$/

/** A person, and the character offset at which the text first names them. */
export interface NamedPerson extends Person {
  readonly at: number
}

/** The people a text names, in order of first mention. Its first line is the headline. */
export function findPeople(report: string, index: PeopleIndex, publishedAt: number): readonly NamedPerson[] {
  const text = report.slice(0, MOST)
  const words = nameWords(text)
  const year = new Date(publishedAt).getUTCFullYear()
  const found = new Map<string, { at: number; person: Person }>()
  const add = (at: number, person: Person) => {
    const before = found.get(person.name)
    if (before === undefined || before.at > at) found.set(person.name, { at, person })
  }
  const [taken, bearers] = [new Set<number>(), new Map<string, string>()]
  const bears = (family: readonly NameWord[], name: string) => {
    for (const word of family) if (!bearers.has(nameKey([word]))) bearers.set(nameKey([word]), name)
  }
  for (let i = 0; i < words.length; i += 1) {
    if (!index.starts.has(nameKey(words.slice(i, i + 1)))) continue
    for (let n = MOST_WORDS; n >= 2; n -= 1) {
      const run = words.slice(i, i + n)
      if (run.length < n || !adjoining(run) || !/^\p{Lu}/u.test(run[0]?.text ?? '')) continue
      const person = choose(index.latin.get(nameKey(run)) ?? index.latin.get(familyKey(run)), year)
      if (person === undefined || goesOn(words, i, n, index) || isCut(text, run, n)) continue
      if (isThing(words[i + n])) {
        for (let k = i; k <= i + n; k += 1) taken.add(k)
        i += n
        break
      }
      if (!isEmployer(text, run)) add(run[0]?.start ?? 0, shown(person, publishedAt))
      if (!index.isNoName(run[0]?.text ?? '')) bears(run, person.name)
      for (let k = i; k < i + n; k += 1) taken.add(k)
      i += n - 1
      break
    }
  }
  for (const { name, side, start, from, to } of unknownNames(text, words, taken, index)) {
    // "Trump Kim summit": two people with one word each, not one person.
    if (words.slice(from, to + 1).every(word => isKnownAlone(word, index))) continue
    const same = [...found.keys()].find(known => sameName(known, name))
    add(
      start,
      same === undefined
        ? { name, side, role: null, known: false }
        : { name: same, side, role: null, known: false, ...found.get(same)?.person },
    )
    bears(words.slice(from, to + 1), name)
    for (let k = from; k <= to; k += 1) taken.add(k)
  }
  const headline = text.indexOf('\n')
  for (const [i, word] of words.entries()) {
    const people = /^\p{Lu}/u.test(word.text) && !taken.has(i) ? index.latin.get(nameKey([word])) : undefined
    if (people === undefined || othersName(words, i, text, word.start < headline, index) || isEmployer(text, [word]))
      continue
    const bearer = bearers.get(nameKey([word]))
    const person = people.find(one => one.years === undefined || (bearer === undefined && within(one, year)))
    if (person !== undefined && bearer !== person.name) add(word.start, shown(person, publishedAt))
  }
  if (index.other !== null)
    for (const { 0: spelling, index: at } of text.matchAll(index.other)) {
      const person = choose(index.others.get(spelling), year)
      if (person !== undefined) add(at, shown(person, publishedAt))
    }
  for (const leader of index.leaders) {
    const means = leader.means.findLast(({ since }) => publishedAt >= since)?.person ?? ''
    const person = index.latin.get(nameKey(nameWords(means)))?.[0]
    const at = person === undefined ? null : aloneIn(text, leader, bearers.has(leader.name.toLowerCase()))
    if (person !== undefined && at !== null) add(at, shown(person, publishedAt))
  }
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ at, person }) => ({ ...person, at }))
}

/** Whether a known name goes on and so is another's: "Kim Song" in "Kim Song-il", "President Lee" in "President Lee Hsien Loong". */
function goesOn(words: readonly NameWord[], i: number, n: number, index: PeopleIndex): boolean {
  const [first, next] = [words[i], words[i + n]]
  if (next === undefined || !next.joined) return false
  if (next.hyphen) return /^\p{Ll}/u.test(next.text)
  const short = n === 2 && SHORT.test(first?.text ?? '')
  return short && /^\p{Lu}\p{Ll}/u.test(next.text) && !index.isNoName(next.text)
}

/** Whether a Korean name is cut by the end of a shortened text: "Kim Yong". */
function isCut(text: string, run: readonly NameWord[], n: number): boolean {
  const end = run.at(-1)?.end ?? 0
  return n === 2 && CUT_SHORT.test(run[0]?.text ?? '') && end > text.indexOf('\n', 1) && text.slice(end).trim() === ''
}

/** "A former Bush adviser": the person somebody worked for, not one who speaks or acts. */
function isEmployer(text: string, run: readonly NameWord[]): boolean {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return false
  return (
    /\b(?:[Ff]ormer|FORMER|[Oo]ne-time|[Ee]x)[ -](?:(?:[Pp]resident|[Ss]enior|[Tt]op) )?$/.test(
      text.slice(Math.max(0, first.start - 30), first.start),
    ) &&
    /^(?:['’]s)? (?:(?:senior|national|security|foreign|policy|[A-Z][a-z]+ House|administration|National|Security|Administration) ){0,3}(?:advis[eo]rs?|aides?|officials?|staffers?|envoys?|speechwriters?|diplomats?|negotiators?|Advis[eo]rs?|Aides?|Officials?|Envoys?|Negotiators?)\b/.test(
      text.slice(last.end, last.end + 70),
    )
  )
}

function isKnownAlone(word: NameWord, index: PeopleIndex): boolean {
  return index.leaders.some(({ name }) => name === word.text) || index.latin.has(nameKey([word]))
}

/** "Kim Il Sung Square", "Kennedy Center": named after a person, not the person. */
function isThing(next: NameWord | undefined): boolean {
  return next?.joined === true && next.text !== 'Jr' && THING.test(next.text)
}

/** Whether a family name is someone else's: another first name precedes it, or a thing's name follows. */
function othersName(
  words: readonly NameWord[],
  i: number,
  text: string,
  headline: boolean,
  { isNoName }: PeopleIndex,
): boolean {
  const [before, word, after] = [words[i - 1], words[i], words[i + 1]]
  if (after?.joined === true && THING.test(after.text)) return true
  // "Abe Lincoln": a short name may be a first name.
  const first = (word?.text.length ?? 0) <= 4 && after?.joined === true && !after.hyphen && !headline
  if (first && /^\p{Lu}\p{Ll}/u.test(after.text) && !isNoName(after.text)) return true
  if (word?.hyphen === true && /^\p{Lu}/u.test(before?.text ?? '')) return false
  if (word === undefined || before === undefined || !word.joined || !/^\p{Lu}/u.test(before.text)) return false
  if (isGivenName(before.text)) return true
  const opens = /(?:^|[.!?:”"“\n]\s*)$/.test(text.slice(Math.max(0, before.start - 3), before.start))
  return !headline && !opens && !isNoName(before.text) && /^\p{Lu}\p{Ll}/u.test(before.text)
}

/** Where a bare family name means the leader: nobody else of that name is mentioned, or as in "Trump-Kim", "Kim regime". */
function aloneIn(text: string, leader: LeaderSpec, named: boolean): number | null {
  const { name, sure, bare } = patternsOf(leader)
  const found = sure.exec(text) ?? (named || !text.includes(name) ? null : bare.exec(text))
  return found?.index ?? null
}

const patternsOf = remember(({ name, with: others, notBefore }: LeaderSpec) => {
  const beside = others.flatMap(other => [`${other}[-– ](?:and )?${name}`, `${name}[-– ]${other}`])
  const meant = [...beside, `leader ${name}`, `${name}[’']s regime`, `${name} regime`, `${name} dynasty`].join('|')
  const behind = notBefore.length === 0 ? '' : `(?! (?:${notBefore.join('|')}))`
  return {
    name,
    sure: new RegExp(`\\b(?:${meant})\\b${behind}`),
    bare: new RegExp(`(?<![\\p{Lu}][\\p{L}.]* |-)\\b${name}\\b(?!-| \\p{Lu})`, 'u'),
  }
})

function sameName(known: string, name: string): boolean {
  const [a, b] = [known, name].map(one => one.toLowerCase().split(/[ -]+/))
  if (a === undefined || b === undefined || a.at(-1) !== b.at(-1) || a[0] !== b[0]) return false
  return a.every(word => b.includes(word)) || b.every(word => a.includes(word))
}

function choose(people: readonly KnownPerson[] | undefined, year: number): KnownPerson | undefined {
  if (people === undefined || people.length < 2) return people?.[0]
  return people.find(one => one.years !== undefined && within(one, year)) ?? people.find(one => one.years === undefined)
}

function within(person: KnownPerson, year: number): boolean {
  return person.years === undefined || (year >= person.years[0] && year <= person.years[1])
}

function adjoining(words: readonly NameWord[]): boolean {
  return words.every((word, i) => i === 0 || word.joined)
}

function shown(person: KnownPerson, at: number): Person {
  return { name: person.name, side: person.side, role: roleAt(person, at), known: true }
}
