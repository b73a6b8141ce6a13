import { type Document, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Edited } from './edit-feeds.ts'
import { edited } from './edit-lists.ts'
import { FORMS, type Part } from './layer-forms.ts'
import type { Form } from './merge.ts'

const HEAD = '# Your own changes: put on the shipped file of this name.\n'

/**
 * Merges a layer into the text of the one below, by the same forms as `merge`; comments, and what the layer does not name, stay.
 * @param text '' if there is none
 */
export function editLayer(text: string, part: Part, data: Readonly<Record<string, unknown>>): Edited {
  return edited(text, HEAD, document => {
    putBlock(document, document.contents as unknown as YAMLMap, data, formsIn(FORMS[part]))
  })
}

const VALUE: Form = { kind: 'value' }
type FormOf = (key: string) => Form

function formsIn(form: Form): FormOf {
  if (form.kind === 'block') return key => form.keys[key] ?? VALUE
  return () => (form.kind === 'named' ? form.entry : form)
}

function putBlock(document: Document, into: YAMLMap, data: object, formOf: FormOf): void {
  for (const [key, value] of Object.entries(data)) {
    const [form, there] = [formOf(key), into.get(key, true) as unknown]
    if (isSeq(there) && Array.isArray(value) && (form.kind === 'added' || form.kind === 'entries'))
      for (const one of value) putItem(document, there, one, form)
    else if (isMap(there) && isBlock(value) && form.kind !== 'value') putBlock(document, there, value, formsIn(form))
    else if (isScalar(there) && typeof value !== 'object') there.value = value
    else into.set(document.createNode(key), document.createNode(value))
  }
}

function putItem(document: Document, list: YAMLSeq, value: unknown, form: Form): void {
  const by = form.kind === 'entries' ? form.by : null
  const name = nameOf(value, by)
  const at = list.items.findIndex(one => nameOf(plain(one), by) === name)
  const there = list.items[at]
  if (there === undefined) return void list.add(document.createNode(value))
  if (form.kind !== 'entries' || by === null || !isBlock(value)) return
  if (form.entry.kind === 'value') return void list.set(at, document.createNode(value))
  const block = isMap(there) ? there : asBlock(document, there, by)
  list.items[at] = block
  putBlock(document, block, value, formsIn(form.entry))
}

/** Expands a bare text into a block with its name alone, keeping the comment beside it. */
function asBlock(document: Document, text: unknown, by: string): YAMLMap {
  const block = document.createNode({}) as YAMLMap
  block.set(document.createNode(by), text)
  if (isScalar(text)) {
    block.commentBefore = text.commentBefore ?? null
    text.commentBefore = null
  }
  return block
}

/** The key by which two entries are the same: their name, or else all they contain. */
function nameOf(value: unknown, by: string | null): string {
  const name = isBlock(value) && by !== null ? value[by] : value
  return typeof name === 'string' ? name : JSON.stringify(name)
}

function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value
  return isMap(node) || isSeq(node) ? node.toJSON() : node
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
