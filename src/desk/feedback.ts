import { escapeText } from '../alerts/escape.ts'
import { pressId } from '../alerts/press.ts'
import { isRecord } from '../text/record.ts'
import type { Decided } from './decided.ts'
import { type Reply, say } from './reply.ts'

/** What a reader says of an item. */
export interface Feedback {
  readonly says: 'not-relevant'
  /** Discord's id of the user, and the name under which they were shown: a stranger's text. */
  readonly by: string
  readonly name: string
  /** ms since 1970. */
  readonly at: number
}

/** An item with what readers say of it. */
export interface Taught extends Decided {
  readonly feedback?: readonly Feedback[]
}

/** Readers whose word on one item is kept. */
const MOST = 50
export const TAKE_BACK = 'yes'

/** Each reader says it once: the first time counts. */
export function withFeedback(feedback: readonly Feedback[], one: Feedback): readonly Feedback[] {
  return feedback.some(other => other.by === one.by) ? feedback : [...feedback, one].slice(-MOST)
}

export function withoutFeedback(feedback: readonly Feedback[], by: string): readonly Feedback[] {
  return feedback.filter(one => one.by !== by)
}

/** What a store keeps, as far as it can be read. */
export function feedbackOf({ feedback }: Taught): readonly Feedback[] {
  return Array.isArray(feedback) ? feedback.filter(one => isRecord(one) && typeof one.by === 'string') : []
}

export function renderThanks(title: string, postId: string): Reply {
  const text = `Noted as not relevant: ${escapeText(title, 300)}. Whoever keeps the rules sees it with \`feedback list\`.`
  const button = { type: 2, style: 2, label: 'Take back', custom_id: pressId(TAKE_BACK, postId) } as const
  return { ...say(text), components: [{ type: 1, components: [button] }] }
}

/** An item as `train` and `backtest` read it: what readers found not relevant is no alert. */
export function labelled({ item, verdict }: Decided): object {
  const { title, summary, language, outlet, publishedAt, firstSeenAt } = item
  const date = new Date(publishedAt ?? firstSeenAt).toISOString().slice(0, 10)
  return { title, summary, lang: language, source: outlet, date, grade: 'no', type: verdict.type }
}
