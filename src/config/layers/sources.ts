import { type ConfigFileName, DESK, LOCAL } from './files.ts'
import type { FileText } from './read-layers.ts'

/**
 * A file of a config directory with what is put on it: the user's own one, then what was changed in Discord.
 * @param texts by file name, the user's own by local/ and their name, those of Discord by desk/ and theirs
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
  const desk = texts.get(`${DESK}/${name}`)
  const over = [
    ...(own === undefined ? [] : [{ file: `${directory}/${LOCAL}/${name}`, text: own }]),
    ...(desk === undefined ? [] : [{ file: `${DESK}/${name}`, text: desk }]),
  ]
  return { file: `${directory}/${name}`, text, over }
}
