import { type ConfigFileName, DESK, LOCAL } from './files.ts'
import type { FileText } from './read-layers.ts'

/** The name of a layer made of changes in Discord: "desk/terms.yaml", those that are put on it "desk/2/terms.yaml" and so on. @param nth from 1 */
export function deskName(name: ConfigFileName, nth: number): string {
  return nth === 1 ? `${DESK}/${name}` : `${DESK}/${nth}/${name}`
}

/** The names of what is put on a file, in order: the user's own one, then what was changed in Discord; of those that there are. */
export function namesOver(name: ConfigFileName, texts: ReadonlyMap<string, string>): readonly string[] {
  const own = `${LOCAL}/${name}`
  const names = texts.has(own) ? [own] : []
  for (let nth = 1; texts.has(deskName(name, nth)); nth += 1) names.push(deskName(name, nth))
  return names
}

/**
 * A file of a config directory with what is put on it.
 * @param texts by file name, the user's own by local/ and their name, those of Discord as deskName has it
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
  const over = namesOver(name, texts).map(one => ({
    file: one.startsWith(`${LOCAL}/`) ? `${directory}/${one}` : one,
    text: texts.get(one) ?? '',
  }))
  return { file: `${directory}/${name}`, text, over }
}
