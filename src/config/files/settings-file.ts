import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { namedApart } from '../route-webhooks.ts'
import { settingsSchema, toSettings } from '../schemas/settings-schema.ts'
import type { Settings } from '../settings.ts'

/**
 * Reads config/settings.yaml; null if it has problems.
 * @param over layers over it, in order
 */
export function readSettings(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { settings: Settings | null; problems: readonly Problem[] } {
  const read = readLayers('settings', { file, text, over }, settingsSchema)
  if (read.kind === 'problems') return { settings: null, problems: read.problems }
  const settings = toSettings(read.value)
  const apart = namedApart(settings.routes)
  if (apart !== null) {
    const what = `routes "${apart.one}" and "${apart.other}" have one webhook, which names its posts in one way`
    const todo = 'write the same threadName for both, or give each a webhook'
    return { settings: null, problems: [read.problem(['routes', apart.other], what, todo)] }
  }
  const route = settings.digest?.route
  if (route !== undefined && settings.routes[route] === undefined) {
    const known = Object.keys(settings.routes).join(', ')
    const problem = read.problem(['digest', 'route'], `route "${route}" is not among routes`, `one of: ${known}`)
    return { settings: null, problems: [problem] }
  }
  return { settings, problems: [] }
}
