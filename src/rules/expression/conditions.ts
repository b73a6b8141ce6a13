import { FEED_KINDS } from '../../feeds/feed.ts'
import { nearest } from '../../text/nearest.ts'
import { FORMS } from '../headline-forms.ts'
import { ANYWHERE, type Condition, FACTS, type Fact, FIELD } from '../rule-set.ts'
import type { Entry } from '../terms/match-tables.ts'
import type { TermIndex } from '../terms/terms.ts'
import type { Mistake } from './lex.ts'
import type { Expression } from './parse.ts'

const FIELDS: readonly string[] = [...Object.keys(FIELD), ...FACTS]

/** The field or fact that a part of an expression applies to. */
type Scope =
  | { readonly kind: 'words'; readonly fields: number; readonly named: string }
  | { readonly kind: 'fact'; readonly fact: Fact }

/** Turns expressions into conditions over atoms: one atom for each list and each wording that rules use. */
export class Conditions {
  readonly entries: Entry[]
  readonly atomsOf: number[][]
  readonly atoms: string[] = []
  readsSource = false
  private readonly terms: TermIndex
  private readonly events: readonly string[] | null
  private readonly numbers = new Map<string, number>()
  private entriesIn: ReadonlyMap<string, readonly number[]> | null = null

  /** @param events what `event:` may ask for; null: not checked */
  constructor(terms: TermIndex, events: readonly string[] | null = null) {
    this.terms = terms
    this.events = events
    this.entries = [...terms.entries]
    this.atomsOf = terms.entries.map(() => [])
  }

  /** @param mistakes receives the mistakes found; the condition is then unusable */
  compile(expression: Expression, mistakes: Mistake[]): Condition {
    return this.within(expression, { kind: 'words', fields: ANYWHERE, named: '' }, mistakes)
  }

  private within(expression: Expression, scope: Scope, mistakes: Mistake[]): Condition {
    const inner = (part: Expression) => this.within(part, scope, mistakes)
    const wrong = (at: number, what: string, todo: string) => mistakes.push({ at, what, todo })
    switch (expression.kind) {
      case 'and':
      case 'or': {
        const parts = expression.parts.map(inner)
        return { kind: expression.kind, parts, said: `(${parts.map(part => part.said).join(` ${expression.kind} `)})` }
      }
      case 'not': {
        const part = inner(expression.part)
        return { kind: 'not', part, said: `not ${part.said}` }
      }
      case 'field':
        return this.field(expression, scope, mistakes)
      case 'list':
      case 'text': {
        if (scope.kind === 'fact') return this.fact(expression, scope.fact, mistakes)
        const atom = this.atom(expression, mistakes)
        return { kind: 'atom', atom, fields: scope.fields, said: `${this.atoms[atom] ?? ''}${scope.named}` }
      }
      case 'near':
      case 'some': {
        if (scope.kind === 'fact') {
          wrong(
            expression.at,
            `${scope.fact}: takes one value or several joined with or`,
            `write such as ${scope.fact}:(a or b)`,
          )
          return { kind: 'or', parts: [], said: '' }
        }
        if (expression.kind === 'some' && expression.words === null) {
          const parts = expression.parts.map(inner)
          const said = `${expression.least} of (${parts.map(part => part.said).join(', ')})`
          return { kind: 'some', least: expression.least, parts, said }
        }
        const sides = expression.parts.map(part => this.side(part, mistakes))
        const least = expression.kind === 'some' ? expression.least : 2
        const words = expression.words ?? 0
        const names = sides.map(side => side.map(atom => this.atoms[atom]).join(' or '))
        const said = `${least} of (${names.join(', ')}) within ${words} words${scope.named}`
        const plain = `${names.join(` within ${words} words of `)}${scope.named}`
        return {
          kind: 'near',
          least,
          sides,
          fields: scope.fields,
          reach: words * 2,
          said: expression.kind === 'near' ? plain : said,
        }
      }
    }
  }

