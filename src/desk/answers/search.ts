import { escapeText } from '../../alerts/card/escape.ts'
import { TYPE_LABELS } from '../../alerts/card/labels.ts'
import { linkText } from '../../alerts/card/link.ts'
import type { ActionRow } from '../../alerts/card/message.ts'
import { PAGE, pressId } from '../../alerts/card/press.ts'
import type { StoryType } from '../../rules/verdict.ts'
import { foldText } from '../../text/fold/fold.ts'
import type { Decided } from '../decided.ts'
import { listing, type Reply, say } from './reply.ts'

/** A search: every condition must match. '' and null: any. */
export interface Query {
  readonly words: string
  readonly person: string
  readonly outlet: string
  readonly type: StoryType | null
  /** ms since 1970: first seen from then … */
  readonly since: number
  /** … until then, so that pages do not shift while news comes in. */
  readonly until: number
}

const ON_A_PAGE = 8
/** Most results of a search: the newest. */
export const MOST_FOUND = 400
/** Longest headline, and longest headline with its URL, in UTF-16 units. */
const TITLE = 160
const LINK = 440
const OUTLET = 40

/**
 * A function that tests items against a query. Words match in any order, folded as in rules.
 * @param spellings of the query's person; empty: the query's own spelling
 */
export function matcherOf(query: Query, spellings: readonly string[]): (decided: Decided) => boolean {
  const words = foldText(query.words)
    .split(' ')
    .filter(word => word !== '')
  const names = query.person === '' ? [] : (spellings.length > 0 ? spellings : [query.person]).map(foldText)
  const outlet = foldText(query.outlet)
  return ({ item, verdict }) => {
    if (item.firstSeenAt < query.since || item.firstSeenAt > query.until) return false
    if (query.type !== null && (verdict.type !== query.type || verdict.rules.length === 0)) return false
    if (outlet !== '' && !foldText(item.outlet).includes(outlet)) return false
    if (words.length === 0 && names.length === 0) return true
    const text = foldText(`${item.title}\n${item.summary}`)
    return words.every(word => text.includes(word)) && (names.length === 0 || names.some(name => text.includes(name)))
  }
}

/**
 * One page of results, with buttons to the neighbouring pages.
 * @param found newest first
 * @param key identifies the search
 * @param page from 0
 */
export function renderFound(found: readonly Decided[], key: string, page: number): Reply {
  if (found.length === 0) return say('Nothing that was read matches. Try fewer words, or a longer `since` such as 90d.')
  const pages = Math.ceil(found.length / ON_A_PAGE)
  const at = Math.min(Math.max(0, page), pages - 1)
  const lines = found.slice(at * ON_A_PAGE, (at + 1) * ON_A_PAGE).map(line)
  const many = found.length >= MOST_FOUND ? `the newest ${found.length}` : `${found.length}`
  const title = `${many} found · page ${at + 1} of ${pages}`
  const reply = listing(title, lines)
  return pages === 1 ? reply : { ...reply, components: [turning(key, at, pages)] }
}

function line({ item, verdict, storyId }: Decided): string {
  const headline = linkText(item.title, item.url, LINK, TITLE) || 'untitled'
  const seen = `<t:${Math.floor((item.publishedAt ?? item.firstSeenAt) / 1000)}:d>`
  const told = storyId === null ? '' : ` · posted as ${TYPE_LABELS[verdict.type]}`
  return `- ${seen} ${headline} – ${escapeText(item.outlet, OUTLET)}${told}`
}

function turning(key: string, at: number, pages: number): ActionRow {
  const button = (label: string, to: number) =>
    ({ type: 2, style: 2, label, custom_id: pressId(PAGE, key, String(to)), disabled: to < 0 || to >= pages }) as const
  return { type: 1, components: [button('◀ Newer', at - 1), button('Older ▶', at + 1)] }
}
