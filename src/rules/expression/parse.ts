import { lex, type Mistake, shown, type Token } from './lex.ts'

/** A rule's expression as written. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly at: number; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly at: number; readonly part: Expression }
  | { readonly kind: 'text'; readonly at: number; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'list'; readonly at: number; readonly name: string }
  | { readonly kind: 'field'; readonly at: number; readonly name: string; readonly part: Expression }
  | {
      readonly kind: 'near'
      readonly at: number
      readonly words: number
      readonly parts: readonly [Expression, Expression]
    }
  | {
      readonly kind: 'some'
      readonly at: number
      readonly least: number
      readonly parts: readonly Expression[]
      /** null: anywhere. */
      readonly words: number | null
    }

export type Parsed =
  | { readonly kind: 'parsed'; readonly expression: Expression }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] }

const DEEPEST = 50

/** Parses an expression, or says what is wrong with it and where. Linear time; at most 50 levels deep. */
export function parse(source: string): Parsed {
  const { tokens, mistakes } = lex(source)
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes }
  try {
    return { kind: 'parsed', expression: new Parser(source, tokens).whole() }
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'mistakes', mistakes: [error.mistake] }
    throw error
  }
}

/** Thrown inside the parser at the first mistake; never leaves this file. */
class Wrong extends Error {
  readonly mistake: Mistake

  constructor(mistake: Mistake) {
    super(mistake.what)
    this.mistake = mistake
  }
}

class Parser {
  private readonly source: string
  private readonly tokens: readonly Token[]
  private place = 0
  private depth = 0

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source
    this.tokens = tokens
  }

  whole(): Expression {
    if (this.peek().kind === 'end') this.wrong(0, 'nothing to look for', 'write words, "phrases" or @lists')
    const expression = this.or()
    const next = this.peek()
    if (next.kind === 'close') this.wrong(next.at, '")" closes nothing', 'remove it, or add "(" before')
    if (next.kind === 'comma') this.wrong(next.at, '"," is outside "N of ( … )"', 'write "and" or "or"')
    if (next.kind === 'of')
      this.wrong(next.at, '"of" without a number before it', 'write such as 2 of (@a, @b, @c), or put it in quotes')
    if (next.kind === 'near')
      this.wrong(next.at, 'near after near', 'write such as 3 of (@a, @b, @c) near/8 for several within a distance')
    if (next.kind !== 'end') this.sideBySide(next)
    return expression
  }

  private or(): Expression {
    return this.joined('or', () => this.joined('and', () => this.unary()))
  }

  private joined(kind: 'and' | 'or', part: () => Expression): Expression {
    const first = part()
    const parts = [first]
    while (this.peek().kind === kind) {
      this.place += 1
      parts.push(part())
    }
    return parts.length === 1 ? first : { kind, at: first.at, parts }
  }

  private unary(): Expression {
    const token = this.peek()
    if (token.kind !== 'not') return this.near()
    this.place += 1
    return this.deeper(token.at, () => ({ kind: 'not', at: token.at, part: this.unary() }))
  }

  private near(): Expression {
    const left = this.primary()
    const token = this.peek()
    if (token.kind !== 'near') return left
    this.place += 1
    return { kind: 'near', at: token.at, words: token.words, parts: [left, this.primary()] }
  }

  private primary(): Expression {
    const token = this.peek()
    switch (token.kind) {
      case 'text':
        this.place += 1
        if (!token.quoted && /^\d+$/.test(token.text) && this.peek().kind === 'of')
          return this.some(token.at, Number(token.text))
        return token
      case 'list':
        this.place += 1
        return token
      case 'field': {
        this.place += 1
        return this.deeper(token.at, () => ({ kind: 'field', at: token.at, name: token.name, part: this.primary() }))
      }
      case 'open': {
        this.place += 1
        if (this.peek().kind === 'close')
          this.wrong(token.at, 'nothing between "(" and ")"', 'write words, "phrases" or @lists')
        const inner = this.deeper(token.at, () => this.or())
        this.close(token.at)
        return inner
      }
      default:
        return this.missing(token)
    }
  }

  private some(at: number, least: number): Expression {
    this.place += 1
    const open = this.peek()
    if (open.kind !== 'open') this.wrong(open.at, '"of" needs "(" after it', 'write such as 2 of (@a, @b, @c)')
    this.place += 1
    const parts = [this.deeper(at, () => this.or())]
    while (this.peek().kind === 'comma') {
      this.place += 1
      parts.push(this.deeper(at, () => this.or()))
    }
    this.close(open.at)
    if (least < 1 || least > parts.length)
      this.wrong(at, `${least} of ${parts.length} cannot be`, `write a number from 1 to ${parts.length}`)
    const near = this.peek()
    if (near.kind !== 'near') return { kind: 'some', at, least, parts, words: null }
    this.place += 1
    return { kind: 'some', at, least, parts, words: near.words }
  }

  private close(open: number): void {
    const token = this.peek()
    if (token.kind === 'close') {
      this.place += 1
      return
    }
    if (token.kind === 'end') {
      const last = this.tokens[this.place - 1]
      const end = last === undefined ? '' : this.source.slice(last.at).trim()
      this.wrong(open, '"(" is never closed', `add ")" after ${/^["“„]/.test(end) ? end : shown(end)}`)
    }
    if (token.kind === 'near')
      this.wrong(token.at, 'near after near', 'write such as 3 of (@a, @b, @c) near/8 for several within a distance')
    if (token.kind === 'comma') this.wrong(token.at, '"," is outside "N of ( … )"', 'write "and" or "or"')
    this.sideBySide(token)
  }

  private missing(token: Token): never {
    const before = this.tokens[this.place - 1]
    if (token.kind === 'end' || token.kind === 'close' || token.kind === 'comma') {
      const word = before === undefined ? '' : this.source.slice(before.at, token.at).trim()
      this.wrong(
        before?.at ?? 0,
        `nothing follows ${shown(word)}`,
        'write a word, a "phrase" or a @list after it, or remove it',
      )
    }
    const word = this.source.slice(token.at).split(/[\s()]/, 1)[0] ?? ''
    const behind =
      before === undefined
        ? 'begins the expression'
        : `stands after ${shown(this.source.slice(before.at, token.at).trim())}`
    this.wrong(token.at, `${shown(word)} ${behind}`, 'write a word, a "phrase" or a @list between, or put it in quotes')
  }

  private sideBySide(token: Token): never {
    const before = this.tokens[this.place - 1]
    const left = before === undefined ? '' : this.source.slice(before.at, token.at).trim()
    const right = this.source.slice(token.at).split(/[\s()]/, 1)[0] ?? ''
    const plain = before?.kind === 'text' && token.kind === 'text' && !before.quoted && !token.quoted
    this.wrong(
      token.at,
      `nothing joins ${left.startsWith('"') ? left : shown(left)} and what follows`,
      plain
        ? `write "${left} ${right}" for a phrase, or "and" or "or" between them`
        : 'write "and" or "or" between them',
    )
  }

  private deeper(at: number, inner: () => Expression): Expression {
    this.depth += 1
    if (this.depth > DEEPEST) this.wrong(at, `nested more than ${DEEPEST} deep`, 'write it flatter')
    const expression = inner()
    this.depth -= 1
    return expression
  }

  private peek(): Token {
    return this.tokens[this.place] ?? { kind: 'end', at: this.source.length }
  }

  private wrong(at: number, what: string, todo: string): never {
    throw new Wrong({ at, what, todo })
  }
}
