import { Writable } from 'node:stream'
import { pino } from 'pino'
import { visible } from '../../text/show/visible.ts'

/**
 * Event names are static and facts are fields; `sentence` is what a person reads instead of both. Only named fields are logged, never an error
 * object, which may carry request bodies and tokens.
 */
export interface Log {
  debug(event: string, facts?: Readonly<Record<string, unknown>>): void
  info(event: string, facts?: Readonly<Record<string, unknown>>, sentence?: string): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>, sentence?: string): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** How lines are written: `json` for programs, `pretty` for a person. */
export const LOG_FORMATS = ['json', 'pretty'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/**
 * Opens the log. Text from feeds is logged without control characters that could reverse or break a line. A closed output ends the log and
 * nothing else. The pretty printer is loaded only if it is used.
 */
export async function openLog(
  output: NodeJS.WritableStream,
  options: { readonly level: LogLevel; readonly format: LogFormat; readonly colour: boolean },
): Promise<Log> {
  // Errors of the output belong to its owner. This stream goes on, so that a reader who returns finds the next line.
  const lines = new Writable({
    decodeStrings: false,
    write(line, _encoding, done) {
      output.write(line)
      done()
    },
  })
  const readable = options.format === 'pretty'
  const stream = readable
    ? (await import('pino-pretty')).default({
        destination: lines,
        colorize: options.colour,
        translateTime: 'SYS:HH:MM:ss',
        hideObject: true,
        messageFormat: lineOf,
        sync: true,
      })
    : lines
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream)
  const write = (
    level: Exclude<LogLevel, 'silent'>,
    event: string,
    facts: Readonly<Record<string, unknown>> = {},
    sentence?: string,
  ) => {
    if (!logger.isLevelEnabled(level)) return
    if (readable && sentence !== undefined) logger[level](visible(sentence))
    else logger[level](seen(facts), event)
  }
  return {
    debug: (event, facts) => write('debug', event, facts),
    info: (event, facts, sentence) => write('info', event, facts, sentence),
    warn: (event, facts, sentence) => write('warn', event, facts, sentence),
    error: (event, facts) => write('error', event, facts),
  }
}

/** An event and its facts as one line: "started  mode: preview, feeds: 41". */
function lineOf(record: Readonly<Record<string, unknown>>): string {
  const { level, time, msg, ...facts } = record
  const said = Object.entries(facts).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return [String(msg), said.join(', ')].join('  ').trimEnd()
}

function seen(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, seenValue(value)]))
}

function seenValue(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  return Array.isArray(value) ? value.map(seenValue) : value
}
