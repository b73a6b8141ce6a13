import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The flags that a script of package.json gives to Node: `npm start`, or `npm run backchannel`, which runs the other commands. */
export function startFlags(script: 'start' | 'backchannel' = 'start'): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  return String(scripts[script]).match(/--\S+/g) ?? []
}

/** The variables that `npm start` sets for Node's own memory. */
export function startVariables(): Readonly<Record<string, string>> {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  return Object.fromEntries(
    [...String(scripts.start).matchAll(/(MALLOC_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  )
}
