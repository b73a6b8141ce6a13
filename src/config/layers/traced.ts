import type { Path } from '../yaml/path.ts'

/** Where a value stands: in which layer, and the way to it there. */
export interface From {
  readonly layer: number
  readonly path: Path
  /** Set where its parts come from several layers: then they alone say where each stands. */
  readonly parts?: ReadonlyMap<string | number, From>
}

/** A part of a file's data, with where it stands. */
export interface Traced {
  readonly value: unknown
  readonly from: From
}

/** A whole file of a layer. */
export function traced(value: unknown, layer: number): Traced {
  return { value, from: { layer, path: [] } }
}

/** The fields of a block in their order; none of what is no block. */
export function fieldsOf({ value, from }: Traced): readonly (readonly [string, Traced])[] {
  if (!isBlock(value)) return []
  return Object.entries(value).map(([key, inner]) => [key, { value: inner, from: partOf(from, key) }])
}

/** The items of a list; none of what is no list. */
export function itemsOf({ value, from }: Traced): readonly Traced[] {
  return Array.isArray(value) ? value.map((inner, index) => ({ value: inner, from: partOf(from, index) })) : []
}

/** A block of fields from wherever they are. @param from where it stands as a whole */
export function blockOf(fields: Iterable<readonly [string, Traced]>, from: From): Traced {
  const own = [...fields]
  return {
    value: Object.fromEntries(own.map(([key, { value }]) => [key, value])),
    from: { layer: from.layer, path: from.path, parts: new Map(own.map(([key, part]) => [key, part.from])) },
  }
}

/** A list of items from wherever they are. @param from where it stands as a whole */
export function listOf(items: readonly Traced[], from: From): Traced {
  return {
    value: items.map(({ value }) => value),
    from: { layer: from.layer, path: from.path, parts: new Map(items.map((item, index) => [index, item.from])) },
  }
}

/** Where the part at a path stands. Of what is not there: where it would, in the nearest block or list around it. */
export function fromAt(from: From, path: Path): From {
  return path.reduce((part: From, step) => partOf(part, step), from)
}

export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function partOf(from: From, step: string | number): From {
  return from.parts?.get(step) ?? { layer: from.layer, path: [...from.path, step] }
}
