import { readPartsOf } from '../../bot/reload/config-directory.ts'
import { tellingAs } from '../../config/parts.ts'
import type { Level } from '../../rules/rule-set.ts'
import type { Judging } from './rule-files.ts'

/**
 * Reads what items are judged by from a config directory, and writes its problems.
 * @param alert alert level instead of that of settings.yaml; null: that of settings.yaml
 * @returns null if there are any
 */
export async function loadJudging(
  directory: string,
  stderr: NodeJS.WritableStream,
  alert: Level | number | null = null,
): Promise<Judging | null> {
  const read = await readPartsOf(directory)
  if (read.kind === 'problems') {
    const { judgingOf } = await import('./rule-files.ts')
    return judgingOf(directory, stderr, alert)
  }
  const { ruleSet, sense } = read.config()
  return { ruleSet: alert === null ? ruleSet : tellingAs(alert, ruleSet), sense }
}
