import { escapeText } from '../alerts/card/escape.ts'
import { pressId } from '../alerts/card/press.ts'
import { isRecord } from '../text/record.ts'
import { renderDay } from '../text/time/day.ts'
import { type Reply, say } from './answers/reply.ts'
import type { Decided } from './decided.ts'

/** A reader's feedback on an item: it should not have been alerted, or it belongs to another story. */
export type Feedback = Said &
  (
    | { readonly says: 'not-relevant' }
    /** `story` null: a story of its own. `title` names the story for a person: a stranger's text. */
    | { readonly says: 'other-story'; readonly story: string | null; readonly title: string }
  )

interface Said {
  /** Discord's id of the user, and their display name: a stranger's text. */
  readonly by: string
  readonly name: string
  /** ms since 1970. */
  readonly at: number
}

/** An item with readers' feedback. */
export interface Taught extends Decided {
  readonly feedback?: readonly Feedback[]
}

/** Most readers whose feedback on one item is kept. */
const MOST = 50
export const TAKE_BACK = 'yes'

/** Adds feedback. Each reader counts once per kind: "not relevant" by the first time, "other story" by the last. */
export function withFeedback(feedback: readonly Feedback[], one: Feedback): readonly Feedback[] {
  const same = (other: Feedback) => other.by === one.by && other.says === one.says
  if (one.says === 'not-relevant' && feedback.some(same)) return feedback
  return [...feedback.filter(other => !same(other)), one].slice(-MOST)
}

/** Removes a user's feedback of one kind. */
export function withoutFeedback(
  feedback: readonly Feedback[],
  by: string,
  says: Feedback['says'],
): readonly Feedback[] {
  return feedback.filter(one => one.by !== by || one.says !== says)
}

/** Reads an item's stored feedback, without unreadable entries. */
export function feedbackOf({ feedback }: Taught): readonly Feedback[] {
  return Array.isArray(feedback) ? feedback.filter(isFeedback) : []
}

/** Whether a reader found the item not relevant. */
export function isNotRelevant(taught: Taught): boolean {
  return feedbackOf(taught).some(one => one.says === 'not-relevant')
}

function isFeedback(value: unknown): value is Feedback {
  if (!isRecord(value) || typeof value.by !== 'string' || typeof value.at !== 'number') return false
  return value.says === 'not-relevant' || (value.says === 'other-story' && typeof value.title === 'string')
}

/** The answer to "Not relevant", with a button that takes it back. */
export function renderThanks(title: string, postId: string): Reply {
  const text = `Noted as not relevant: ${escapeText(title, 300)}. Whoever maintains the rules sees it with \`/feedback\`.`
  const button = { type: 2, style: 2, label: 'Take back', custom_id: pressId(TAKE_BACK, postId) } as const
  return { ...say(text), components: [{ type: 1, components: [button] }] }
}

/** Readers' feedback on an item, as lines of plain text, which include strangers' text. */
export function taughtLines(taught: Taught): readonly string[] {
  const { item, verdict } = taught
  const said = feedbackOf(taught)
  const whoOf = (one: Feedback) => `${one.name} (${renderDay(new Date(one.at).toISOString().slice(0, 10), 0)})`
  const against = said.filter(one => one.says === 'not-relevant').map(whoOf)
  const elsewhere = said.filter(one => one.says === 'other-story')
  return [
    `${item.outlet}: ${item.title.replace(/\s+/g, ' ')}`,
    ...(against.length === 0 ? [] : [`  not relevant: ${against.join(', ')}`]),
    ...elsewhere.map(one => `  belongs to ${one.title.replace(/\s+/g, ' ')}: ${whoOf(one)}`),
    `  alerted by ${verdict.rules.map(rule => `"${rule}"`).join(', ')}`,
  ]
}

/** An item with the story to which the latest feedback assigns it; null: there is none. */
export function regrouped(taught: Taught): object | null {
  const { item, storyId } = taught
  const last = feedbackOf(taught).findLast(one => one.says === 'other-story')
  if (last === undefined) return null
  const { id, title, summary, language, outlet, url, publishedAt, firstSeenAt } = item
  const date = new Date(publishedAt ?? firstSeenAt).toISOString()
  return { id, date, source: outlet, lang: language, title, summary, url, story: last.story, was: storyId }
}

/** An item as `train` and `backtest` read it: one found not relevant is labelled as no alert. */
export function labelled({ item, verdict }: Decided): object {
  const { title, summary, language, outlet, publishedAt, firstSeenAt } = item
  const date = new Date(publishedAt ?? firstSeenAt).toISOString().slice(0, 10)
  return { title, summary, lang: language, source: outlet, date, grade: 'no', type: verdict.type }
}
