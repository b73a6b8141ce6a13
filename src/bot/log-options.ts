import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from '../io/ops/log.ts'
import { isTerminal } from '../io/ops/terminal.ts'
import { quotable } from '../text/show/quotable.ts'

export interface LogOptions {
  readonly level: LogLevel
  readonly format: LogFormat
  readonly colour: boolean
  /** What is wrong with LOG_LEVEL and LOG_FORMAT. */
  readonly problems: readonly string[]
}

/** Reads LOG_LEVEL, LOG_FORMAT and NO_COLOR. Default format: pretty on a terminal, else JSON. */
export function readLogOptions(
  env: Readonly<Record<string, string | undefined>>,
  output: NodeJS.WritableStream,
): LogOptions {
  const level = LOG_LEVELS.find(one => one === env.LOG_LEVEL)
  const format = LOG_FORMATS.find(one => one === env.LOG_FORMAT)
  const problems = [
    ...problemOf('LOG_LEVEL', env.LOG_LEVEL, LOG_LEVELS),
    ...problemOf('LOG_FORMAT', env.LOG_FORMAT, LOG_FORMATS),
  ]
  const watched = isTerminal(output)
  return {
    level: level ?? 'info',
    format: format ?? (watched ? 'pretty' : 'json'),
    colour: watched && (env.NO_COLOR ?? '') === '',
    problems,
  }
}

function problemOf(name: string, text: string | undefined, known: readonly string[]): readonly string[] {
  if (text === undefined || text === '' || known.includes(text)) return []
  return [`${name} cannot be "${quotable(text)}" – one of: ${known.join(', ')}`]
}
