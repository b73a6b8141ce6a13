import { isMap, parseDocument } from 'yaml'

/** Settings that a person chooses in setup; null: not set. */
export interface Chosen {
  readonly language: string | null
  readonly timeZone: string | null
  /** Role that alerts of the default route may ping. */
  readonly pingRole: string | null
}

const PATHS = {
  language: ['language'],
  timeZone: ['timeZone'],
  pingRole: ['routes', 'default', 'pingRole'],
} as const

const HEAD = `# yaml-language-server: $schema=../schema/settings.schema.json
# Yours: what stands here wins over ../settings.yaml, key by key, and stays at an upgrade.
`

/** Reads these from a settings file; null: the file is no YAML block of keys. */
export function readChosen(text: string): Chosen | null {
  const document = parseDocument(text)
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return null
  const at = (path: readonly string[]) => {
    const value = document.getIn(path)
    return typeof value === 'string' ? value : null
  }
  return { language: at(PATHS.language), timeZone: at(PATHS.timeZone), pingRole: at(PATHS.pingRole) }
}

/**
 * Writes the choices into the text of a settings file; comments and all other keys stay.
 * @param text must be readable by `readChosen`; empty: a new file
 * @param chosen null removes the key
 */
export function withChosen(text: string, chosen: Chosen): string {
  const document = parseDocument(text.trim() === '' ? HEAD : text)
  for (const name of ['language', 'timeZone', 'pingRole'] as const) {
    const [path, value] = [PATHS[name], chosen[name]]
    // A parent written as a bare "routes:" is null, not a block.
    for (let depth = 1; value !== null && depth < path.length; depth += 1) {
      const parent = path.slice(0, depth)
      if (!isMap(document.getIn(parent))) document.setIn(parent, document.createNode({}))
    }
    if (value !== null) document.setIn(path, value)
    else if (document.hasIn(path)) document.deleteIn(path)
  }
  return document.toString({ lineWidth: 0 })
}
