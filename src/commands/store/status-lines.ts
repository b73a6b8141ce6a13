import type { Delivery } from '../../alerts/delivery.ts'
import type { Fellow } from '../../bot/poll/replica.ts'
import type { Feed } from '../../feeds/feed.ts'
import { frequencyOf } from '../../feeds/feed-facts.ts'
import { allFailing, type Outlook, renderCause } from '../../feeds/schedule/outlook.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import { indented, renderTable } from '../../text/show/table.ts'
import { dateIn, renderClockTime } from '../../text/time/clock-time.ts'
import { renderDuration } from '../../text/time/duration.ts'

/** A process that holds the store without a sign of life for this long, in ms, counts as stalled. */
const SILENT_MS = 240_000
/** Most deliveries that are listed. */
const MOST_DELIVERIES = 10

export interface Status {
  /** ms since 1970. */
  readonly now: number
  readonly timeZone: string
  /** Columns of the terminal. */
  readonly columns: number
  /** Whether a process holds the store's lease. */
  readonly held: boolean
  /** The last sign of life in the state directory; null: none. */
  readonly sign: { readonly age: number } | null
  readonly stateDirectory: string
  readonly where: string
  readonly feeds: readonly Feed[]
  readonly states: ReadonlyMap<string, PollState>
  readonly outlook: Outlook
  readonly intervalMs: number
  readonly open: readonly Delivery[]
  readonly paused: readonly (readonly [channel: string, why: string])[]
  /** Processes that share the fetching; empty: one polls all feeds. */
  readonly fellows: readonly Fellow[]
  /** Queued answers that are not ingested yet. */
  readonly waiting: number
}

/** The bot's state for a person: the summary first, then what fails, then every feed. */
export function statusLines(status: Status): readonly string[] {
  const { where, outlook, open, paused, now, columns } = status
  const oldest = open.length === 0 ? null : now - Math.min(...open.map(delivery => delivery.createdAt))
  const fold = (name: string, text: string) =>
    indented(text, 12, columns).map((line, index) => (index === 0 ? name.padEnd(12) + line.slice(12) : line))
  return [
    ...fold(...runningText(status)),
    ...fold('store', where),
    ...fold('feeds', feedsText(status)),
    ...(status.fellows.length === 0 ? [] : fold('fetching', fetchingText(status))),
    ...fold(
      'deliveries',
      `${open.length} open${oldest === null ? '' : `, the oldest has waited for ${renderDuration(oldest)}`}`,
    ),
    ...open
      .slice(0, MOST_DELIVERIES)
      .flatMap(({ id, state, action, route, attempts, card }) =>
        indented(`${id}  ${state.at}  ${action.kind} to ${route}, ${attempts} attempts: ${card.title}`, 2, columns),
      ),
    ...(open.length > MOST_DELIVERIES ? [`  and ${open.length - MOST_DELIVERIES} more`] : []),
    ...paused.flatMap(([channel, why]) => indented(`channel ${channel} takes no messages: ${why}`, 2, columns)),
    ...(outlook.causes.length === 0 ? [] : ['', 'failing']),
    ...outlook.causes.flatMap(cause => [
      ...indented(renderCause(cause, outlook.polled), 2, columns),
      ...(cause.feeds.length === outlook.polled ? [] : indented(cause.feeds.join(', '), 4, columns)),
    ]),
    '',
    ...feedTable(status),
  ]
}

function runningText({ held, sign, stateDirectory }: Status): [string, string] {
  const ago = sign === null ? null : `last sign of life ${renderDuration(sign.age)} ago`
  if (!held)
    return [
      'not running',
      `${ago ?? `no sign of life in ${stateDirectory}`} – start it with "npm start" or "docker compose up -d"`,
    ]
  if (ago === null) return ['running', `on this store, with another state directory than ${stateDirectory}`]
  return sign !== null && sign.age > SILENT_MS
    ? ['silent', `it holds the store, but ${ago} – see its log, restart it`]
    : ['running', ago]
}

/** Which process polls how many feeds. */
function fetchingText({ fellows, waiting }: Status): string {
  const each = fellows.map(({ name, leads, feeds }) => `${name}${leads ? ' (leads)' : ''} asks ${feeds}`)
  return `${each.join(', ')}; ${waiting} ${waiting === 1 ? 'answer waits' : 'answers wait'} to be taken in`
}

function feedsText({ outlook, now, timeZone }: Status): string {
  const { polled, asked, failing, nextAt } = outlook
  const next = nextAt === null ? 'none is asked again' : `next poll ${whenText(nextAt, now, timeZone)}`
  const well =
    asked < polled ? `${asked} asked so far, ${failing} failing` : `${polled - failing} well, ${failing} failing`
  return `${polled} polled: ${allFailing(outlook) ? 'ALL FAILING' : well}; ${next}`
}

/** "14:40 KST (in 4 min)"; on another day with the date. */
function whenText(at: number, now: number, timeZone: string): string {
  if (at <= now) return 'now'
  const day = dateIn(at, timeZone)
  const time = `${day === dateIn(now, timeZone) ? '' : `${day} `}${renderClockTime(at, timeZone)}`
  return `${time} (in ${renderDuration(at - now)})`
}

/** Every feed: how often it is polled, who decides that, when next, and its problems. */
function feedTable({ feeds, states, intervalMs, now, timeZone }: Status): readonly string[] {
  const today = dateIn(now, timeZone)
  const rows = feeds.map(feed => {
    const state = states.get(feed.id)
    const { ms, by } = frequencyOf(feed, state, intervalMs)
    return [feed.id, renderDuration(ms), by, nextText(state, now, today, timeZone), notesOf(state).join(', ')]
  })
  return renderTable([['feed', 'every', 'set by', 'next', ''], ...rows])
}

function nextText(state: PollState | undefined, now: number, today: string, timeZone: string): string {
  if (state?.gone === true) return 'never'
  if (state === undefined || state.dueAt <= now) return 'now'
  const day = dateIn(state.dueAt, timeZone)
  return `${day === today ? '' : `${day.slice(5)} `}${renderClockTime(state.dueAt, timeZone)}`
}

function notesOf(state: PollState | undefined): readonly string[] {
  if (state === undefined) return ['not asked yet']
  return [
    ...(state.gone ? ['gone'] : state.failures > 0 ? [`failed ${state.failures}×`] : []),
    ...(state.movedUrl === null ? [] : ['has moved']),
    ...(state.guids === 'unusable' ? ['ids unusable'] : []),
  ]
}
