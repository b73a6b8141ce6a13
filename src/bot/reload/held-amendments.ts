import type { DeskLayer } from '../../config/layers/desk-layer.ts'
import type { Parts, Tables } from '../../config/parts.ts'
import { type Amendment, standingAmendments } from '../../desk/amendment.ts'
import { idOf } from '../../text/id.ts'
import { type Problem, renderProblem } from '../../text/show/problem.ts'
import type { ConfigDirectory, PartsRead } from './config-directory.ts'

/** An amendment that is not valid with the present files, and why. */
export interface Aside {
  readonly amendment: Amendment
  readonly why: string
}

export interface ReadWith {
  readonly read: PartsRead
  readonly layer: DeskLayer
}

/** The configuration with the valid amendments, and those set aside. */
export interface Held extends ReadWith {
  readonly aside: readonly Aside[]
}

export const NO_DESK: DeskLayer = { texts: new Map(), madeAt: () => null }

/** Identifies a state of the amendments. */
export function idOfAll(all: readonly Amendment[]): string {
  return idOf(all.map(({ id, undone }) => `${id} ${undone === null}`))
}

/** Rounds that leave out single amendments, before all are left out. */
const ROUNDS = 3

/** Reads the configuration of a directory's files. */
export type ReadFiles = (files: ConfigDirectory) => Promise<PartsRead>

/** Reads files with amendments layered over them. */
export async function readWith(
  files: ConfigDirectory,
  readFiles: ReadFiles,
  amendments: readonly Amendment[],
): Promise<ReadWith> {
  const layer = await layerOf(amendments)
  const { texts, unreadable } = files
  const read = await readFiles({ texts: new Map([...texts, ...layer.texts]), unreadable })
  return { read, layer }
}

/** Loaded on demand: most bots never need the code that writes YAML. */
async function layerOf(amendments: readonly Amendment[]): Promise<DeskLayer> {
  if (amendments.length === 0) return NO_DESK
  const { deskLayer } = await import('../../config/layers/desk-layer.ts')
  return deskLayer(amendments)
}

/** Result of trying a configuration with other amendments. */
export type Tried =
  | {
      readonly kind: 'valid'
      readonly layer: DeskLayer
      readonly parts: Parts
      readonly tables: Tables
      readonly examples: readonly Problem[]
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Reads files with amendments: a valid configuration, or every problem. */
export async function tryWith(...of: Parameters<typeof readWith>): Promise<Tried> {
  const { read, layer } = await readWith(...of)
  if (read.kind === 'problems') return read
  return { kind: 'valid', layer, examples: read.examples, parts: read.parts, tables: read.tables }
}

/**
 * Reads files with those amendments that are valid: a newer program or a changed file may no longer have what an amendment changes, and that
 * must not keep the bot from its work.
 */
export async function readHolding(
  files: ConfigDirectory,
  readFiles: ReadFiles,
  all: readonly Amendment[],
): Promise<Held> {
  let left = standingAmendments(all)
  let aside: readonly Aside[] = []
  for (let round = 1; ; round += 1) {
    const { read, layer } = await readWith(files, readFiles, left)
    if (read.kind === 'valid') return { read, layer, aside }
    // Without amendments, the files themselves are wrong.
    if (left.length === 0) return { read, layer, aside: [] }
    const blamed = round > ROUNDS ? [] : blame(read.problems, layer)
    const [first] = read.problems
    const why = first === undefined ? 'it is not valid' : renderProblem(first)
    const out = blamed.length > 0 ? blamed : left.map(amendment => ({ amendment, why }))
    const gone = new Set(out.map(({ amendment }) => amendment.id))
    left = left.filter(({ id }) => !gone.has(id))
    aside = [...aside, ...out]
  }
}

function blame(problems: readonly Problem[], layer: DeskLayer): readonly Aside[] {
  const found = new Map<string, Aside>()
  for (const problem of problems) {
    const amendment = layer.madeAt(problem.file, problem.line)
    if (amendment !== null && !found.has(amendment.id))
      found.set(amendment.id, { amendment, why: renderProblem(problem) })
  }
  return [...found.values()]
}
