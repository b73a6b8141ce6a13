import { StoreError } from '../io/store/store.ts'
import { cycle, type FeedReport, nameOf } from './cycle.ts'
import { dueFeeds, Jumps } from './due.ts'
import type { LostCards } from './lost-cards.ts'
import { OpenStories } from './opened.ts'
import type { World } from './world.ts'

const DAY = 86_400_000

/** One look at everything that is due. Holds what lives from look to look; all else is in the store. */
export class Watch {
  readonly #world: World
  readonly #cards: LostCards
  readonly #jumps: Jumps
  #open: OpenStories | null = null
  #housekeptAt: number | null = null
  /** By how much the clock was last set back while this process ran. */
  #back = 0

  constructor(world: World, cards: LostCards) {
    this.#world = world
    this.#cards = cards
    this.#jumps = new Jumps(world.clock.now(), world.clock.steady())
  }

  /**
   * Polls the feeds that are due and takes their answers in.
   * @param which `all`: also those that are not due yet, because a person asked for it
   * @returns whether the store answered; where it did not, nothing was posted and all is tried again at the next look
   */
  async look(signal: AbortSignal, report: (one: FeedReport) => void, which: 'due' | 'all' = 'due'): Promise<boolean> {
    const { clock, store, log, decisions } = this.#world
    const now = clock.now()
    this.#learnJump(now)
    const current = decisions()
    const { settings, feeds } = current
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(settings.runDeadlineMs)])
    try {
      const states = await store.pollStates(feeds.map(feed => feed.id))
      const due = which === 'all' ? feeds.filter(feed => feed.enabled) : dueFeeds(feeds, states, now, this.#back)
      if (due.length > 0) {
        if (this.#open?.decisions !== current) this.#open = await OpenStories.read(store, current, now, this.#cards)
        this.#open.close(now, settings.stories.quietMs)
        await cycle(this.#world, due, states, this.#open, deadline, report)
      }
      await this.#housekeep(now)
      return true
    } catch (error) {
      this.#open = null
      if (!(error instanceof StoreError)) throw error
      log.error('store_failed', { reason: nameOf(error), effect: 'nothing is posted; tried again at the next look' })
      return false
    }
  }

  /** Another process may have written since: the open stories are read anew. */
  forget(): void {
    this.#open = null
  }

  #learnJump(now: number): void {
    const jump = this.#jumps.look(now, this.#world.clock.steady())
    if (jump === 0) return
    this.#world.log.warn('clock_jumped', { seconds: Math.round(jump / 1000) })
    this.#back = Math.max(0, -jump)
  }

  async #housekeep(now: number): Promise<void> {
    if (this.#housekeptAt !== null && now - this.#housekeptAt < DAY) return
    const { store, log, decisions } = this.#world
    const removed = await store.housekeep(now, decisions().settings.keep)
    this.#housekeptAt = now
    if (removed > 0) log.info('housekeeping', { removed })
  }
}
