import type { Settings } from '../config/settings.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Fetched } from '../feeds/fetched.ts'
import { diagnose } from '../feeds/health.ts'
import { learn, type PollOutcome } from '../feeds/learn.ts'
import { addressOf, type PollState, validatorsOf } from '../feeds/poll-state.ts'
import { Client } from '../io/http/client.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Polled, World } from './world.ts'

/** How feeds and pages come in: fetched through the guard, read in the worker. */
export interface Intake {
  readonly poll: World['poll']
  readonly article: World['article']
  close(): Promise<void>
}
