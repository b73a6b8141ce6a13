import type { Sentence } from '../../briefs/brief.ts'
import type { Settings } from '../../config/settings.ts'
import type { SummaryAccess } from '../../config/summary-access.ts'
import { SummaryServer } from '../../io/http/summary-server.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import type { Store } from '../../io/store/store.ts'
import type { TermIndex } from '../../rules/terms/terms.ts'
import type { World } from '../world.ts'

const DAY = 86_400_000
/** Pause after a server did not answer, in ms: it must not slow down every story. */
const REST_MS = 5 * 60_000
/** Fact with the number of requests of a day, so that a restart does not reset the count. */
const COUNT = 'summary-requests'

export interface SummaryWriterParts {
  readonly access: SummaryAccess
  readonly clock: Clock
  readonly log: Log
  readonly store: Pick<Store, 'fact' | 'saveFact'>
  readonly settings: () => Settings
  /** Finds known names in any spelling, so that a name spelt differently from the reports does not count as invented. */
  readonly terms: () => TermIndex
}

/**
 * Asks the operator's server for a story's summary, within the limits of `summary` in settings.yaml.
 * @returns a function for `World.summarise`: null means that the reports' own sentences stay
 */
export function summaryWriter(parts: SummaryWriterParts): World['summarise'] {
  const { access, clock, log, settings, terms } = parts
  let restUntil = 0
  return async (reports, signal): Promise<readonly Sentence[] | null> => {
    if (clock.steady() < restUntil || signal.aborted) return null
    const { deadlineMs } = settings().summary
    const server = new SummaryServer({ ...access, deadlineMs, take: () => takeOne(parts) })
    const index = terms()
    const answer = await server.summarise(reports, signal, text => index.scan(text).map(hit => hit.term))
    if (answer.kind === 'written') return answer.summary
    if (answer.kind === 'silent') restUntil = clock.steady() + REST_MS
    log.info('summary_refused', { reason: answer.why, effect: "the reports' own sentences instead" })
    return null
  }
}

/** Counts a request before it is made. @returns false: the requests of the day (UTC) are used up */
async function takeOne({ clock, store, settings }: SummaryWriterParts): Promise<boolean> {
  const day = Math.floor(clock.now() / DAY)
  const kept = await store.fact(COUNT)
  const asked = isCount(kept) && kept.day === day ? kept.asked : 0
  if (asked >= settings().summary.dailyRequests) return false
  await store.saveFact(COUNT, { day, asked: asked + 1 })
  return true
}

function isCount(value: unknown): value is { readonly day: number; readonly asked: number } {
  if (typeof value !== 'object' || value === null) return false
  const { day, asked } = value as Record<string, unknown>
  return typeof day === 'number' && typeof asked === 'number'
}
