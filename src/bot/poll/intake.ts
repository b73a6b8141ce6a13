import { setImmediate } from 'node:timers/promises'
import type { Proxies } from '../../config/proxies.ts'
import type { Settings } from '../../config/settings.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Answer, Failed, Unchanged } from '../../feeds/fetched.ts'
import { backHome, diagnose } from '../../feeds/schedule/health.ts'
import { revealedState } from '../../feeds/schedule/kept-state.ts'
import { learn, type PollOutcome } from '../../feeds/schedule/learn.ts'
import { startDelayMs } from '../../feeds/schedule/next-poll.ts'
import { addressOf, type PollState, triesHome, validatorsOf } from '../../feeds/schedule/poll-state.ts'
import { Client } from '../../io/http/request/client.ts'
import type { Turn } from '../../io/http/request/pace.ts'
import { type ArticleAnswer, ArticleReader } from '../../io/http/worker/article-reader.ts'
import { ParsePool } from '../../io/http/worker/parse-pool.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import { shownUrl } from '../../text/shown-url.ts'
import type { Polled, World } from '../world.ts'
import { concealPoll } from './concealed-poll.ts'
import { FeedReader, type Read } from './feed-reader.ts'

/** Most spreading per feed, in ms: a few feeds due together need not be spread as far as many. */
const SPREAD_EACH_MS = 1000
/** Items whose handling takes a few ms. */
const MANY = 100
/** Time until a replaced client is closed, in ms: longer than any request may take. */
const LINGER_MS = 60_000

/** The intake of feeds and pages: fetched through the guard, parsed in the worker. */
export interface Intake {
  readonly poll: World['poll']
  readonly article: World['article']
  close(): Promise<void>
}

export interface IntakeOptions {
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => Settings
  readonly version: string
  /** null or missing: every request goes directly. */
  readonly proxies?: Proxies | null
  /** Longest time over which the starts of feeds due together are spread, in ms; 0: all at once. */
  readonly spreadMs: number
  /** Whether to also read feeds whole of which only new entries were read, and log differences; default: no. */
  readonly verify?: boolean
}

