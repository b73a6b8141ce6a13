import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { idFromUrl } from '../../feeds/defaults.ts'

/** The header of a new file. */
export const FIRST_LINE =
  '# Your own feeds, and changes to those of ../feeds.yaml: an entry with the id of one of them is laid over it.\n'

/** A change of config/local/feeds.yaml. */
export type FeedsEdit =
  /** Appends a feed; keys in the order given. */
  | { readonly kind: 'add'; readonly entry: Readonly<Record<string, string | number | boolean>> }
  /** Removes a feed's entry; a shipped feed is also named under remove:. */
  | { readonly kind: 'remove'; readonly id: string; readonly shipped: boolean }
  /** Brings a removed shipped feed back. */
  | { readonly kind: 'restore'; readonly id: string }
  | { readonly kind: 'pause'; readonly id: string }
  /** @param pausedAsShipped whether the entry in the layer below, if any, is itself paused */
  | { readonly kind: 'resume'; readonly id: string; readonly pausedAsShipped: boolean }

export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'problem'; readonly line: number; readonly what: string; readonly todo: string }

/**
 * Changes the text of a feeds file, by all of the edits or none. Comments, order and untouched text stay; an edit without effect returns the
 * same text. Pure.
 * @param text of the file; '' if there is none
 */
export function editFeeds(text: string, edits: readonly FeedsEdit[]): Edited {
  const document = parseDocument(text === '' ? FIRST_LINE : text, { prettyErrors: false })
  const wrong = mistakeOf(document, text)
  if (wrong !== null) return wrong
  if (edits.filter(edit => change(document, edit)).length === 0) return { kind: 'edited', text }
  const changed = document.contents === null ? commentsOf(document) : written(document)
  if (changed !== null) return { kind: 'edited', text: changed }
  return problem(1, 'an alias (*name) uses what this change takes away', 'write the values out')
}

/** @returns null if it cannot be written: another entry may use an anchor of an entry that was removed */
function written(document: Document): string | null {
  try {
    const text = document.toString({ lineWidth: 0 })
    return parseDocument(text, { prettyErrors: false }).errors.length === 0 ? text : null
  } catch {
    return null
  }
}

/** An entry of a feeds file as written: whole, or laid over a shipped one. */
export interface LocalFeed {
  /** As written, or derived from the address; null: there is neither. */
  readonly id: string | null
  readonly name: string | null
  readonly url: string | null
  readonly enabled: boolean | null
  readonly secret: boolean
}

/** What a feeds file lists and removes; nothing if it cannot be read, which `editFeeds` reports. */
export function localFeeds(text: string): {
  readonly feeds: readonly LocalFeed[]
  readonly removed: readonly string[]
} {
  const document = parseDocument(text, { prettyErrors: false })
  const feeds = document.errors.length > 0 ? null : listAt(document, 'feeds')
  const removed = document.errors.length > 0 ? null : listAt(document, 'remove')
  return {
    feeds: (feeds?.items ?? []).filter(isMap).map(entry => {
      const [name, url, enabled] = ['name', 'url', 'enabled'].map(key => entry.get(key))
      return {
        id: idOfEntry(entry),
        name: typeof name === 'string' ? name : null,
        url: typeof url === 'string' ? url : null,
        enabled: typeof enabled === 'boolean' ? enabled : null,
        secret: entry.get('secret') === true,
      }
    }),
    removed: (removed?.items ?? []).flatMap(one => (isScalar(one) ? [String(one.value)] : [])),
  }
}

