import type { Problem } from '../text/problem.ts'
import { readYaml } from './read-yaml.ts'
import type { Settings } from './settings.ts'
import { settingsSchema, toSettings } from './settings-schema.ts'

/** Reads config/settings.yaml; null where it has problems. */
export function readSettings(file: string, text: string): { settings: Settings | null; problems: readonly Problem[] } {
  const read = readYaml(file, text, settingsSchema)
  if (read.kind === 'problems') return { settings: null, problems: read.problems }
  const settings = toSettings(read.value)
  const route = settings.digest?.route
  if (route !== undefined && settings.routes[route] === undefined) {
    const known = Object.keys(settings.routes).join(', ')
    const problem = read.problem(['digest', 'route'], `route "${route}" is not among routes`, `one of: ${known}`)
    return { settings: null, problems: [problem] }
  }
  return { settings, problems: [] }
}
