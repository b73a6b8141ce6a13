import type { Settings } from '../config/settings.ts'
import type { Feed } from '../feeds/feed.ts'
import { diagnose } from '../feeds/health.ts'
import { itemsOf } from '../feeds/items.ts'
import { learn, type PollOutcome } from '../feeds/learn.ts'
import { addressOf, type PollState, validatorsOf } from '../feeds/poll-state.ts'
import { Client } from '../io/http/client.ts'
import { ParsePool } from '../io/http/parse-pool.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Polled, World } from './world.ts'

/** How feeds and pages come in: fetched through the guard, read in the worker. */
export interface Intake {
  readonly poll: World['poll']
  readonly article: World['article']
  close(): Promise<void>
}

export interface IntakeOptions {
  readonly clock: Clock
  readonly settings: Settings
  readonly version: string
}

/** Opens the way in. Its limits are those of the settings at this time; other ones need another intake. */
export function openIntake({ clock, settings, version }: IntakeOptions): Intake {
  const { contact, allowHosts, hostPauseMs, intervalMs } = settings
  const client = new Client({ version, contact, allowHosts, hostPauseMs })
  const pool = new ParsePool()

  async function poll(feed: Feed, state: PollState | null, signal: AbortSignal): Promise<Polled> {
    const fetched = await client.fetchFeed(feed, validatorsOf(feed, state), signal, addressOf(feed, state))
    const after = (outcome: PollOutcome) => {
      const now = clock.now()
      return diagnose(feed, state, learn(feed, state, outcome, now, feed.intervalMs ?? intervalMs), now)
    }
    if (fetched.kind === 'failed') return { kind: 'failed', what: fetched.what, ...after({ kind: 'failed', fetched }) }
    if (fetched.kind === 'unchanged') return { kind: 'unchanged', ...after({ kind: 'unchanged', fetched }) }
    const { body, contentType, url } = fetched
    const reading = await pool.parse(body, {
      contentType,
      baseUrl: url,
      language: feed.language,
      timeZone: feed.timeZone,
    })
    if (!reading.ok) {
      const what = reading.error
      return { kind: 'failed', what, ...after({ kind: 'unreadable', fetched, reason: 'unreadable', what }) }
    }
    const items = itemsOf(reading.feed, feed, clock.now())
    const entries = items.map(({ id, publishedAt }) => ({ id, publishedAt }))
    const outcome: PollOutcome = { kind: 'read', fetched, hints: reading.feed.hints, entries }
    return { kind: 'read', items, problems: reading.problems, ...after(outcome) }
  }

  return {
    poll,
    article: async () => null,
    async close() {
      await Promise.all([client.close(), pool.close()])
    },
  }
}
