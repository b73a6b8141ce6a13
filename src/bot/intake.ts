import type { Settings } from '../config/settings.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { World } from './world.ts'

/** How feeds and pages come in: fetched through the guard, read in the worker. */
export interface Intake {
  readonly poll: World['poll']
  readonly article: World['article']
  close(): Promise<void>
}

export function openIntake(settings: () => Settings, clock: Clock): Intake {
  void settings
  void clock
  throw new Error('not yet')
}
