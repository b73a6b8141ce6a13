import { escapeText } from '../../alerts/card/escape.ts'
import { allFailing, type Outlook, renderCause } from '../../feeds/schedule/outlook.ts'
import { renderDuration } from '../../text/time/duration.ts'
import { listing, type Reply } from './reply.ts'

/** Most feeds that are named per cause. */
const MOST_FEEDS = 12
const CAUSE = 300
const GREEN = 0x2e9e5b
const RED = 0xd63c5e
const AMBER = 0xb8860b

export interface StatusFacts {
  /** ms since 1970. */
  readonly now: number
  readonly outlook: Outlook
  /** When any feed was last polled, in ms since 1970; null: never. */
  readonly newest: number | null
  /** When the newest entry was first seen, in ms since 1970; null: none recently. */
  readonly lastNew: number | null
  /** When the waiting deliveries were created, in ms since 1970. */
  readonly waiting: readonly number[]
  /** Channels that accept nothing, each with the reason. */
  readonly paused: readonly (readonly [channel: string, why: string])[]
  /** What people have switched off for a time, one Markdown sentence each. */
  readonly steered: readonly string[]
}

/** The bot's state: failing feeds by cause, the last and next poll, and what waits to be sent. */
export function renderStatus({ now, outlook, newest, lastNew, waiting, paused, steered }: StatusFacts): Reply {
  const { polled, failing, causes, nextAt } = outlook
  const oldest = waiting.length === 0 ? null : Math.min(...waiting)
  const since = oldest === null ? '' : `, the oldest for ${renderDuration(now - oldest)}`
  const lines = [
    `**Feeds** ${polled - failing} of ${polled} are read${failing === 0 ? '' : `, ${failing} fail`}`,
    `**Last polled** ${instant(newest) ?? 'never'} · **next** ${instant(nextAt) ?? 'never'}`,
    `**Last new entry** ${instant(lastNew) ?? 'none in three days'}`,
    `**Waiting to be sent** ${waiting.length === 0 ? 'nothing' : `${waiting.length}${since}`}`,
    ...steered,
    ...paused.map(([channel, why]) => `<#${channel}> takes no messages: ${escapeText(why, CAUSE)}`),
    ...causes.flatMap(cause => {
      const named = cause.feeds.slice(0, MOST_FEEDS).map(id => `\`${id}\``)
      const more = cause.feeds.length - named.length
      return [
        `- ${escapeText(renderCause(cause, polled), CAUSE)}`,
        `  ${named.join(' ')}${more > 0 ? ` and ${more} more` : ''}`,
      ]
    }),
  ]
  const color = allFailing(outlook) ? RED : failing > 0 || paused.length > 0 ? AMBER : GREEN
  return listing('How the bot is doing', lines, { color })
}

/** A time as Discord shows it, in each reader's zone and language. */
function instant(at: number | null): string | null {
  return at === null ? null : `<t:${Math.floor(at / 1000)}:R>`
}
