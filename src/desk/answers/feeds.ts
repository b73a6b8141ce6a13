import { escapeText } from '../../alerts/card/escape.ts'
import type { ActionRow } from '../../alerts/card/message.ts'
import { PAGE, pressId } from '../../alerts/card/press.ts'
import type { FeedFacts } from '../../feeds/feed-facts.ts'
import { renderDuration } from '../../text/time/duration.ts'
import { listing, type Reply } from './reply.ts'

/** Marks the page buttons of this list. */
export const FEEDS_PAGES = 'feeds'
const ON_A_PAGE = 12
const NAME = 60
const HEALTH = 120

/** One page of the feeds with each one's health, and buttons to the neighbouring pages. @param page from 0 */
export function renderFeeds(feeds: readonly FeedFacts[], page: number): Reply {
  const pages = Math.max(1, Math.ceil(feeds.length / ON_A_PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const paused = feeds.filter(one => !one.enabled).length
  const title = `${feeds.length} feeds, ${paused} of them paused · page ${at + 1} of ${pages}`
  const reply = listing(title, feeds.slice(at * ON_A_PAGE, (at + 1) * ON_A_PAGE).map(line))
  return pages === 1 ? reply : { ...reply, components: [turning(at, pages)] }
}

function line({ id, name, health, everySeconds, newestSecondsAgo, enabled }: FeedFacts): string {
  const every = enabled ? `every ${renderDuration(everySeconds * 1000)}` : ''
  const newest = newestSecondsAgo === null ? '' : `last new ${renderDuration(newestSecondsAgo * 1000)} ago`
  const facts = [escapeText(health, HEALTH), every, newest].filter(one => one !== '').join(', ')
  return `- **${escapeText(name, NAME) || id}** \`${id}\` – ${facts}`
}

function turning(at: number, pages: number): ActionRow {
  const button = (label: string, to: number) =>
    ({
      type: 2,
      style: 2,
      label,
      custom_id: pressId(PAGE, FEEDS_PAGES, String(to)),
      disabled: to < 0 || to >= pages,
    }) as const
  return { type: 1, components: [button('◀ Back', at - 1), button('On ▶', at + 1)] }
}
