import { nearest } from '../../text/nearest.ts'
import { blockOf, type From, fieldsOf, isBlock, itemsOf, listOf, type Traced, traced } from './traced.ts'

/** How a part of a later layer is merged into the same part of the layers before it. */
export type Form =
  /** Replaced as a whole. */
  | { readonly kind: 'value' }
  /** Blocks are merged key by key at every depth; other values are replaced, lists replaced or added to. */
  | { readonly kind: 'deep'; readonly lists: 'replaced' | 'added' }
  /** A block, key by key. `remove`: the key in later layers that names entries of another key to leave out. */
  | { readonly kind: 'block'; readonly keys: Readonly<Record<string, Form>>; readonly remove?: Removal }
  /** A list to which a later layer's new entries are added. */
  | { readonly kind: 'added' }
  /** A list in which later layers' entries come before earlier ones. */
  | { readonly kind: 'before' }
  /** Blocks by name: an existing one is changed; another is new and must have `needs`, or else names one that is gone. */
  | { readonly kind: 'named'; readonly noun: string; readonly needs: string; readonly entry: Form }
  /** The same for a list of blocks identified by one key. A bare text means a block with that key alone. */
  | {
      readonly kind: 'entries'
      readonly noun: string
      readonly by: string
      readonly needs: string | null
      readonly entry: Form
    }

interface Removal {
  readonly key: string
  readonly of: string
}

/** A name in a layer that the layers before it lack: an earlier version had it, or it is mistyped. */
export interface Gone {
  readonly from: From
  /** Whether the name is a key, not a value. */
  readonly isKey: boolean
  readonly what: string
  readonly todo: string
}

/**
 * Merges layers in order, each over all before it.
 * @param layers data of the same file, the shipped layer first
 */
export function merge(
  layers: readonly unknown[],
  form: Form,
): { readonly merged: Traced; readonly gone: readonly Gone[] } {
  const gone: Gone[] = []
  const [first, ...later] = layers.map((value, layer) => traced(value, layer))
  const merged = later.reduce((base, over) => overlay(base, over, form, gone), first ?? traced({}, 0))
  return { merged, gone }
}

const NOTHING = traced(undefined, 0)

function overlay(base: Traced, over: Traced, form: Form, gone: Gone[]): Traced {
  switch (form.kind) {
    case 'value':
      return over
    case 'deep': {
      if (isBlock(over.value)) return fieldByField(base, over, () => form, gone)
      return form.lists === 'added' ? added(base, over) : over
    }
    case 'block': {
      if (!isBlock(over.value)) return over
      const { keys, remove } = form
      return fieldByField(
        remove === undefined ? base : without(base, over, keys[remove.of], remove, gone),
        remove === undefined
          ? over
          : blockOf(
              fieldsOf(over).filter(([key]) => key !== remove.key),
              over.from,
            ),
        key => (Object.hasOwn(keys, key) ? keys[key] : undefined) ?? { kind: 'value' },
        gone,
      )
    }
    case 'added':
      return added(base, over)
    case 'before':
      return Array.isArray(over.value) ? listOf([...itemsOf(over), ...itemsOf(base)], over.from) : over
    case 'named': {
      if (!isBlock(over.value)) return over
      const there = new Map(fieldsOf(base))
      const known = fieldsOf(over).filter(([name, entry]) => {
        if (there.has(name) || !lacks(entry.value, form.needs)) return true
        gone.push({ ...missing(entry.from, name, there.keys(), form), isKey: true })
        return false
      })
      return fieldByField(base, blockOf(known, over.from), () => form.entry, gone)
    }
    case 'entries':
      return Array.isArray(over.value) ? entryByEntry(base, over, form, gone) : over
  }
}

function fieldByField(base: Traced, over: Traced, formOf: (key: string) => Form, gone: Gone[]): Traced {
  const fields = new Map(fieldsOf(base))
  for (const [key, inner] of fieldsOf(over))
    fields.set(key, overlay(fields.get(key) ?? NOTHING, inner, formOf(key), gone))
  return blockOf(fields, over.from)
}

function added(base: Traced, over: Traced): Traced {
  if (!Array.isArray(over.value) || !Array.isArray(base.value)) return over
  const there = new Set(base.value.map(item => JSON.stringify(item)))
  return listOf(
    [...itemsOf(base), ...itemsOf(over).filter(({ value }) => !there.has(JSON.stringify(value)))],
    over.from,
  )
}

function entryByEntry(base: Traced, over: Traced, form: Form & { kind: 'entries' }, gone: Gone[]): Traced {
  const items = [...itemsOf(base)]
  const places = placesOf(items, form.by)
  const changed = new Set<string>()
  for (const item of itemsOf(over)) {
    const name = nameOf(item.value, form.by)
    const place = name === null || changed.has(name) ? undefined : places.get(name)
    const earlier = place === undefined ? undefined : items[place]
    if (name !== null && place !== undefined && earlier !== undefined) {
      // A second entry of the same name stays, for the file's own check to report.
      changed.add(name)
      if (!isBlock(item.value)) continue
      items[place] = overlay(isBlock(earlier.value) ? earlier : NOTHING, item, form.entry, gone)
    } else if (name !== null && form.needs !== null && !places.has(name) && lacks(item.value, form.needs)) {
      gone.push(missing(item.from, name, places.keys(), { noun: form.noun, needs: form.needs }))
    } else items.push(item)
  }
  return listOf(items, over.from)
}

/** The base without the entries that a later layer removes. */
function without(base: Traced, over: Traced, form: Form | undefined, remove: Removal, gone: Gone[]): Traced {
  const fields = new Map(fieldsOf(base))
  const list = fields.get(remove.of)
  const named = new Map(fieldsOf(over)).get(remove.key)
  if (form?.kind !== 'entries' || named === undefined) return base
  const items = list === undefined ? [] : itemsOf(list)
  const places = placesOf(items, form.by)
  const out = new Set<unknown>()
  for (const { value, from } of itemsOf(named)) {
    if (typeof value === 'string' && places.has(value)) out.add(value)
    else
      gone.push(
        missing(from, typeof value === 'string' ? value : JSON.stringify(value), places.keys(), {
          noun: form.noun,
          needs: null,
        }),
      )
  }
  if (list === undefined || out.size === 0) return base
  const kept = items.filter(({ value }) => !out.has(nameOf(value, form.by)))
  return blockOf(fields.set(remove.of, listOf(kept, list.from)), base.from)
}

function placesOf(items: readonly Traced[], by: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  items.forEach(({ value }, index) => {
    const name = nameOf(value, by)
    if (name !== null && !places.has(name)) places.set(name, index)
  })
  return places
}

function nameOf(value: unknown, by: string): string | null {
  const name = isBlock(value) ? value[by] : value
  return typeof name === 'string' ? name : null
}

function lacks(value: unknown, key: string): boolean {
  return isBlock(value) && !Object.hasOwn(value, key)
}

function missing(
  from: From,
  name: string,
  names: Iterable<string>,
  { noun, needs }: { readonly noun: string; readonly needs: string | null },
): Gone {
  const near = nearest(name, names)
  const own = needs === null ? '' : `a ${noun} of your own needs "${needs}"; `
  const out = `${near === null && needs === null ? '' : 'otherwise '}take it out here`
  const todo = near === null ? `${own}${out}` : `did you mean "${near}"? ${capital(`${own}${out}`)}`
  return {
    from,
    isKey: false,
    what: `there is no ${noun} "${name}" to ${needs === null ? 'leave out' : 'change'}`,
    todo,
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
