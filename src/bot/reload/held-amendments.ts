import type { DeskLayer } from '../../config/layers/desk-layer.ts'
import type { Parts, Tables } from '../../config/parts.ts'
import { type Amendment, standingAmendments } from '../../desk/amendment.ts'
import { idOf } from '../../text/id.ts'
import { type Problem, renderProblem } from '../../text/show/problem.ts'
import type { ConfigDirectory, PartsRead } from './config-directory.ts'

/** An amendment that does not hold beside the files as they are. */
export interface Aside {
  readonly amendment: Amendment
  readonly why: string
}

export interface ReadWith {
  readonly read: PartsRead
  readonly layer: DeskLayer
}

/** What holds of amendments, and what of them was set aside. */
export interface Held extends ReadWith {
  readonly aside: readonly Aside[]
}

export const NO_DESK: DeskLayer = { texts: new Map(), madeAt: () => null }

/** Names amendments as they are. */
export function idOfAll(all: readonly Amendment[]): string {
  return idOf(all.map(({ id, undone }) => `${id} ${undone === null}`))
}

/** Rounds in which single amendments are left out before all of them are. */
const ROUNDS = 3

/** Reads the files of a directory as they were found. */
export type ReadFiles = (files: ConfigDirectory) => Promise<PartsRead>

/** Reads files with amendments put on them. */
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

/** Writing YAML takes code that most bots never need. */
async function layerOf(amendments: readonly Amendment[]): Promise<DeskLayer> {
  if (amendments.length === 0) return NO_DESK
  const { deskLayer } = await import('../../config/layers/desk-layer.ts')
  return deskLayer(amendments)
}

/** What a configuration with other amendments comes to. */
export type Tried =
  | {
      readonly kind: 'valid'
      readonly layer: DeskLayer
      readonly parts: Parts
      readonly tables: Tables
      readonly examples: readonly Problem[]
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** The same, or every problem. */
export async function tryWith(...of: Parameters<typeof readWith>): Promise<Tried> {
  const { read, layer } = await readWith(...of)
  if (read.kind === 'problems') return read
  return { kind: 'valid', layer, examples: read.examples, parts: read.parts, tables: read.tables }
}

/**
 * The same, without those amendments that do not hold: a newer version of the program, or a file that was changed, may no longer have what
 * they change, and that must not keep the bot from its work.
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
    // Without any the files are wrong by themselves.
    if (left.length === 0) return { read, layer, aside: [] }
    const blamed = round > ROUNDS ? [] : blame(read.problems, layer)
    const [first] = read.problems
    const why = first === undefined ? 'it does not hold' : renderProblem(first)
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
