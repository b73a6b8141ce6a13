import { escapeText } from '../../alerts/card/escape.ts'
import { TYPE_LABELS } from '../../alerts/card/labels.ts'
import { linkText } from '../../alerts/card/link.ts'
import { pressId } from '../../alerts/card/press.ts'
import type { Change, Counts } from '../../rules/backtest.ts'
import { describeEdit, type Edit } from '../amendment.ts'
import { listing, type Reply } from './reply.ts'

/** Verb of the button that applies the tried change. */
export const APPLY = 'apply'
/** Most reports that an answer shows of each kind: the newest. */
export const MOST_SHOWN = 6
const WHAT = 700
const TITLE = 140
const LINK = 420
const OUTLET = 40
const WORDS = 80
const EXAMPLE = 300
const MOST_EXAMPLES = 3

/** A report that the change decides differently. */
export interface Differs extends Change {
  readonly url: string | null
}

export interface Trial {
  readonly edit: Edit
  /** Whether the rule does not exist yet: perhaps its name was mistyped. */
  readonly isNew: boolean
  readonly counts: Counts
  readonly days: number
  /** Newest first. */
  readonly newly: readonly Differs[]
  readonly gone: readonly Differs[]
  /** Rules' examples whose verdict would no longer be as written, one sentence each. */
  readonly examples: readonly string[]
}

/** Which alerts a rule change would have added and removed, with the button that applies it. @param key identifies the trial */
export function renderTrial({ edit, isNew, counts, days, newly, gone, examples }: Trial, key: string): Reply {
  const of = `Of ${counts.items} reports of ${days} days, ${counts.before} are alerted now; with this change it would be ${counts.after}.`
  const reply = listing(
    'What this change would have done',
    [
      escapeText(describeEdit(edit), WHAT),
      ...(isNew ? ['There is no rule of that name: it would be a new one.'] : []),
      of,
      ...part('newly', counts.new, newly),
      ...part('no longer', counts.gone, gone),
      ...(examples.length === 0 ? [] : ['**Examples in the files that would no longer hold**']),
      ...examples.slice(0, MOST_EXAMPLES).map(one => `- ${escapeText(one, EXAMPLE)}`),
    ],
    { footer: { text: 'Nothing is changed yet. What was posted stays; the change applies to what comes.' } },
  )
  const button = { type: 2, style: 2, label: 'Apply', custom_id: pressId(APPLY, key) } as const
  return { ...reply, components: [{ type: 1, components: [button] }] }
}

function part(how: string, count: number, shown: readonly Differs[]): readonly string[] {
  if (count === 0) return [`**Alerted ${how}: none**`]
  const more = count > shown.length ? [`- … and ${count - shown.length} older`] : []
  return [`**Alerted ${how}: ${count}**`, ...shown.map(line), ...more]
}

function line({ title, url, source, type, words }: Differs): string {
  const on = words.length === 0 ? '' : `: ${escapeText(words.map(word => `"${word}"`).join(', '), WORDS)}`
  return `- ${linkText(title, url, LINK, TITLE) || 'untitled'} – ${escapeText(source, OUTLET)} (${TYPE_LABELS[type]}${on})`
}
