import type { EventsFile } from '../events/events-file.ts'
import type { Problem } from '../text/problem.ts'
import { eventsSchema, toEvents } from './events-schema.ts'
import { readYaml } from './read-yaml.ts'

/** Reads config/events.yaml; null where it has problems. */
export function readEvents(file: string, text: string): { events: EventsFile | null; problems: readonly Problem[] } {
  const read = readYaml(file, text, eventsSchema)
  if (read.kind === 'problems') return { events: null, problems: read.problems }
  return { events: toEvents(read.value), problems: [] }
}
