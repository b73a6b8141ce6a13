/**
 * Lists what is in a node_modules folder with its licences: each package in a line, then the texts of the licences and notices, each once.
 * The image is built with it: node docs/licences.ts node_modules > LICENSES.txt
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One installed package. */
export interface Package {
  readonly name: string
  readonly version: string
  /** As its package.json says; "not said" where it does not. */
  readonly licence: string
  /** Its files of that name: licences, copying terms, notices. */
  readonly texts: readonly string[]
}

const TEXT_FILE = /^(?:licen[cs]e|copying|notice)/i

/** Every package below a node_modules folder, also those in folders of other packages; sorted by name and version. */
export function readPackages(modules: string): readonly Package[] {
  const found: Package[] = []
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const path = join(modules, entry.name)
    if (entry.name.startsWith('@')) found.push(...readPackages(path))
    else if (existsSync(join(path, 'package.json'))) found.push(readPackage(path))
    if (existsSync(join(path, 'node_modules'))) found.push(...readPackages(join(path, 'node_modules')))
  }
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function readPackage(path: string): Package {
  const said = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  const { licenses, license = licenses?.[0] } = said
  const texts = readdirSync(path, { withFileTypes: true })
    .filter(file => file.isFile() && TEXT_FILE.test(file.name) && !/\.[cm]?[jt]s$/.test(file.name))
    .map(file => readFileSync(join(path, file.name), 'utf8').replaceAll('\r\n', '\n').trim())
  return {
    name: String(said.name),
    version: String(said.version),
    licence: typeof license === 'string' ? license : String(license?.type ?? 'not said'),
    texts: texts.filter(text => text !== ''),
  }
}

const keyOf = ({ name, version }: Package) => `${name} ${version}`

/** The list as a text file. */
export function renderLicences(packages: readonly Package[]): string {
  const lines = [...new Set(packages.map(one => `${keyOf(one)}: ${one.licence}`))]
  const bearers = new Map<string, Set<string>>()
  for (const one of packages)
    for (const text of one.texts) {
      const known = bearers.get(text) ?? new Set()
      bearers.set(text, known.add(keyOf(one)))
    }
  const texts = [...bearers].map(([text, of]) => `${'-'.repeat(80)}\n${[...of].join(', ')}\n\n${text}\n`)
  return `Packages that Backchannel runs with, and their licences.\n\n${lines.join('\n')}\n\n${texts.join('\n')}`
}

if (import.meta.main) {
  const modules = process.argv[2] ?? 'node_modules'
  process.stdout.write(renderLicences(readPackages(modules)))
}
