import { clean } from '../alerts/card/escape.ts'
import { TYPE_LABELS } from '../alerts/card/labels.ts'
import { linkable } from '../alerts/card/link.ts'
import type { ToldStory } from '../alerts/told-story.ts'
import { clip } from '../text/clip.ts'

/** An alert for feed readers and other programs: plain text, which includes strangers' text, each text one line of visible characters. */
export interface Published {
  /** Stays the same when its card changes. */
  readonly id: string
  readonly title: string
  readonly url: string | null
  readonly lines: readonly string[]
  readonly outlet: string
  readonly type: string
  /** When it was posted, in ms since 1970 … */
  readonly at: number
  /** … and last changed. */
  readonly changedAt: number
}

/** Most alerts in one document: the newest. */
export const MOST_PUBLISHED = 100

/** Longest headline and line below it, in UTF-16 units, and the most such lines. */
const TITLE = 300
const LINE = 600
const LINES = 20

/** The alert of a story; null: it was not posted. @param at when it was first posted, in ms since 1970 */
export function publishedOf({ id, items, telling }: ToldStory, at: number): Published | null {
  if (telling === null) return null
  const { card, toldAt } = telling
  const { summary, where, people, coming } = card.brief
  const since = card.overtaken === undefined ? '' : ` [${card.overtaken.phrase}]`
  const outlets = [...new Set(items.map(item => item.outlet))]
  const lines = [
    ...(card.gist === undefined ? [] : [`In short (by the bot): ${card.gist}`]),
    ...summary.map(({ text, outlet }) => `${text} (${outlet})`),
    ...labelled(
      'Who',
      people.map(({ name, role }) => (role === null ? name : `${name}, ${role}`)),
    ),
    ...labelled('Where', where),
    ...labelled(
      'Coming',
      coming.map(({ what, date }) => `${date} ${what}`),
    ),
    ...labelled('Reported by', outlets),
  ]
  return {
    id,
    title: clip(clean(`${card.title}${since}`), TITLE) || 'untitled',
    url: linkable(card.url),
    lines: lines.slice(0, LINES).map(line => clip(clean(line), LINE)),
    outlet: clip(clean(card.lead.outlet), TITLE),
    type: TYPE_LABELS[card.type],
    at,
    changedAt: toldAt,
  }
}

function labelled(label: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`${label}: ${parts.join('; ')}`]
}
