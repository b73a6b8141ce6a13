import { type ConfigFileName, LOCAL } from './files.ts'
import type { FileText } from './read-layers.ts'

/**
 * A file of a config directory with the user's own one that is put on it.
 * @param texts by file name, the user's own by local/ and their name
 * @param directory how problems name the place
 * @returns null where the directory does not have the file
 */
export function sourceOf(
  name: ConfigFileName,
  texts: ReadonlyMap<string, string>,
  directory: string,
): (FileText & { readonly over: readonly FileText[] }) | null {
  const text = texts.get(name)
  if (text === undefined) return null
  const own = texts.get(`${LOCAL}/${name}`)
  const over = own === undefined ? [] : [{ file: `${directory}/${LOCAL}/${name}`, text: own }]
  return { file: `${directory}/${name}`, text, over }
}
