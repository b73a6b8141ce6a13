import { shownUrl } from '../../text/shown-url.ts'
import { renderDuration } from '../../text/time/duration.ts'
import type { Feed } from '../feed.ts'
import { silenceMs } from './cadence.ts'
import type { Health, PollState } from './poll-state.ts'

const FAILING_AFTER = 3
const REPEAT_MS = 24 * 3_600_000

/** Something to tell the operator about an outlet. */
export interface Notice {
  readonly kind: 'failing' | 'stale' | 'recovered' | 'gone' | 'moved'
  readonly feedId: string
  /** One sentence for people. */
  readonly what: string
}

/**
 * What to report about a feed after a poll, each trouble once and then at most daily, and the state that remembers it.
 * @param before what was kept before the poll; null: nothing
 * @param after what learn made of it
 * @param now ms since 1970
 */
export function diagnose(
  feed: Pick<Feed, 'id' | 'name' | 'secret'>,
  before: PollState | null,
  after: PollState,
  now: number,
): { readonly state: PollState; readonly notices: readonly Notice[] } {
  const notices: Notice[] = []
  const say = (kind: Notice['kind'], what: string) =>
    notices.push({ kind, feedId: feed.id, what: `${feed.name} (${feed.id}) ${what}` })

  const movedUrl = after.movedUrl
  if (movedUrl !== null && movedUrl !== (before?.movedUrl ?? null))
    say(
      'moved',
      `has moved to ${shownUrl(movedUrl, feed.secret)} for good; it is asked there – write the new address into feeds.yaml`,
    )
  if (after.gone) {
    if (before?.gone !== true)
      say('gone', 'answered 410 Gone and is not asked again – remove it from feeds.yaml, or give it another url there')
    return { state: after, notices }
  }

  const trouble = troubleOf(after, now)
  if (trouble === null) {
    // One or two failures are neither a trouble nor a recovery.
    if (after.health.kind === 'well' || after.failures > 0) return { state: after, notices }
    const kind = after.health.kind === 'stale' ? 'brings news again' : 'answers again'
    say('recovered', `${kind}, after ${renderDuration(now - after.health.since)}`)
    return { state: { ...after, health: { kind: 'well' } }, notices }
  }
  const known: Health = after.health
  if (known.kind === trouble.kind && now - known.saidAt < REPEAT_MS) return { state: after, notices }
  say(trouble.kind, trouble.what)
  const since = known.kind === trouble.kind ? known.since : trouble.since
  return { state: { ...after, health: { kind: trouble.kind, since, saidAt: now } }, notices }
}

/** The notice when a moved feed answers at its configured address again. */
export function backHome(feed: Pick<Feed, 'id' | 'name'>): Notice {
  return {
    kind: 'moved',
    feedId: feed.id,
    what: `${feed.name} (${feed.id}) answers at its configured address again, and is asked there`,
  }
}

function troubleOf(
  state: PollState,
  now: number,
): { readonly kind: 'failing' | 'stale'; readonly since: number; readonly what: string } | null {
  if (state.failures >= FAILING_AFTER && state.failure !== null) {
    const { what, since } = state.failure
    return { kind: 'failing', since, what: `failed ${state.failures} times in a row: ${what}` }
  }
  const silence = silenceMs(state.cadence)
  const newest = state.cadence.newestAt
  if (state.failures > 0 || silence === null || newest === null || now - newest <= silence) return null
  const quiet = renderDuration(now - newest)
  return {
    kind: 'stale',
    since: newest,
    what: `answers, but has brought nothing new for ${quiet}; up to ${renderDuration(silence)} would be usual`,
  }
}
