import type { Problem } from '../../text/show/problem.ts'
import { CONFIG_NAMES, LOCAL } from './files.ts'

/** Extensions under which people save YAML; Windows hides extensions. */
const MEANT = /\.(?:ya?ml|json|txt)$/i

/**
 * The user's own files that look like configuration but are not read, such as feeds.yml. Hidden files and editors' backups are
 * not reported.
 * @param names the names in the folder local
 * @param directory how problems name the config directory
 */
export function straysAmong(names: readonly string[], directory: string): readonly Problem[] {
  return names
    .filter(name => MEANT.test(name) && !name.startsWith('.') && !CONFIG_NAMES.some(known => known === name))
    .sort()
    .map(name => {
      const stem = name.toLowerCase().split('.')[0]
      const known = CONFIG_NAMES.find(one => one === `${stem}.yaml`)
      const todo =
        known === undefined ? `put what it says into one of ${CONFIG_NAMES.join(', ')}` : `rename it to ${known}`
      return { file: `${directory}/${LOCAL}/${name}`, line: 0, column: 0, what: 'is not read', todo }
    })
}
