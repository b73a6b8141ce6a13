/** Lays `config/local/` and the changes made in Discord over the shipped files, keeping each value's origin. */

import type { z } from 'zod'
import type { Problem } from '../../text/show/problem.ts'
import type { Path } from '../yaml/path.ts'
import { parseYaml, readParsed, type YamlParsed, type YamlResult } from '../yaml/read-yaml.ts'
import { FORMS, type Part } from './layer-forms.ts'
import { LOCAL_SCHEMAS } from './local-schemas.ts'
import { merge } from './merge.ts'
import { fromAt } from './traced.ts'

/** A file's text, and its name as problems show it. */
export interface FileText {
  readonly file: string
  readonly text: string
  /** The layers over it, in order. */
  readonly over?: readonly FileText[]
}

/** Reads a file and its layers as one, by its schema; finds every problem, each reported in the file it is in. */
export function readLayers<S extends z.ZodType>(part: Part, source: FileText, schema: S): YamlResult<z.output<S>> {
  const { parsed, problems } = mergeLayers(part, source)
  if (parsed === null) return { kind: 'problems', problems }
  const read = readParsed(parsed, schema)
  if (problems.length === 0) return read
  return { kind: 'problems', problems: [...problems, ...(read.kind === 'problems' ? read.problems : [])] }
}

/** Merges a file's layers. `parsed` null: one of them is no valid YAML; otherwise `problems` are names that no longer exist. */
export function mergeLayers(
  part: Part,
  { file, text, over = [] }: FileText,
): { readonly parsed: YamlParsed | null; readonly problems: readonly Problem[] } {
  const shipped = parseYaml(file, text)
  const results = [shipped, ...over.map(layer => understood(part, layer))]
  const problems = results.flatMap(result => (result.kind === 'problems' ? result.problems : []))
  if (problems.length > 0) return { parsed: null, problems }
  const layers = results.filter(result => result.kind === 'parsed')
  const [only] = layers
  if (only !== undefined && layers.length === 1) return { parsed: only, problems: [] }
  const { merged, gone } = merge(
    layers.map(layer => layer.data),
    FORMS[part],
  )
  const layerOf = (layer: number) => layers[layer] as YamlParsed
  const home = (path: Path) => {
    const { layer, path: own } = fromAt(merged.from, path)
    return { layer: layerOf(layer), own }
  }
  const parsed: YamlParsed = {
    kind: 'parsed',
    file,
    data: merged.value,
    node(path) {
      const { layer, own } = home(path)
      return layer.node(own)
    },
    at(path, index) {
      const { layer, own } = home(path)
      return layer.at(own, index)
    },
    problem(path, what, todo, index) {
      const { layer, own } = home(path)
      return layer.problem(own, what, todo, index)
    },
    keyProblem(path, key, what, todo) {
      const { layer, own } = home([...path, key])
      return layer.keyProblem(own.slice(0, -1), String(own.at(-1)), what, todo)
    },
    warnings: () => layers.flatMap(layer => layer.warnings()),
  }
  return {
    parsed,
    problems: gone.map(({ from: { layer, path }, isKey, what, todo }) => {
      const { problem, keyProblem } = layerOf(layer)
      return isKey ? keyProblem(path.slice(0, -1), String(path.at(-1)), what, todo) : problem(path, what, todo)
    }),
  }
}

function understood(
  part: Part,
  { file, text }: FileText,
): YamlParsed | { kind: 'problems'; problems: readonly Problem[] } {
  const parsed = parseYaml(file, text)
  const schema = LOCAL_SCHEMAS[part]
  if (parsed.kind === 'problems' || schema === null) return parsed
  const read = readParsed<z.ZodType>(parsed, schema)
  return read.kind === 'problems' ? read : parsed
}