/** Opens the intake. */
export function openIntake({
  clock,
  log,
  settings,
  version,
  spreadMs,
  proxies = null,
  verify = false,
}: IntakeOptions): Intake {
  const pool = new ParsePool()
  const reader = new FeedReader(request => pool.read(request), log, clock.now, verify)
  const openReaders = (of: Settings) => {
    const { contact, allowHosts, hostPauseMs } = of
    const client = new Client({
      version,
      contact,
      allowHosts,
      hostPauseMs,
      room: () => pool.room(),
      now: clock.now,
      proxies,
    })
    return { of, client, articles: new ArticleReader(client, clock.now) }
  }
  let readers = openReaders(settings())
  /** Changed settings apply to the next request; requests in progress are not affected. */
  const current = () => {
    if (readers.of !== settings()) {
      const { client, articles } = readers
      readers = openReaders(settings())
      setTimeout(() => void Promise.all([client.close(), articles.close()]), LINGER_MS).unref()
    }
    return readers
  }

  async function ask(
    feed: Feed,
    state: PollState | null,
    signal: AbortSignal,
    address: string,
    turn: Turn | null,
  ): Promise<Asked> {
    const came = await current().client.askFeed(feed, validatorsOf(feed, state), signal, address, turn)
    if (came.kind === 'failed') return { kind: 'failed', fetched: came }
    if (came.kind === 'unchanged') return { kind: 'unchanged', fetched: came }
    const read = await reader.read(feed, state, came)
    const { status, timing, movedTo, validators } = came
    if (read.kind === 'packed')
      return { kind: 'failed', fetched: { kind: 'failed', reason: read.reason, what: read.what, status, timing } }
    if (read.kind === 'same')
      return { kind: 'unchanged', fetched: { kind: 'unchanged', by: 'hash', validators, timing, movedTo } }
    return { ...read, fetched: { validators: { ...validators, bodyHash: read.bodyHash }, timing, movedTo } }
  }

  function settle(feed: Feed, state: PollState | null, asked: Asked): Polled {
    const now = clock.now()
    const after = (outcome: PollOutcome) => {
      const [ms, by] =
        feed.intervalMs === null
          ? ([settings().intervalMs, 'settings.yaml'] as const)
          : ([feed.intervalMs, 'feeds.yaml'] as const)
      return diagnose(feed, state, learn(feed, state, outcome, now, ms, by), now)
    }
    if (asked.kind === 'failed') return { kind: 'failed', what: asked.fetched.what, ...after(asked) }
    if (asked.kind === 'unchanged') return { kind: 'unchanged', ...after(asked) }
    if (asked.kind === 'unreadable')
      return { kind: 'failed', what: asked.what, ...after({ ...asked, reason: 'unreadable' }) }
    const { fetched, items, problems, entries, again } = asked
    const part = again !== null && {
      standing: entries.length - items.length,
      again: async () => concealPoll(settle(feed, state, wholeOf(await again(), fetched)), feed),
    }
    return { kind: 'read', items, problems, ...part, ...after(asked) }
  }

  async function poll(feed: Feed, kept: PollState | null, signal: AbortSignal, together: number): Promise<Polled> {
    const within = Math.min(spreadMs, together * SPREAD_EACH_MS)
    if (within > 0) await clock.sleep(startDelayMs(feed.id, within), signal)
    // Hundreds of feeds wait here for turns at their hosts: anything allocated before stays alive all that time.
    const { client } = current()
    const turn = await client.enter(firstAddress(feed, kept, clock.now()), signal)
    const state = kept === null ? null : revealedState(kept, feed)
    // If the settings changed meanwhile, wait for a turn of the new client.
    const polled = await pollAt(feed, state, signal, client === current().client ? turn : null).finally(() =>
      turn?.leave(),
    )
    if (polled.kind !== 'read' || polled.items.length < MANY) return concealPoll(polled, feed)
    // Thousands of long addresses are searched for hosts, then for secrets: give other work a turn in between.
    await setImmediate()
    const concealed = concealPoll(polled, feed)
    await setImmediate()
    return concealed
  }

  async function pollAt(feed: Feed, state: PollState | null, signal: AbortSignal, turn: Turn | null): Promise<Polled> {
    if (!triesHome(feed, state, clock.now()))
      return settle(feed, state, await ask(feed, state, signal, addressOf(feed, state), turn))
    const home = await ask(feed, state, signal, feed.url, turn)
    const tried = { ...state, homeTriedAt: clock.now() }
    const empty = home.kind === 'read' && home.entries.length === 0
    if (home.kind === 'failed' || home.kind === 'unreadable' || empty)
      return settle(feed, tried, await ask(feed, tried, signal, addressOf(feed, tried), null))
    if (home.fetched.movedTo !== null) return settle(feed, tried, home)
    const { notices, ...polled } = settle(feed, { ...tried, movedUrl: null, moving: null }, home)
    return { ...polled, notices: [...notices, backHome(feed)] }
  }

  return {
    poll,
    async article(url, feed, signal) {
      const read = await current().articles.read(url, feed.language, signal, feed.url)
      if (read.kind === 'article') return read
      log.debug('article_not_read', { feed: feed.id, url: shownUrl(url), why: whyNot(read) })
      return null
    },
    async close() {
      await Promise.all([readers.client.close(), readers.articles.close(), pool.close()])
    },
  }
}

/** The address where a feed is requested first; for one that moved to an address with a secret, that host only. */
function firstAddress(feed: Feed, kept: PollState | null, now: number): string {
  return triesHome(feed, kept, now) ? feed.url : addressOf(feed, kept)
}

/** Result of requesting a feed at one address. */
type Asked =
  | { readonly kind: 'failed'; readonly fetched: Failed }
  | { readonly kind: 'unchanged'; readonly fetched: Unchanged }
  | (Extract<Read, { kind: 'read' | 'unreadable' }> & { readonly fetched: Answer })

/** The result of reading a whole body of which a part was read before. */
function wholeOf(read: Read, fetched: Answer): Asked {
  if (read.kind === 'read' || read.kind === 'unreadable') return { ...read, fetched }
  throw new Error(`a body that was read before is ${read.kind}`)
}

/** Why a page gives no text, for a person. */
export function whyNot(answer: Exclude<ArticleAnswer, { kind: 'article' }>): string {
  if (answer.kind === 'robots') return 'the site asks programs not to read it (robots.txt)'
  if (answer.kind === 'failed') return answer.what
  return WHY_ASIDE[answer.why]
}

const WHY_ASIDE = {
  paywall: 'it asks for a subscription',
  consent: 'it asks for consent first',
  error: 'it reports an error',
  empty: 'it has no text that could be an article',
} as const
