import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The flags that `npm start` gives to Node. */
export function startFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  return String(scripts.start).match(/--\S+/g) ?? []
}
