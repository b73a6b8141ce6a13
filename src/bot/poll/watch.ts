import type { ToldStory } from '../../alerts/told-story.ts'
import type { Feed } from '../../feeds/feed.ts'
import { type Outlook, outlookOf } from '../../feeds/schedule/outlook.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import { StoreError } from '../../io/store/store.ts'
import type { LostCards } from '../tell/lost-cards.ts'
import { OpenStories } from '../tell/open-stories.ts'
import { type Rejudged, rejudge } from '../tell/rejudge.ts'
import type { World } from '../world.ts'
import { cycle, type FeedReport, nameOf, type Round } from './cycle.ts'
import { dueFeeds, Jumps } from './due.ts'
import { type Handed, NOTHING_HANDED, readHanded } from './handed.ts'
import { type Taught, taughtBy } from './homes-of-cycle.ts'
import { OwnShare } from './own-share.ts'
import type { Replica } from './replica.ts'

const DAY = 86_400_000
const NOTHING = { deliveries: [], events: [], withdrawn: [], archive: [], seen: [], feed: null }

/** Polls due feeds, look by look. Holds what lives from look to look; what must survive a restart is in the store. */
export class Watch {
  readonly #world: World
  readonly #cards: LostCards
  readonly #jumps: Jumps
  #open: OpenStories | null = null
  #housekeptAt: number | null = null
  /** Feeds that had a record in the store at the last look. */
  #known = 0
  /** By how much the clock was last set back during this process, in ms. */
  #back = 0

  readonly #replica: Replica | null
  readonly #ownShare = new OwnShare()
  /** As of the last look at all feeds, with what was ingested since. */
  #taught: Taught | null = null

  /** @param replica this process among those that share the store; null: it polls alone */
  constructor(world: World, cards: LostCards, replica: Replica | null = null) {
    this.#world = world
    this.#cards = cards
    this.#replica = replica
    this.#jumps = new Jumps(world.clock.now(), world.clock.steady())
  }

