import type { KnownPerson } from '../../briefs/people/people-index.ts'
import { bareForm } from '../../rules/terms/form.ts'

/** Entries with the same name on the same side. Two people may share a name if each entry says in which years it means them. */
export function standingTwice(
  people: readonly KnownPerson[],
): readonly { readonly index: number; readonly earlier: number }[] {
  const first = new Map<string, number>()
  return people.flatMap(({ name, side, years }, index) => {
    const key = `${side} ${bareForm(name)}`
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, index)
    const apart = years !== undefined && earlier !== undefined && people[earlier]?.years !== undefined
    return earlier === undefined || apart ? [] : [{ index, earlier }]
  })
}
