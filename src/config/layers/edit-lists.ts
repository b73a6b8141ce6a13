import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'
import type { Edited } from './edit-feeds.ts'

/** A change of config/local/terms.yaml. `shipped`: whether the list has the term without that file. */
export interface TermEdit {
  readonly kind: 'add' | 'remove'
  readonly list: string
  readonly term: string
  readonly shipped: boolean
}

const TERMS_HEAD = '# Your own terms, and changes to the lists of ../terms.yaml.\n'
const RULES_HEAD = '# Your own rules: one with the name of a rule of ../rules.yaml replaces it.\n'

/** Changes the text of a terms file; comments and untouched text stay. @param text '' if there is none */
export function editTerms(text: string, edits: readonly TermEdit[]): Edited {
  return edited(text, TERMS_HEAD, document => {
    for (const edit of edits) changeTerm(document, edit)
  })
}

/** Puts rules into the text of a rules file, each replacing the one of its name. @param text '' if there is none */
export function editRules(text: string, rules: readonly Readonly<Record<string, unknown>>[]): Edited {
  return edited(text, RULES_HEAD, document => {
    for (const rule of rules) {
      const node = document.createNode(rule)
      const list = document.get('rules')
      if (!isSeq(list)) document.set('rules', document.createNode([rule]))
      else {
        const at = list.items.findIndex(one => isMap(one) && one.get('name') === rule.name)
        if (at < 0) list.add(node)
        else list.set(at, node)
      }
    }
  })
}

/** Changes the text of a file in config/local, whose top level must be a block. @param head header of a new file */
export function edited(text: string, head: string, change: (document: Document) => void): Edited {
  const document: Document = parseDocument(text === '' ? head : text, { prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined || !(document.contents === null || isMap(document.contents) || isEmpty(document))) {
    const line = text.slice(0, error?.pos[0] ?? 0).split('\n').length
    return { kind: 'problem', line, what: 'not a YAML block of keys', todo: 'fix it by hand, then try again' }
  }
  if (!isMap(document.contents)) document.contents = document.createNode({}) as unknown as typeof document.contents
  change(document)
  return { kind: 'edited', text: document.toString({ lineWidth: 0 }) }
}

function isEmpty({ contents }: Document): boolean {
  return isScalar(contents) && contents.value === null
}

function changeTerm(document: Document, { kind, list, term, shipped }: TermEdit): void {
  const lists = mapIn(document, document.contents as unknown as YAMLMap, 'lists')
  const own = mapIn(document, lists, list)
  if (kind === 'add') {
    // A removed shipped term returns when it is no longer under remove:.
    const back = drop(own, 'remove', term) && shipped
    if (!back && !has(own, 'terms', term)) append(document, own, 'terms', term)
  } else {
    drop(own, 'terms', term)
    if (shipped && !has(own, 'remove', term)) append(document, own, 'remove', term)
  }
  if (own.items.length === 0) lists.delete(list)
  if (lists.items.length === 0) (document.contents as unknown as YAMLMap).delete('lists')
}

function mapIn(document: Document, parent: YAMLMap, key: string): YAMLMap {
  const found = parent.get(key)
  if (isMap(found)) return found
  const made = document.createNode({}) as YAMLMap
  parent.set(document.createNode(key), made)
  return made
}

function nameOf(node: unknown): unknown {
  if (isMap(node)) return node.get('term')
  return isScalar(node) ? node.value : null
}

function has(own: YAMLMap, key: string, term: string): boolean {
  const list = own.get(key)
  return isSeq(list) && list.items.some(one => nameOf(one) === term)
}

function append(document: Document, own: YAMLMap, key: string, term: string): void {
  const list = own.get(key)
  if (isSeq(list)) list.add(document.createNode(term))
  else own.set(document.createNode(key), document.createNode([term]))
}

/** @returns whether the term was in the list */
function drop(own: YAMLMap, key: string, term: string): boolean {
  const list = own.get(key)
  if (!isSeq(list)) return false
  const left = list.items.filter(one => nameOf(one) !== term)
  if (left.length === list.items.length) return false
  list.items = left
  if (left.length === 0) own.delete(key)
  return true
}