  private field(expression: Extract<Expression, { kind: 'field' }>, scope: Scope, mistakes: Mistake[]): Condition {
    const { name, at, part } = expression
    const wrong = (what: string, todo: string): Condition => {
      mistakes.push({ at, what, todo })
      return { kind: 'or', parts: [], said: '' }
    }
    if (!FIELDS.includes(name)) {
      const near = nearest(name, FIELDS)
      const all = `one of: ${FIELDS.join(', ')}`
      return wrong(`no field "${name}:"`, near === null ? all : `did you mean "${near}:"? O${all.slice(1)}`)
    }
    if (scope.kind === 'fact' || scope.named !== '')
      return wrong(`"${name}:" inside of another field`, 'move it out of the brackets')
    const fact = FACTS.find(each => each === name)
    if (fact !== undefined) return this.within(part, { kind: 'fact', fact }, mistakes)
    const field = name as keyof typeof FIELD
    if (field === 'source') this.readsSource = true
    return this.within(part, { kind: 'words', fields: FIELD[field], named: ` in the ${field}` }, mistakes)
  }

  private fact(expression: Extract<Expression, { kind: 'text' | 'list' }>, fact: Fact, mistakes: Mistake[]): Condition {
    const value = expression.kind === 'text' ? expression.text.toLowerCase() : ''
    const wrong = (what: string, todo: string) => mistakes.push({ at: expression.at, what, todo })
    if (expression.kind === 'list') wrong(`${fact}: does not take a list`, 'write a value')
    else if (fact === 'lang' && !/^[a-z]{2,3}$/.test(value))
      wrong(`"${expression.text}" is not a language`, 'write a code of two letters: en, ko, ja, zh')
    const known = { 'outlet-kind': FEED_KINDS, form: FORMS, event: this.events, lang: null, outlet: null }[fact]
    if (expression.kind === 'text' && known !== null && !(known as readonly string[]).includes(value)) {
      const near = nearest(value, known)
      const all = `one of: ${known.join(', ')}`
      const what =
        fact === 'outlet-kind' ? `no outlet kind "${expression.text}"` : `no "${expression.text}" for ${fact}:`
      wrong(what, near === null ? all : `did you mean "${near}"? O${all.slice(1)}`)
    }
    return { kind: 'fact', fact, value, said: `${fact}:${value}` }
  }

  /** The atoms of one side of a distance: a word, a phrase, a list, or several joined with or. */
  private side(expression: Expression, mistakes: Mistake[]): number[] {
    if (expression.kind === 'text' || expression.kind === 'list') return [this.atom(expression, mistakes)]
    if (expression.kind === 'or') return expression.parts.flatMap(part => this.side(part, mistakes))
    const todo =
      expression.kind === 'field'
        ? 'put the field before the whole: title:(@a near/8 @b)'
        : 'write a word, a "phrase", a @list, or several joined with or'
    mistakes.push({
      at: expression.at,
      what: `near cannot measure from "${expression.kind === 'field' ? `${expression.name}:` : expression.kind}"`,
      todo,
    })
    return []
  }

  /** The entries of each list: hundreds of conditions name lists, and there are thousands of terms. */
  private termsIn(): ReadonlyMap<string, readonly number[]> {
    if (this.entriesIn !== null) return this.entriesIn
    const entriesIn = new Map<string, number[]>(this.terms.lists.map(name => [name, []]))
    this.terms.terms.forEach(({ lists }, entry) => {
      for (const list of lists) entriesIn.get(list)?.push(entry)
    })
    this.entriesIn = entriesIn
    return entriesIn
  }

  private atom(expression: Extract<Expression, { kind: 'text' | 'list' }>, mistakes: Mistake[]): number {
    const name = expression.kind === 'list' ? `@${expression.name}` : `"${expression.text}"`
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    const atom = this.atoms.push(name) - 1
    this.numbers.set(name, atom)
    if (expression.kind === 'text') {
      this.entries.push({ id: name, names: [expression.text], exactCase: null, languages: [], exceptions: [] })
      this.atomsOf.push([atom])
      return atom
    }
    if (!this.terms.lists.includes(expression.name)) {
      this.numbers.delete(name)
      const near = nearest(expression.name, this.terms.lists)
      const todo = near === null ? 'add the list to terms.yaml, or write one that is there' : `did you mean "@${near}"?`
      mistakes.push({ at: expression.at, what: `no list "@${expression.name}" in terms.yaml`, todo })
    }
    for (const entry of this.termsIn().get(expression.name) ?? []) this.atomsOf[entry]?.push(atom)
    return atom
  }
}
