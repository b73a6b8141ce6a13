import { didYouMean } from './expression/compile.ts'
import { bareForm } from './terms/form.ts'
import { isRegular } from './terms/regular.ts'
import type { TermsFile } from './terms/terms.ts'

/** A mistake in the terms file and its path. */
export interface TermFinding {
  readonly path: readonly (string | number)[]
  readonly what: string
  readonly todo: string
}

/**
 * What a schema cannot check: missing lists, duplicate names, exceptions that never apply.
 * @param whole the lists with what other files add: a list may be empty in this file alone
 */
export function checkTerms(file: TermsFile, whole: TermsFile = file): readonly TermFinding[] {
  const findings: TermFinding[] = []
  const names = Object.keys(file.lists)
  for (const [name, list] of Object.entries(file.lists)) {
    const path = ['lists', name]
    const unknown = (at: readonly (string | number)[], other: string) => {
      if (other === name) findings.push({ path: at, what: `list "${name}" names itself`, todo: 'remove it' })
      else if (!names.includes(other))
        findings.push({ path: at, what: `no list "${other}"`, todo: didYouMean(other, names) })
    }
    list.includes.forEach((other, index) => {
      unknown([...path, 'includes', index], other)
    })
    if ((whole.lists[name] ?? list).terms.length === 0 && list.includes.length === 0)
      findings.push({ path, what: `list "${name}" is empty`, todo: 'add terms, or remove the list' })
    const owners = new Map<string, { readonly form: string; readonly term: number }>()
    list.terms.forEach((spec, index) => {
      const at = [...path, 'terms', index]
      spec.countsFor.forEach((other, place) => {
        unknown([...at, 'counts-for', place], other)
      })
      const forms = [spec.term, ...spec.also]
      forms.forEach((form, place) => {
        const where = place === 0 ? at : [...at, 'also', place - 1]
        const mistake = formMistake(form)
        if (mistake !== null) findings.push({ path: where, ...mistake })
        const key = `${exactKey(form)} ${spec.exactCase} ${spec.languages.toSorted().join(' ')}`
        const owner = owners.get(key)
        // Spellings of one term may read the same once folded: people write Jong-un and Jong Un, and both are welcome.
        if (owner !== undefined && owner.term === index) return
        if (owner !== undefined && mistake === null)
          findings.push({
            path: where,
            what: `"${form}" occurs twice in ${name}, first as "${owner.form}"`,
            todo: 'remove one',
          })
        else owners.set(key, { form, term: index })
      })
      const folded = forms.map(bareForm)
      spec.except.forEach((phrase, place) => {
        if (folded.some(form => mayMeet(form, bareForm(phrase)))) return
        const what = `except "${phrase}" never meets "${spec.term}"`
        findings.push({
          path: [...at, 'except', place],
          what,
          todo: 'write the whole longer phrase, with one of the names in it, or remove it',
        })
      })
    })
  }
  return findings
}

/** Whether a name can occur in a phrase, or overlap its beginning or end. */
function mayMeet(name: string, phrase: string): boolean {
  if (name.includes(phrase)) return false
  if (phrase.includes(name)) return true
  for (let length = Math.min(name.length, phrase.length) - 1; length > 0; length -= 1) {
    if (name.endsWith(phrase.slice(0, length)) || name.startsWith(phrase.slice(-length))) return true
  }
  return false
}

/** The key of equal names: capitals count (US, us), hyphens do not; terms with different conditions are different. */
function exactKey(form: string): string {
  const bare = form.replace(/[^\p{L}]/gu, '')
  return bare.length <= 4 && bare === bare.toUpperCase() ? form : bareForm(form) + (form.endsWith('*') ? '*' : '')
}

function formMistake(form: string): { readonly what: string; readonly todo: string } | null {
  if (isRegular(form))
    return {
      what: `"${form}" is a regular expression`,
      todo: 'they are not read: write the words, each spelling under also:, with * at the end for any ending',
    }
  const star = form.slice(1).includes('*') ? form.indexOf('*', 1) : form.startsWith('*') ? 0 : -1
  if (star === 0 && !/^\*\p{Script=Hangul}/u.test(form))
    return {
      what: `"${form}" begins with *`,
      todo: 'put * at the end; at the beginning it is for words in Hangul only',
    }
  if (star > 0 && star < form.length - 1)
    return { what: `* is inside "${form}"`, todo: 'put * at the end of a term only' }
  if (!/[\p{L}\p{N}]/u.test(form)) return { what: `"${form}" has no letters`, todo: 'remove it or write a word' }
  if (star >= 0 && !/[\p{L}\p{N}]{3}|[^\u0000-\u1fff]/u.test(form))
    return { what: `"${form}" would match nearly everything`, todo: 'write at least three letters before *' }
  return null
}
