import { type Document, type Node, type Scalar, visit } from 'yaml'
import { startOf } from './yaml-place.ts'

/** Something valid but probably not meant; offsets in UTF-16 units. */
export interface YamlWarning {
  readonly at: number
  readonly length: number
  readonly what: string
  readonly todo: string
}

/** Values that silently lose a part after "#" or "&", or that are in typographic quotes, which YAML does not know. */
export function yamlWarnings(document: Document, text: string): readonly YamlWarning[] {
  const found: YamlWarning[] = []
  const named = new Set<string>()
  visit(document, { Alias: (_, { source }) => void named.add(source) })
  visit(document, {
    Scalar(key, node) {
      if (key === 'key') return
      const at = startOf(node as Node)
      if (node.anchor !== undefined && !named.has(node.anchor)) {
        const start = text.lastIndexOf(`&${node.anchor}`, at)
        const what = `"&${node.anchor}" is read as an anchor and is not part of the value`
        found.push({ at: Math.max(0, start), length: node.anchor.length + 1, what, todo: 'put the value in quotes' })
      }
      const hash = swallowed(node, text)
      if (hash !== null) {
        const what = 'what follows " #" is a comment and not part of the value'
        const todo = 'put the whole value in quotes, or write "# " before a comment'
        found.push({ at: hash, length: lineEnd(text, hash) - hash, what, todo })
      }
      if (typeof node.value === 'string' && node.type === 'PLAIN' && /^[“„‘][^“”„‘’"]*[”“’]$/.test(node.value)) {
        const what = 'quotes like “ ” are part of the value'
        found.push({ at, length: node.value.length, what, todo: 'write straight quotes: "…"' })
      }
    },
  })
  return found
}

/** The offset of a comment without a space after "#" on the line of a plain value; null: there is none. */
function swallowed(node: Scalar, text: string): number | null {
  const end = node.range?.[1]
  if (end === undefined || node.type !== 'PLAIN' || typeof node.value !== 'string') return null
  const match = /^[ \t]+(?=#[\p{L}\p{N}])/u.exec(text.slice(end, end + 50))
  return match === null ? null : end + match[0].length
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