/** @returns whether anything changed */
function change(document: Document, edit: FeedsEdit): boolean {
  switch (edit.kind) {
    case 'add':
      append(document, 'feeds', document.createNode(edit.entry))
      return true
    case 'remove': {
      const took = drop(document, 'feeds', one => isMap(one) && idOfEntry(one) === edit.id)
      const named = listAt(document, 'remove')?.items.some(one => isScalar(one) && one.value === edit.id) === true
      if (!edit.shipped || named) return took
      append(document, 'remove', document.createNode(edit.id))
      return true
    }
    case 'restore':
      return drop(document, 'remove', one => isScalar(one) && one.value === edit.id)
    case 'pause': {
      const entry = entryOf(document, edit.id)
      if (entry?.get('enabled') === false) return false
      if (entry === null) append(document, 'feeds', document.createNode({ id: edit.id, enabled: false }))
      else entry.set('enabled', false)
      return true
    }
    case 'resume': {
      const entry = entryOf(document, edit.id)
      if (edit.pausedAsShipped) {
        if (entry?.get('enabled') === true) return false
        if (entry === null) append(document, 'feeds', document.createNode({ id: edit.id, enabled: true }))
        else entry.set('enabled', true)
        return true
      }
      if (entry === null || !entry.has('enabled') || entry.get('enabled') === true) return false
      // An entry that only paused the feed has become empty.
      if (entry.items.length === 2 && entry.has('id')) return drop(document, 'feeds', one => one === entry)
      return entry.delete('enabled')
    }
  }
}

function entryOf(document: Document, id: string): YAMLMap | null {
  return listAt(document, 'feeds')?.items.find((one): one is YAMLMap => isMap(one) && idOfEntry(one) === id) ?? null
}

/** The id of an entry, as written or derived from its address. */
function idOfEntry(entry: YAMLMap): string | null {
  const [id, url] = [entry.get('id'), entry.get('url')]
  if (typeof id === 'string') return id
  return typeof url === 'string' ? idFromUrl(url, entry.get('secret') === true) : null
}

function listAt(document: Document, key: string): YAMLSeq | null {
  const list = isMap(document.contents) ? document.contents.get(key) : null
  return isSeq(list) ? list : null
}

function append(document: Document, key: string, node: unknown): void {
  const list = listAt(document, key)
  if (list !== null) list.add(node)
  else if (isMap(document.contents)) document.contents.set(document.createNode(key), document.createNode([node]))
  else document.contents = document.createNode({ [key]: [node] }) as unknown as typeof document.contents
}

/** Removes entries from a list, and an emptied list too, since an empty one would be a mistake in the file. */
function drop(document: Document, key: string, is: (one: unknown) => boolean): boolean {
  const list = listAt(document, key)
  const left = list?.items.filter(one => !is(one)) ?? []
  if (list === null || left.length === list.items.length) return false
  list.items = left
  if (left.length > 0) return true
  document.delete(key)
  if (isMap(document.contents) && document.contents.items.length === 0) document.contents = null
  return true
}

/** The comments alone: an empty document would be written as "null". */
function commentsOf(document: Document): string {
  const comments = [document.commentBefore, document.comment].filter(one => one != null && one !== '')
  return comments.map(text => `${String(text).replace(/^(?!$)/gm, '#')}\n`).join('\n')
}

function mistakeOf(document: Document, text: string): Edited | null {
  const [error] = document.errors
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split('\n').length
    return problem(line, `not valid YAML: ${error.message.replace(/\s+/g, ' ')}`, 'fix it by hand, then try again')
  }
  if (
    document.contents !== null &&
    !isMap(document.contents) &&
    !(isScalar(document.contents) && document.contents.value === null)
  )
    return problem(1, 'holds no keys', 'write "feeds:" above the list')
  for (const key of ['feeds', 'remove']) {
    const found = isMap(document.contents) ? document.contents.get(key) : null
    if (found != null && !isSeq(found)) return problem(1, `"${key}" is no list`, 'write each entry below it with "- "')
  }
  return readsWell(document) ? null : problem(1, 'too many aliases', 'write the values out')
}

function readsWell(document: Document): boolean {
  try {
    document.toJS({ maxAliasCount: 100 })
    return true
  } catch {
    return false
  }
}

function problem(line: number, what: string, todo: string): Edited {
  return { kind: 'problem', line, what, todo }
}
