import { checkEvents } from '../../events/check-file.ts'
import type { EventsFile } from '../../events/events-file.ts'
import type { TermIndex } from '../../rules/terms/terms.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { eventsSchema, toEvents } from '../schemas/events-schema.ts'

/** The events read, with a way to report a problem at an example. */
export interface EventsRead {
  /** null if there are problems. */
  readonly events: EventsFile | null
  readonly problems: readonly Problem[]
  /** A problem at the place of an example. */
  problem(example: number, what: string, todo: string): Problem
}

/**
 * Reads config/events.yaml; finds every problem.
 * @param terms the index whose lists and terms it may name; null: not checked
 * @param over layers over it, in order
 */
export function readEvents(
  file: string,
  text: string,
  terms: TermIndex | null = null,
  over: readonly FileText[] = [],
): EventsRead {
  const read = readLayers('events', { file, text, over }, eventsSchema)
  if (read.kind === 'problems') {
    const nowhere = (_: number, what: string, todo: string) => ({ file, line: 1, column: 1, what, todo })
    return { events: null, problems: read.problems, problem: nowhere }
  }
  const events = toEvents(read.value)
  const problems = checkEvents(events, terms).map(({ path, what, todo }) => read.problem(path, what, todo))
  return {
    events: problems.length > 0 ? null : events,
    problems,
    problem: (example, what, todo) => read.problem(['examples', example, 'text'], what, todo),
  }
}
