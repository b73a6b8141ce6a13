import type { ConfigFileName } from './files.ts'
import type { Part } from './layer-forms.ts'
import { mergeLayers } from './read-layers.ts'
import { sourceOf } from './sources.ts'
import { isBlock } from './traced.ts'

/** The merged data of a file and its layers, before its schema is applied; null: missing or unreadable. */
export function layeredData(part: Part, texts: ReadonlyMap<string, string>, directory: string): unknown {
  const source = sourceOf(`${part}.yaml` as ConfigFileName, texts, directory)
  return source === null ? null : (mergeLayers(part, source).parsed?.data ?? null)
}

/** A rule as written; null: none has that name. */
export function ruleNamed(rules: unknown, name: string): Readonly<Record<string, unknown>> | null {
  const own = isBlock(rules) ? rules.rules : null
  return (Array.isArray(own) ? own : []).filter(isBlock).find(rule => rule.name === name) ?? null
}
