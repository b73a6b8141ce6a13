import type { ConfigFileName } from './files.ts'
import type { Part } from './layer-forms.ts'
import { mergeLayers } from './read-layers.ts'
import { sourceOf } from './sources.ts'
import { isBlock } from './traced.ts'

/** The data of a file with all that is put on it, not yet read by its schema; null: it is missing, or cannot be read. */
export function layeredData(part: Part, texts: ReadonlyMap<string, string>, directory: string): unknown {
  const source = sourceOf(`${part}.yaml` as ConfigFileName, texts, directory)
  return source === null ? null : (mergeLayers(part, source).parsed?.data ?? null)
}

/** A rule as it is written; null: there is none of that name. */
export function ruleNamed(rules: unknown, name: string): Readonly<Record<string, unknown>> | null {
  const own = isBlock(rules) ? rules.rules : null
  return (Array.isArray(own) ? own : []).filter(isBlock).find(rule => rule.name === name) ?? null
}
