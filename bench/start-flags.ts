import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The flags that a script of package.json gives to Node: `npm start`, or `npm run backchannel`, which runs the other commands. */
export function startFlags(script: 'start' | 'backchannel' = 'start'): readonly string[] {
  return scriptOf(script).match(/--\S+/g) ?? []
}

/** The variables that `npm start` sets for Node's own memory. */
export function startVariables(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...scriptOf('start').matchAll(/(MALLOC_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  )
}

function scriptOf(name: string): string {
  return String(JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).scripts[name])
}
