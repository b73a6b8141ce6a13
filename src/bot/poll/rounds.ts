import {
  allFailing,
  type Cause,
  causesOf,
  type Failing,
  type Outlook,
  renderCause,
} from '../../feeds/schedule/outlook.ts'
import type { Log } from '../../io/ops/log.ts'
import type { Metrics } from '../../io/ops/measure/metrics.ts'
import type { Progress } from '../../io/ops/terminal.ts'
import { renderClockTime } from '../../text/time/clock-time.ts'
import type { FeedReport } from './cycle.ts'

/** Most feeds that a sentence names before it counts the rest. */
const MOST_NAMED = 5

export interface RoundsParts {
  readonly log: Log
  readonly metrics: Metrics
  /** Drawn while the first round runs; later rounds are short. */
  readonly progress: Progress
  /** Whether a person reads the log: then a round is one line, and feeds get none. */
  readonly readable: boolean
  /** IANA zone of the clock times in the log. */
  readonly timeZone: () => string
}

/**
 * Logs the results of rounds over the feeds: one line per round, and one per cause of failure, however many feeds it affects, until that
 * changes.
 */
export class Rounds {
  readonly #parts: RoundsParts
  #reports: FeedReport[] = []
  #asked = 0
  #first = true
  /** The failure last logged for each failing feed. */
  readonly #told = new Map<string, string>()

  constructor(parts: RoundsParts) {
    this.#parts = parts
  }

  /** Begins a round over this many feeds; answers handed over since the last round count to it. */
  begin(feeds: number): void {
    this.#asked = feeds + this.#reports.length
    this.#draw()
  }

  /** Adds one feed's result. */
  report(one: FeedReport): void {
    const { log, metrics, readable } = this.#parts
    const { feed, outcome, what, ingested } = one
    this.#reports.push(one)
    metrics.poll(outcome)
    if (one.by !== undefined) metrics.answer('taken')
    metrics.items(ingested.fresh)
    for (const rule of ingested.rules) metrics.verdict(rule)
    const failed = what === '' ? {} : { what }
    const facts = { feed: feed.id, outcome, ...failed, new: ingested.fresh, alerts: ingested.alerts }
    if (ingested.fresh > 0 && !readable) log.info('polled', facts)
    else log.debug('polled', facts)
    this.#draw()
  }

  /** Ends the round and logs it. @param outlook as of now */
  end(outlook: Outlook): void {
    const { log, progress, readable, timeZone } = this.#parts
    progress.clear()
    if (this.#reports.length === 0) return
    const told = this.#tellFailures()
    const round = countRound(this.#reports)
    const { nextAt } = outlook
    const next = nextAt === null ? {} : { next: new Date(nextAt).toISOString() }
    const facts = { ...round, ...next, ...(allFailing(outlook) ? { allFailing: true } : {}) }
    const sentence = `${renderRound(round)}${nextAt === null ? '' : `; next ${renderClockTime(nextAt, timeZone())}`}`
    // For a program, only rounds with news are logged; a person who waits sees every round.
    if (readable || told || this.#first || round.new > 0) log.info('round', facts, sentence)
    else log.debug('round', facts)
    this.stop()
  }

  /** Ends the round without logging: the caller reports it. */
  stop(): void {
    this.#parts.progress.clear()
    this.#reports = []
    this.#first = false
  }

  /** @returns whether anything was logged */
  #tellFailures(): boolean {
    const { log } = this.#parts
    let told = false
    const failing = this.#reports.filter(one => one.outcome === 'failed').map(failingOf)
    for (const cause of causesOf(failing)) {
      const news = cause.feeds.some(id => this.#told.get(id) !== cause.what)
      for (const id of cause.feeds) this.#told.set(id, cause.what)
      const facts = { count: cause.feeds.length, of: this.#asked, what: cause.what, feeds: cause.feeds }
      told ||= news
      if (news) log.warn('feeds_failed', facts, sentenceOf(cause, this.#asked))
      else log.debug('feeds_failed', facts)
    }
    const well = this.#reports.filter(one => one.outcome !== 'failed' && this.#told.delete(one.feed.id))
    const ids = well.map(one => one.feed.id)
    if (ids.length > 0) log.info('feeds_recovered', { feeds: ids }, `read again: ${named(ids)}`)
    return told || ids.length > 0
  }

  #draw(): void {
    if (!this.#first || !this.#parts.readable) return
    this.#parts.progress.draw(`first round: ${this.#reports.length} of ${this.#asked} feeds`)
  }
}

/** Figures of a round. */
export interface Round {
  readonly feeds: number
  readonly read: number
  readonly failing: number
  readonly new: number
  readonly alerts: number
}

/** Adds up the feeds' results. */
export function countRound(reports: readonly FeedReport[]): Round {
  const failing = reports.filter(one => one.outcome === 'failed').length
  const sum = (of: 'fresh' | 'alerts') => reports.reduce((total, one) => total + one.ingested[of], 0)
  return {
    feeds: reports.length,
    read: reports.length - failing,
    failing,
    new: sum('fresh'),
    alerts: sum('alerts'),
  }
}

/** "41 feeds: 38 read, 3 failing; 12 new, 1 alert". */
export function renderRound({ feeds, read, failing, new: fresh, alerts }: Round): string {
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`
  const outcome = failing === 0 ? `${read} read` : `${read} read, ${failing} failing`
  return `${count(feeds, 'feed')}: ${outcome}; ${fresh} new, ${count(alerts, 'alert')}`
}

/** A feed that was not read in a round. */
export function failingOf({ feed, reason, what }: FeedReport): Failing {
  return { id: feed.id, reason, what }
}

function sentenceOf(cause: Cause, of: number): string {
  const all = cause.feeds.length === of && of > 1
  return `${renderCause(cause, of)}${all ? '' : ` (${named(cause.feeds)})`}`
}

function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED
  return more > 0 ? `${ids.slice(0, MOST_NAMED).join(', ')} and ${more} more` : ids.join(', ')
}
