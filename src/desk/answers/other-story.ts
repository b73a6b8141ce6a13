import { clean, escapeText } from '../../alerts/card/escape.ts'
import type { ActionRow, Select } from '../../alerts/card/message.ts'
import { pressId } from '../../alerts/card/press.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { StoryItem } from '../../stories/story.ts'
import { clip } from '../../text/clip.ts'
import { type Reply, say } from './reply.ts'
import { titleOf } from './story.ts'

/** Verbs of the select menus by which a reader moves a report to another story: which report, and to which story. */
export const WHICH = 'which'
export const BELONGS = 'belongs'
/** Value of the choice "a story of its own". */
export const ITS_OWN = 'own'

/** Discord's page "Component Reference": most options of a select menu, and UTF-16 units of their texts. */
const OPTIONS = 25
const TEXT = 100

/** The select menu of a story's reports, newest first. */
export function misplacing({ items }: Pick<ToldStory, 'items'>): ActionRow {
  const newest = [...items].sort((a, b) => b.at - a.at)
  const options = newest.slice(0, OPTIONS).map(({ id, title, outlet }) => option(id, title, outlet))
  return row(pressId(WHICH), 'A report belongs to another story …', options)
}

/** Asks to which story a report belongs. @param stories most similar first */
export function renderBelongs({ id, title }: Pick<StoryItem, 'id' | 'title'>, stories: readonly ToldStory[]): Reply {
  const options = stories.slice(0, OPTIONS - 1).map(story => {
    const outlets = [...new Set(story.items.map(item => item.outlet))].join(', ')
    const day = new Date(story.lastAt).toISOString().slice(0, 10)
    return option(story.id, titleOf(story), `${day} · ${outlets}`)
  })
  const all = [...options, option(ITS_OWN, 'A story of its own', 'It belongs to none of these')]
  const asked = say(`To which story does this report belong? ${escapeText(title, 300)}`)
  return { ...asked, components: [row(pressId(BELONGS, id), 'Choose a story, the nearest first', all)] }
}

/** What happened to the report's card. */
export type Moved =
  | { readonly kind: 'moved' }
  /** Recorded as feedback only. */
  | { readonly kind: 'kept'; readonly why: string }

/** The answer after a report was assigned to a story. @param to that story's title; null: a story of its own */
export function renderBelonging(title: string, to: string | null, moved: Moved): Reply {
  const where = to === null ? 'a story of its own' : `“${escapeText(to, 200)}”`
  const done =
    moved.kind === 'moved'
      ? 'Its card is in that thread from now on: `/story` shows them together.'
      : `What was posted stays as it is: ${moved.why}.`
  return say(`Noted: ${escapeText(title, 200)} belongs to ${where}. ${done} \`/feedback\` lists it.`)
}

/**
 * Whether a report's card may move to another thread: only if its story began with this report, and no other story continues that story. Any
 * other report is named on its story's card, which stays as it was posted.
 * @param story the report's own
 * @param others all posted stories
 * @param thread the new thread
 */
export function movable(itemId: string, story: ToldStory, others: Iterable<ToldStory>, thread: string): Moved {
  const kept = (why: string): Moved => ({ kind: 'kept', why })
  if (story.telling === null) return kept('it was not posted')
  if (story.items[0]?.id !== itemId) return kept('it is named on the card of its story, which others have read')
  if ((story.thread ?? story.id) === thread) return kept('its card is already in that thread')
  for (const other of others)
    if (other.id !== story.id && other.thread === story.id) return kept('other cards continue its card')
  return { kind: 'moved' }
}

function row(customId: string, placeholder: string, options: Select['options']): ActionRow {
  return { type: 1, components: [{ type: 3, custom_id: customId, placeholder, options }] }
}

function option(value: string, label: string, description: string): Select['options'][number] {
  const said = clip(clean(description), TEXT)
  const shown = clip(clean(label), TEXT) || 'untitled'
  return { label: shown, value, ...(said === '' ? {} : { description: said }) }
}
