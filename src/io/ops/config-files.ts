import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Texts of the YAML files of a config directory by their name; the directory is only read. @throws where it cannot be read */
export async function readConfigFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.yaml')).sort()
  const texts = await Promise.all(names.map(name => readFile(join(directory, name), 'utf8')))
  return new Map(names.map((name, index) => [name, texts[index] ?? '']))
}
