import { isCollection, isMap, isPair, isScalar, type Node, type Pair } from 'yaml'
import type { Path } from './path.ts'

/** The offset of a key in UTF-16 units; if it is missing, that of its block. */
export function keyOffset(root: Node | null, path: Path, key: string): number {
  const node = nodeAt(root, path)
  if (isMap(node)) {
    const pair = node.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return startOf(node ?? root)
}

/** The offset of a value, or of the nearest part around it; `index` counts UTF-16 units into a text value. */
export function offsetOf(root: Node | null, path: Path, text: string, index?: number): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = nodeAt(root, path.slice(0, depth))
    if (node === null) continue
    if (depth === path.length && index !== undefined && isScalar(node) && typeof node.value === 'string') {
      return within(node.value, startOf(node), text, index)
    }
    return startOf(node)
  }
  return 0
}

/**
 * Finds the index-th unit of a scalar's value in its source. Every visible character of the value occurs in the source in the same
 * order, whatever the style (plain, quoted, folded, block); only white space, quotes and backslashes differ.
 */
function within(value: string, start: number, text: string, index: number): number {
  let offset = start
  if (text[offset] === '|' || text[offset] === '>') offset = text.indexOf('\n', offset) + 1
  else if (text[offset] === '"' || text[offset] === "'") offset += 1
  for (let at = 0; at <= index && at < value.length; at += 1) {
    const wanted = value[at] ?? ''
    if (/\s/.test(wanted)) {
      if (at < index) continue
      return offset
    }
    while (offset < text.length && text[offset] !== wanted) offset += 1
    if (at === index) return offset
    offset += 1
  }
  return offset
}

export function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

/** The YAML node at a path; null if there is none. */
export function nodeAt(root: Node | null, path: Path): Node | null {
  let node: Node | null = root
  for (const step of path) {
    if (!isCollection(node)) return null
    const next: unknown = isMap(node) ? pairValue(node.items, step) : node.get(step, true)
    if (next === undefined || next === null) return null
    node = next as Node
  }
  return node
}

function pairValue(items: readonly Pair[], key: string | number): unknown {
  const pair = items.find(item => isScalar(item.key) && String(item.key.value) === String(key))
  return pair?.value ?? pair?.key
}
