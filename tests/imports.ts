import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** The project's own code. */
export const SRC = resolve(import.meta.dirname, '..', 'src')

/**
 * In the order in which an item climbs them: a floor imports the floors before it and nothing after. The desk answers people who ask of what
 * was told, so it stands above the alerts; settings.yaml says who may use it, so the config stands above the desk.
 * Below all stand the languages: words and patterns, a folder each.
 */
export const FLOORS = ['language', 'text', 'feeds', 'rules', 'events', 'stories', 'briefs', 'alerts', 'desk', 'config']
/** The rooms of the outside world. */
export const IO = ['io/http', 'io/store', 'io/discord', 'io/ops']

/** What a file imports: a file of src/, by its path from there, or a package. */
export interface Import {
  readonly from: string
  readonly typeOnly: boolean
}

/** One file of src/. */
export interface Source {
  /** Its path from src/. */
  readonly name: string
  readonly text: string
  readonly imports: readonly Import[]
}

/** Every TypeScript file of src/ with what it imports, sorted by name. */
export function readSources(): readonly Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .sort()
    .map(name => {
      const text = readFileSync(join(SRC, name), 'utf8')
      const imports: Import[] = []
      for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gm)) {
        imports.push({ from: target(name, match[2] ?? ''), typeOnly: match[1] !== undefined })
      }
      for (const match of text.matchAll(
        /^import\s+'([^']+)'|\bimport\('([^']+)'\)|new URL\('(\.[^']+\.ts)', import\.meta\.url\)/gm,
      )) {
        imports.push({ from: target(name, match[1] ?? match[2] ?? match[3] ?? ''), typeOnly: false })
      }
      return { name, text, imports }
    })
}

function target(importer: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(SRC, resolve(dirname(join(SRC, importer)), specifier)) : specifier
}

/** The room that a file stands in: its folder, of io/ the folder below it; main.ts is a room of its own. */
export function roomOf(name: string): string {
  const [first = '', second = ''] = name.split('/')
  return first === 'io' ? `io/${second}` : name.includes('/') ? first : 'main'
}

/** Whether an import is of a file in src/. */
export const isOurs = (name: string) => name.endsWith('.ts') && !name.startsWith('node:')
