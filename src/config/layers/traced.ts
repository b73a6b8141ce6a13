import type { Path } from '../yaml/path.ts'

/** Where a value comes from: its layer and its path there. */
export interface From {
  readonly layer: number
  readonly path: Path
  /** Set if its parts come from several layers: the origin of each part. */
  readonly parts?: ReadonlyMap<string | number, From>
}

/** A part of a file's data with its origin. */
export interface Traced {
  readonly value: unknown
  readonly from: From
}

/** A layer's whole file. */
export function traced(value: unknown, layer: number): Traced {
  return { value, from: { layer, path: [] } }
}

/** The fields of a block in order; none if it is no block. */
export function fieldsOf({ value, from }: Traced): readonly (readonly [string, Traced])[] {
  if (!isBlock(value)) return []
  return Object.entries(value).map(([key, inner]) => [key, { value: inner, from: partOf(from, key) }])
}

/** The items of a list; none if it is no list. */
export function itemsOf({ value, from }: Traced): readonly Traced[] {
  return Array.isArray(value) ? value.map((inner, index) => ({ value: inner, from: partOf(from, index) })) : []
}

/** A block of fields of any origin. @param from the origin of the block as a whole */
export function blockOf(fields: Iterable<readonly [string, Traced]>, from: From): Traced {
  const own = [...fields]
  return {
    value: Object.fromEntries(own.map(([key, { value }]) => [key, value])),
    from: { layer: from.layer, path: from.path, parts: new Map(own.map(([key, part]) => [key, part.from])) },
  }
}

/** A list of items of any origin. @param from the origin of the list as a whole */
export function listOf(items: readonly Traced[], from: From): Traced {
  return {
    value: items.map(({ value }) => value),
    from: { layer: from.layer, path: from.path, parts: new Map(items.map((item, index) => [index, item.from])) },
  }
}

/** The origin of the part at a path; for a missing part, that of the nearest block or list around it. */
export function fromAt(from: From, path: Path): From {
  return path.reduce((part: From, step) => partOf(part, step), from)
}

export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function partOf(from: From, step: string | number): From {
  return from.parts?.get(step) ?? { layer: from.layer, path: [...from.path, step] }
}
