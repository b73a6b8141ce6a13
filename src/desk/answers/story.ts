import { COLOURS } from '../../alerts/card/colour.ts'
import { escapeText } from '../../alerts/card/escape.ts'
import { TYPE_LABELS } from '../../alerts/card/labels.ts'
import { LIMITS } from '../../alerts/card/limits.ts'
import { linkText } from '../../alerts/card/link.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { StoryItem } from '../../stories/story.ts'
import { listing, type Reply } from './reply.ts'

/** Most outlets that an event lists. */
const MOST_OUTLETS = 4
const TITLE = 140
const LINK = 420
const OUTLET = 40
const PHRASE = 80
/** Most other threads that are listed. */
const MOST_OTHERS = 3

export interface StoryFacts {
  /** The posted stories of a thread, oldest first. */
  readonly thread: readonly ToldStory[]
  /** Its present state, such as "called off"; null: not known. */
  readonly stands: string | null
  /** URL of a story's message; null: not known. */
  readonly linkOf: (story: ToldStory) => string | null
  /** The newest stories of other threads that also matched. */
  readonly others: readonly ToldStory[]
}

/** The timeline of a thread: each event with its day, its message and who reported it; then the present state. */
export function renderStory({ thread, stands, linkOf, others }: StoryFacts): Reply {
  const last = thread.at(-1)
  const lines = thread.flatMap(story => eventLines(story, linkOf(story)))
  const coming = (last?.telling?.card.brief.coming ?? []).map(
    ({ what, date }) => `- ${date}: ${escapeText(what, PHRASE)}`,
  )
  const also = others.slice(0, MOST_OTHERS).map(story => `- ${linkText(titleOf(story), linkOf(story), LINK, TITLE)}`)
  const title = last === undefined ? 'Story' : titleOf(last)
  return listing(
    escapeText(title, LIMITS.title),
    [
      ...lines,
      ...(stands === null ? [] : [`**Now:** ${escapeText(stands, PHRASE)}`]),
      ...(coming.length === 0 ? [] : ['**To come**', ...coming]),
      ...(also.length === 0 ? [] : ['**Found as well**', ...also]),
    ],
    last?.telling == null ? {} : { color: COLOURS[last.telling.card.type] },
  )
}

/** A story's headline: of its card, or else of its first report. */
export function titleOf(story: ToldStory): string {
  return story.telling?.card.title ?? story.items[0]?.title ?? 'untitled'
}

function eventLines(story: ToldStory, link: string | null): readonly string[] {
  const card = story.telling?.card
  const day = `<t:${Math.floor((story.items[0]?.at ?? story.openedAt) / 1000)}:D>`
  const type = card === undefined ? '' : ` · ${TYPE_LABELS[card.type]}`
  const overtaken = card?.overtaken === undefined ? '' : ` (${escapeText(card.overtaken.phrase, PHRASE)})`
  return [
    `${day}${type}`,
    `- ${linkText(titleOf(story), link ?? card?.url ?? null, LINK, TITLE) || 'untitled'}${overtaken}`,
    `  - ${outlets(story.items)}`,
  ]
}

function outlets(items: readonly StoryItem[]): string {
  const distinct = [...new Map(items.map(item => [item.outlet, item])).values()]
  const named = distinct.slice(0, MOST_OUTLETS).map(item => linkText(item.outlet, item.url, LINK, OUTLET))
  const more = distinct.length - named.length
  return `${named.filter(one => one !== '').join(' · ')}${more > 0 ? ` · +${more}` : ''}`
}

/** All reports of a story with their links, newest first. */
export function renderReports(story: ToldStory): Reply {
  const newest = [...story.items].sort((a, b) => b.at - a.at)
  const lines = newest.map(({ title, url, outlet, at }) => {
    const headline = linkText(title, url, LINK, TITLE) || 'untitled'
    return `- <t:${Math.floor(at / 1000)}:f> ${headline} – ${escapeText(outlet, OUTLET)}`
  })
  return listing(`${newest.length} ${newest.length === 1 ? 'report' : 'reports'}`, lines)
}