  /**
   * Polls the feeds that are due and ingests their answers. Never throws StoreError.
   * @param which `all`: also feeds that are not due yet, because a person asked for it
   * @param begun called with the number of polled feeds, if there are any
   * @returns whether the store answered; if not, nothing was posted, and all is tried again at the next look
   */
  async look(
    signal: AbortSignal,
    report: (one: FeedReport) => void,
    which: 'due' | 'all' = 'due',
    begun: (feeds: number) => void = () => {},
  ): Promise<boolean> {
    const { clock, store, log, decisions } = this.#world
    const now = clock.now()
    this.#learnJump(now)
    const current = decisions()
    const { settings, feeds } = current
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(settings.runDeadlineMs)])
    try {
      const states = await store.pollStates(feeds.map(feed => feed.id))
      await this.#learnKnown(states.size)
      const due = which === 'all' ? feeds.filter(feed => feed.enabled) : dueFeeds(feeds, states, now, this.#back)
      const [asked, others] = which === 'all' ? [due, {}] : await this.#shared(due, states)
      this.#taught = taughtBy(states)
      const round = { feeds: asked, states, taught: this.#taught, ...others }
      const count = asked.length + (round.handed?.length ?? 0)
      if (count > 0) {
        begun(count)
        await cycle(this.#world, round, await this.#stories(), deadline, report)
        this.#known = Math.max(this.#known, due.length)
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

  /**
   * Ingests what other processes handed over since the last look, and polls nothing.
   * @returns whether the store answered
   */
  async takeHanded(signal: AbortSignal, report: (one: FeedReport) => void): Promise<boolean> {
    const taught = this.#taught
    if (taught === null) return true
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(this.#world.decisions().settings.runDeadlineMs)])
    try {
      for (;;) {
        const { taken } = await readHanded(this.#world, new Set())
        if (taken.length === 0 || deadline.aborted) return true
        const round = { feeds: [], states: new Map(), taught, handed: taken }
        await cycle(this.#world, round, await this.#stories(), deadline, report)
      }
    } catch (error) {
      this.#open = null
      if (!(error instanceof StoreError)) throw error
      this.#world.log.error('store_failed', { reason: nameOf(error), effect: 'tried again at the next look' })
      return false
    }
  }

  /**
   * The due feeds that this process polls, and the answers of others. A queued answer is taken in even if fetching is no longer shared.
   */
  async #shared(
    due: readonly Feed[],
    states: ReadonlyMap<string, PollState>,
  ): Promise<readonly [asked: readonly Feed[], others: Pick<Round, 'handed' | 'more'>]> {
    const { feeds, settings } = this.#world.decisions()
    const replica = this.#replica
    const handed: Handed = replica === null ? NOTHING_HANDED : await readHanded(this.#world, new Set())
    const free = due.filter(feed => !handed.feeds.has(feed.id))
    const shares = replica?.sharesOfLeader() ?? null
    if (replica === null || shares === null) return [free, { handed: handed.taken }]
    const steady = this.#world.clock.steady()
    const { mine, late } = this.#ownShare.of(free, states, shares, replica.name, settings.runDeadlineMs, steady)
    const isMine = (feed: Feed) => feed.enabled && shares.ownerOf(feed, states.get(feed.id) ?? null) === replica.name
    replica.feeds = feeds.filter(isMine).length
    if (late.length > 0) this.#world.log.warn('taken_over', { feeds: late.map(feed => feed.id) })
    const more = async (except: ReadonlySet<string>) => (await readHanded(this.#world, except)).taken
    return [[...mine, ...late], { handed: handed.taken, more }]
  }

  /**
   * Judges again what passed under a configuration that was changed again soon after.
   * @param mark identifies the configuration in force
   */
  async judgeAgain(mark: string, signal: AbortSignal, told: Rejudged): Promise<void> {
    try {
      await rejudge(this.#world, mark, () => this.#stories(), signal, told)
    } catch (error) {
      this.#open = null
      if (!(error instanceof StoreError)) throw error
      this.#world.log.error('store_failed', { reason: nameOf(error), effect: 'tried again at the next look' })
    }
  }

  /** How all feeds are doing, according to the store. @throws StoreError */
  async outlook(): Promise<Outlook> {
    const { clock, store, decisions } = this.#world
    const { feeds } = decisions()
    return outlookOf(feeds, await store.pollStates(feeds.map(feed => feed.id)), clock.now())
  }

  /**
   * Moves a posted story into a thread. Its state in this process has priority over the store's: a feed may be being ingested.
   * @returns null: it is no longer kept. @throws StoreError
   */
  async rethread(storyId: string, thread: string): Promise<ToldStory | null> {
    const { store } = this.#world
    const kept = await store.story(storyId)
    const known = this.#open?.story(storyId) ?? kept
    if (known === null) return null
    const story = { ...known, thread }
    this.#open?.retell(story)
    await store.commit({ ...NOTHING, stories: [story] })
    return story
  }

  /** Makes the next look read the open stories again: another process may have written meanwhile. */
  forget(): void {
    this.#open = null
    this.#taught = null
  }

  /** The open stories, under the present decisions. */
  async #stories(): Promise<OpenStories> {
    const { clock, store, decisions } = this.#world
    const now = clock.now()
    const current = decisions()
    if (this.#open?.decisions !== current)
      this.#open = await OpenStories.read(store, current, now, this.#cards, this.#world.breathe)
    this.#open.close(now, current.settings.stories.quietMs)
    return this.#open
  }

  /** A store that came back empty, such as a Redis without its files, makes all feeds new: that must be reported. */
  async #learnKnown(count: number): Promise<void> {
    // Entirely new feeds have no records either, but a store that was not lost has its schema version.
    if (count === 0 && this.#known > 0 && (await this.#world.store.fact('schema')) === null) {
      this.#open = null
      this.#world.notice('store empty', emptied(this.#world.store.where), false)
    }
    this.#known = count
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

/** The notice for a store that lost its records. */
export function emptied(where: string): string {
  return `The store ${where} is empty, though the bot has run before: what was seen and posted, and what still waited to be sent, is lost. Feeds are read as on the first run (firstRun), so that nothing is posted twice; what was published meanwhile is not posted. Restore the store from an export (state import) if there is one, and find out why it is empty.`
}
