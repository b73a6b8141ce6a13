import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** Suites and files fail with what is in them: that is told where it happened. */
const ECHO = new Set(['subtestsFailed'])

type Failed = Extract<TestEvent, { type: 'test:fail' }>['data']

/**
 * The reporter of `npm test`: a dot a file while all is well, each failure whole as soon as it is known, with what its file had printed,
 * and a few lines at the end.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const skipped = new Map<string, number>()
  const failed: string[] = []
  /** What files printed: of interest where one of their tests fails. */
  const printed = new Map<string, string>()
  const took: { readonly what: string; readonly ms: number }[] = []
  let dots = 0
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.details.type !== 'suite')
      took.push({ what: `${placeOf(data)} ${data.name}`, ms: data.details.duration_ms })
    if (type === 'test:pass' && data.skip !== undefined) {
      const why = typeof data.skip === 'string' ? data.skip : 'no reason given'
      skipped.set(why, (skipped.get(why) ?? 0) + 1)
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      printed.set(data.file, (printed.get(data.file) ?? '') + data.message)
    } else if (type === 'test:fail' && data.todo === undefined && !ECHO.has(failureOf(data))) {
      const place = placeOf(data)
      failed.push(`${place} ${data.name}`)
      const before = printed.get(data.file ?? '') ?? ''
      printed.delete(data.file ?? '')
      yield `${dots > 0 ? '\n' : ''}FAILED ${place}\n  ${data.name}\n${indent(detailsOf(data))}\n${before === '' ? '' : `  its file had printed:\n${indent(before.trimEnd())}\n`}`
      dots = 0
    } else if (type === 'test:summary' && data.file !== undefined) {
      dots += 1
      yield dots % 80 === 0 ? '.\n' : '.'
    } else if (type === 'test:summary') {
      yield `\n${slowest(took, Number(process.env.SLOWEST ?? 0))}${summary(data, skipped, failed)}`
    }
  }
}

function summary(
  { counts, duration_ms: ms }: Extract<TestEvent, { type: 'test:summary' }>['data'],
  skipped: ReadonlyMap<string, number>,
  failed: readonly string[],
): string {
  const lines = [...skipped].map(([why, count]) => `  skipped ${count}: ${why}`)
  const minutes = ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${(ms / 60_000).toFixed(1)} min`
  const head = `${counts.tests} tests: ${counts.passed} passed, ${failed.length} failed, ${counts.skipped} skipped, in ${minutes}`
  return `${[...lines, ...failed.map(one => `  failed: ${one}`), head].join('\n')}\n`
}

/** The tests that took longest, for `npm run test:slowest`. */
function slowest(took: readonly { readonly what: string; readonly ms: number }[], count: number): string {
  const most = [...took].sort((a, b) => b.ms - a.ms).slice(0, count)
  return most.map(({ what, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${what}\n`).join('')
}

function failureOf({ details }: Failed): string {
  return 'failureType' in details.error ? String(details.error.failureType) : ''
}

/** The error that the test met, not the one in which the runner wraps it. */
function detailsOf({ details }: Failed): string {
  const { error } = details
  const met = error.cause instanceof Error ? error.cause : error
  return met.stack === undefined ? inspect(met) : inspect(met, { depth: 4, colors: false })
}

function placeOf({ file, line }: Pick<Failed, 'file' | 'line'>): string {
  return file === undefined ? '' : `${relative(process.cwd(), file)}${line === undefined ? '' : `:${line}`}`
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}
