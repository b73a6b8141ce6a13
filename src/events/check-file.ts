import { LANGUAGES } from '../language/known-languages.ts'
import { didYouMean } from '../rules/expression/compile.ts'
import { type TermIndex, termId } from '../rules/terms/terms.ts'
import type { EventsFile, Words } from './events-file.ts'

/** A mistake in the events file and its path. */
export interface EventFinding {
  readonly path: readonly (string | number)[]
  readonly what: string
  readonly todo: string
}

/**
 * What a schema cannot check: unknown families, sides, lists and terms; acts and objects without words.
 * @param terms null: names of lists and terms are not checked
 */
export function checkEvents(
  file: EventsFile,
  terms: Pick<TermIndex, 'lists' | 'terms'> | null,
): readonly EventFinding[] {
  const findings: EventFinding[] = []
  const known = (names: readonly string[], path: EventFinding['path'], kind: string, among: readonly string[]) => {
    for (const [index, name] of names.entries()) {
      if (among.includes(name)) continue
      findings.push({ path: [...path, index], what: `no ${kind} "${name}"`, todo: didYouMean(name, among) })
    }
  }
  const sides = Object.keys(file.sides)
  const objects = Object.keys(file.objects)
  const families = [...new Set(Object.values(file.objects).map(object => object.family))]
  known(file.subject, ['subject'], 'side', sides)
  known(file.principals, ['principals'], 'side', sides)
  if (terms !== null) {
    const ids = terms.terms.map(term => term.id)
    known(file.speakers, ['speakers'], 'list of terms.yaml', terms.lists)
    for (const [side, { lists, terms: own }] of Object.entries(file.sides)) {
      known(lists, ['sides', side, 'lists'], 'list of terms.yaml', terms.lists)
      for (const [index, term] of own.entries()) {
        if (ids.includes(termId(term))) continue
        const names = terms.terms.map(one => one.name)
        const what = `no term "${term}" in terms.yaml`
        findings.push({ path: ['sides', side, 'terms', index], what, todo: didYouMean(term, names) })
      }
    }
  }
  for (const [name, spec] of Object.entries(file.objects)) {
    if (isWordless(spec)) findings.push(wordless(['objects', name], `object "${name}"`))
  }
  for (const [name, spec] of Object.entries(file.acts)) {
    const path = ['acts', name]
    known(spec.about, [...path, 'about'], 'family of objects', families)
    if (spec.implies !== null && !objects.includes(spec.implies)) {
      const what = `no object "${spec.implies}"`
      findings.push({ path: [...path, 'implies'], what, todo: didYouMean(spec.implies, objects) })
    }
    if (isWordless(spec)) findings.push(wordless(path, `act "${name}"`))
  }
  for (const [index, { act, object }] of file.examples.entries()) {
    const path = ['examples', index]
    const acts = Object.keys(file.acts)
    if (act !== null && !acts.includes(act))
      findings.push({ path: [...path, 'act'], what: `no act "${act}"`, todo: didYouMean(act, acts) })
    if (object !== null && !families.includes(object)) {
      const what = `no family of objects "${object}"`
      findings.push({ path: [...path, 'object'], what, todo: didYouMean(object, families) })
    }
  }
  return findings
}

/** The keys of words, in the order of the schema. */
const KEYS = ['verbs', 'nouns', ...LANGUAGES.map(({ code }) => code)] as const

function isWordless(words: Words): boolean {
  return KEYS.every(key => words[key].length === 0)
}

function wordless(path: EventFinding['path'], who: string): EventFinding {
  return {
    path,
    what: `${who} has no words`,
    todo: `write ${KEYS.slice(0, -1).join(', ')} or ${KEYS.at(-1)}, or remove it`,
  }
}
