import { type ConfigFileName, DESK, LOCAL } from './files.ts'
import type { FileText } from './read-layers.ts'

/** The name of a layer of changes made in Discord: "desk/terms.yaml", the next "desk/2/terms.yaml" and so on. @param nth from 1 */
export function deskName(name: ConfigFileName, nth: number): string {
  return nth === 1 ? `${DESK}/${name}` : `${DESK}/${nth}/${name}`
}

/** The names of a file's existing layers, in order: the user's own, then the changes made in Discord. */
export function namesOver(name: ConfigFileName, texts: ReadonlyMap<string, string>): readonly string[] {
  const own = `${LOCAL}/${name}`
  const names = texts.has(own) ? [own] : []
  for (let nth = 1; texts.has(deskName(name, nth)); nth += 1) names.push(deskName(name, nth))
  return names
}

/**
 * A file of a config directory with its layers.
 * @param texts by file name; the user's own under local/, changes made in Discord under their `deskName`
 * @param directory how problems name the place
 * @returns null if the directory does not have the file
 */
export function sourceOf(
  name: ConfigFileName,
  texts: ReadonlyMap<string, string>,
  directory: string,
): (FileText & { readonly over: readonly FileText[] }) | null {
  const text = texts.get(name)
  if (text === undefined) return null
  const over = namesOver(name, texts).map(one => ({
    file: one.startsWith(`${LOCAL}/`) ? `${directory}/${one}` : one,
    text: texts.get(one) ?? '',
  }))
  return { file: `${directory}/${name}`, text, over }
}
