import type { KnownPerson } from '../../briefs/people/people-index.ts'
import { hangulApart, mayBeKorean, romanisations } from '../../language/ko/romanisations.ts'
import { bareForm } from '../../rules/terms/form.ts'
import { hanVariants } from '../../text/fold/han-variants.ts'

/** Shortest kana name that still identifies one person without the dot between its parts. */
const LEAST_KANA = 5

/**
 * Adds the spellings that follow from those in people.yaml: romanisations of a Korean name, its given name as one
 * word, simplified, traditional and Japanese forms of Han, kana without the middle dot. A spelling that two people would share, by the
 * file or by these rules, is not added: only the file can say whose it is.
 */
export function withGenerated<Known extends KnownPerson>(people: readonly Known[]): readonly Known[] {
  const written = new Map<string, Known>()
  for (const person of people)
    for (const spelling of [person.name, ...(person.also ?? [])]) written.set(bareForm(spelling), person)
  const made = people.map(person => new Map(generate(person).map(one => [bareForm(one), one])))
  const times = new Map<string, number>()
  for (const own of made) for (const key of own.keys()) times.set(key, (times.get(key) ?? 0) + 1)
  return people.map((person, index) => {
    const generated = [...(made[index] ?? [])].filter(([key]) => !written.has(key) && times.get(key) === 1)
    return generated.length === 0 ? person : { ...person, generated: generated.map(([, spelling]) => spelling) }
  })
}

function generate({ name, also = [] }: KnownPerson): readonly string[] {
  const spellings = [name, ...also]
  const latin = spellings.filter(one => /^[A-Za-z -]+$/.test(one))
  const korean = spellings.filter(
    one => /^\p{Script=Hangul}{3}$/u.test(one) && latin.some(two => mayBeKorean(two, one)),
  )
  const inOneWord = korean.length === 0 ? [] : latin.map(joined).filter(one => one !== null)
  const kana = spellings.filter(
    one => /^\p{Script=Katakana}[\p{Script=Katakana}ー・]+$/u.test(one) && one.includes('・'),
  )
  return [
    ...korean.flatMap(one => romanisations(one)),
    ...inOneWord,
    ...korean.map(hangulApart).filter(one => one !== null),
    ...spellings.flatMap(hanVariants),
    ...kana.map(one => one.replaceAll('・', '')).filter(one => one.length >= LEAST_KANA),
  ]
}

/** "Kim Yojong" of "Kim Yo Jong". */
function joined(name: string): string | null {
  const [family, first, second, ...more] = name.split(/[ -]/)
  return second === undefined || more.length > 0 ? null : `${family} ${first}${second.toLowerCase()}`
}
