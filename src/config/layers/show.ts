import { Document, isMap, isScalar, isSeq, type Node } from 'yaml'
import { redacted, secretsOf } from '../../feeds/secrets.ts'
import type { Path } from '../yaml/path.ts'
import type { Position, YamlParsed } from '../yaml/read-yaml.ts'
import type { Part } from './layer-forms.ts'
import { isBlock } from './traced.ts'

/**
 * A file of the configuration in force, as YAML. Secrets of feeds are shown as "…".
 * @param origin whether comments give each piece's origin as file:line; a line without one has the origin of the line above
 * @param makerOf who made a line in Discord, and when; null: it is from a file
 */
export function showPart(
  part: Part,
  parsed: YamlParsed,
  origin: boolean,
  makerOf: (file: string, line: number) => string | null = () => null,
): string {
  const data = part === 'feeds' ? withoutSecrets(parsed.data) : parsed.data
  const document = new Document(data, { aliasDuplicateObjects: false })
  const root = document.contents as Node | null
  if (root !== null) write(root, [], origin ? { place: path => parsed.at(path), makerOf, told: null } : null)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

interface Telling {
  readonly place: (path: Path) => Position
  readonly makerOf: (file: string, line: number) => string | null
  /** The file named last in the current piece. */
  told: string | null
}

function write(node: Node, path: Path, telling: Telling | null): void {
  if (telling !== null && isPiece(path)) telling.told = null
  if (isMap(node) && node.items.length > 0) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key)
      if (value !== null) write(value as Node, [...path, name], telling)
    }
    return
  }
  if (isSeq(node)) {
    const places = node.items.map((_, index) => telling?.place([...path, index]).file)
    node.flow = node.items.every(item => isScalar(item)) && new Set(places).size <= 1
    if (!node.flow) {
      node.items.forEach((item, index) => {
        write(item as Node, [...path, index], telling)
      })
      return
    }
  }
  // The library would write an empty block's comment on a line of its own.
  if (telling === null || isMap(node)) return
  const { file, line } = telling.place(isSeq(node) && node.items.length > 0 ? [...path, 0] : path)
  const maker = telling.makerOf(file, line)
  if (file !== telling.told) node.comment = ` ${file}:${line}${maker === null ? '' : ` by ${maker}`}`
  telling.told = file
}

/** Whether a path is an entry or a single value: each of these gets its own origin. */
function isPiece(path: Path): boolean {
  return path.length === 1 || path.length === 2 || (path.length === 4 && path[2] === 'terms')
}

function withoutSecrets(data: unknown): unknown {
  if (!isBlock(data) || !Array.isArray(data.feeds)) return data
  return { ...data, feeds: data.feeds.map(feed => (isBlock(feed) ? withoutSecret(feed) : feed)) }
}

function withoutSecret(feed: Readonly<Record<string, unknown>>): unknown {
  const headers = Object.entries(isBlock(feed.headers) ? feed.headers : {}).map(([name, one]) => [name, String(one)])
  const secrets = secretsOf({
    url: typeof feed.url === 'string' ? feed.url : '',
    headers: Object.fromEntries(headers),
    secret: feed.secret === true,
  })
  const shown = (value: unknown): unknown => {
    if (isBlock(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]))
    return typeof value === 'string' ? redacted(value, secrets) : value
  }
  return shown(feed)
}
