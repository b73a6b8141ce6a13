import type { Feed } from '../../feeds/feed.ts'
import { type Answer, nameOfState } from '../../feeds/schedule/answer.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { AnswerQueue } from '../../io/store/queue/answer-queue.ts'
import { StoreError } from '../../io/store/store.ts'
import type { Polled, World } from '../world.ts'
import { nameOf } from './cycle.ts'
import { dueFeeds, Jumps } from './due.ts'
import type { Replica } from './replica.ts'

/** Fetches and parses this process's share of the feeds while another one leads, and hands over the answers. Decides nothing. */
export class Fetcher {
  readonly #world: World
  readonly #replica: Replica
  readonly #jumps: Jumps
  readonly #handed: () => void

  /** @param handed called after each answer that was handed over */
  constructor(world: World, replica: Replica, handed: () => void) {
    this.#world = world
    this.#replica = replica
    this.#handed = handed
    this.#jumps = new Jumps(world.clock.now(), world.clock.steady())
  }

  /**
   * Polls the due feeds of this process's share. What was fetched when `signal` aborts is dropped, and polled again later.
   * Never rejects: what is not handed over is polled by the next round or the leader.
   * @returns how many were polled
   */
  async round(signal: AbortSignal): Promise<number> {
    const { store, clock, log, decisions } = this.#world
    const { answers } = store
    const now = clock.now()
    const back = Math.max(0, -this.#jumps.look(now, clock.steady()))
    const replica = this.#replica
    if (answers === null || signal.aborted) return 0
    // Signs now, so that shares are not based on who was alive seconds ago.
    await replica.sign()
    const shares = replica.sharesOfFetcher()
    if (shares === null) return 0
    const { feeds, settings } = decisions()
    try {
      // Read before the states: if an answer is taken in in between, its feed's state has moved on.
      const waiting = new Set((await answers.waiting()).map(one => one.feedId))
      const states = await store.pollStates(feeds.map(feed => feed.id))
      const isMine = (feed: Feed) => shares.ownerOf(feed, states.get(feed.id) ?? null) === replica.name
      replica.feeds = feeds.filter(feed => feed.enabled && isMine(feed)).length
      const due = dueFeeds(feeds, states, now, back).filter(feed => !waiting.has(feed.id) && isMine(feed))
      const deadline = AbortSignal.any([signal, replica.lapse, AbortSignal.timeout(settings.runDeadlineMs)])
      const asks = due.map(feed => this.#ask(answers, feed, states.get(feed.id) ?? null, deadline, due.length))
      await Promise.all(asks)
      return due.length
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      log.error('store_failed', { reason: nameOf(error), effect: 'nothing is polled; tried again at the next look' })
      return 0
    }
  }

  async #ask(
    answers: AnswerQueue,
    feed: Feed,
    state: PollState | null,
    signal: AbortSignal,
    together: number,
  ): Promise<void> {
    const { log, poll } = this.#world
    try {
      const polled = await whole(await poll(feed, state, signal, together))
      if (signal.aborted) return
      await answers.hand(answerOf(feed, state, polled, this.#replica.name))
      this.#handed()
      log.debug('handed_over', { feed: feed.id, outcome: polled.kind })
    } catch (error) {
      const kind = error instanceof StoreError ? 'hand_over_failed' : 'poll_failed'
      log.error(kind, { feed: feed.id, reason: nameOf(error), effect: 'it is polled again' })
    }
  }
}

/** All entries, if any are new: the leader may have to compare the new ones with the rest. */
async function whole(polled: Polled): Promise<Polled> {
  return polled.kind === 'read' && polled.items.length > 0 && polled.again !== undefined ? polled.again() : polled
}

function answerOf(feed: Feed, asked: PollState | null, polled: Polled, by: string): Answer {
  const { state, notices } = polled
  const of = { feedId: feed.id, askedWith: nameOfState(asked), by, state, notices }
  if (polled.kind === 'unchanged') return { ...of, kind: 'unchanged' }
  if (polled.kind === 'failed') return { ...of, kind: 'failed', what: polled.what }
  return { ...of, kind: 'read', items: polled.items, problems: polled.problems, standing: polled.standing ?? 0 }
}
