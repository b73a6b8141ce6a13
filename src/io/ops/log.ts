import { Writable } from 'node:stream'
import { pino } from 'pino'
import pretty from 'pino-pretty'
import { visible } from '../../text/visible.ts'

/** Static event names, facts as fields. Only named fields are ever logged, never an error object: those carry request bodies and tokens. */
export interface Log {
  debug(event: string, facts?: Readonly<Record<string, unknown>>): void
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * JSON lines, or lines for a person where the output is a terminal. What feeds send is logged as it is seen: without controls that would
 * turn a line around or end it. An output that is gone takes nothing with it but the log.
 */
export function openLog(
  output: NodeJS.WritableStream,
  options: { readonly level: LogLevel; readonly readable: boolean },
): Log {
  // The output's own errors are its owner's: this one goes on, so that a reader who comes back finds the next line.
  const lines = new Writable({
    decodeStrings: false,
    write(line, _encoding, done) {
      output.write(line)
      done()
    },
  })
  const stream = options.readable
    ? pretty({ destination: lines, colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
    : lines
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream)
  const write = (level: Exclude<LogLevel, 'silent'>, event: string, facts: Readonly<Record<string, unknown>> = {}) => {
    if (logger.isLevelEnabled(level)) logger[level](seen(facts), event)
  }
  return {
    debug: (event, facts) => write('debug', event, facts),
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, facts) => write('error', event, facts),
  }
}

function seen(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, seenValue(value)]))
}

function seenValue(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  return Array.isArray(value) ? value.map(seenValue) : value
}
