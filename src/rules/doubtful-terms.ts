import type { TermFinding } from './check-terms.ts'
import { bareForm } from './terms/form.ts'
import type { TermsFile } from './terms/terms.ts'

/** Terms that are valid but probably not meant: one letter alone, or several terms in one. */
export function doubtfulTerms(file: TermsFile): readonly TermFinding[] {
  return Object.entries(file.lists).flatMap(([list, { terms }]) =>
    terms.flatMap((spec, index) =>
      [spec.term, ...spec.also].flatMap((form, place) => {
        const path = ['lists', list, 'terms', index, ...(place === 0 ? [] : ['also', place - 1])]
        const doubt = doubtOf(form)
        return doubt === null ? [] : [{ path, ...doubt }]
      }),
    ),
  )
}

/** One Han character is a word, and one Hangul syllable may be: 北, 미. */
function doubtOf(form: string): { readonly what: string; readonly todo: string } | null {
  if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]$/u.test(bareForm(form)))
    return {
      what: `"${form}" is one letter and counts wherever it is alone`,
      todo: 'write the whole word, or a rule with the words beside it: "K and …"',
    }
  // "미," is meant: a short word counts only where a comma follows.
  if (/\p{Script=Latin}[,;]$/u.test(form))
    return { what: `"${form}" ends with "${form.at(-1)}"`, todo: 'remove it: each entry has its line' }
  const comma = /(?<=.)[，、；;](?=.)/.exec(form)?.[0]
  if (comma !== undefined)
    return { what: `"${form}" is one term, "${comma}" and all`, todo: 'write ", " between two terms' }
  return null
}
