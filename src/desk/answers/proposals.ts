import { escapeText } from '../../alerts/card/escape.ts'
import type { ActionRow } from '../../alerts/card/message.ts'
import { pressId } from '../../alerts/card/press.ts'
import { clip } from '../../text/clip.ts'
import { idOf } from '../../text/id.ts'
import { isRecord } from '../../text/record.ts'
import type { ConfigChange, Proposal, Proposals, Proposed, Silenced } from '../config-change.ts'
import { feedbackOf, type Taught, taughtLines } from '../feedback.ts'
import { listing, type Reply, say } from './reply.ts'

/** Name of the fact with the last proposals, by the changes' ids, for the buttons below them. */
export const PROPOSED = 'desk-proposals'

/** Verb of the buttons that apply proposals. */
export const APPLY_PROPOSAL = 'apply-proposal'

/** Most buttons in a row (Discord's page "Component Reference"). */
const ROW = 5
/** Most items that an answer in Discord shows: the newest. */
const MOST_SHOWN = 8
const TITLE = 160
/** Longest example, and longest file attached to the answer, in UTF-16 units. */
const EXAMPLE = 120
const FILE = 200_000

/** The id of a change; the same change always has the same id. */
export function changeId({ file, yaml }: ConfigChange): string {
  return idOf(['change', file, yaml], 12)
}

/** A proposed change, with the state of the file for which it was proposed. */
export interface KeptChange extends ConfigChange {
  readonly on: string
}

/** The proposed changes by their ids, as stored. @param on identifies a file's present state */
export function changesOf({ items }: Proposals, on: (file: string) => string): Readonly<Record<string, KeptChange>> {
  const changes = items.flatMap(one => (one.kind === 'proposals' ? one.proposals.map(({ change }) => change) : []))
  return Object.fromEntries(changes.map(change => [changeId(change), { ...change, on: on(change.file) }]))
}

/** A proposed change from the store; null: it is no longer there. */
export function changeIn(kept: unknown, id: string): KeptChange | null {
  const found = isRecord(kept) && Object.hasOwn(kept, id) ? kept[id] : null
  if (!isRecord(found)) return null
  const { file, yaml, says, on } = found
  const whole = [file, yaml, says, on].every(one => typeof one === 'string')
  return whole ? (found as unknown as KeptChange) : null
}

/** Readers' feedback on each item with the proposals for it, as lines of plain text, which include strangers' text. */
export function proposalLines(taught: readonly Taught[], proposals: Proposals): readonly string[] {
  const by = new Map(proposals.items.map(one => [one.id, one]))
  return taught.flatMap(one => [...taughtLines(one), ...linesFor(by.get(one.item.id), proposals), ''])
}

function linesFor(proposed: Proposed | undefined, proposals: Proposals): readonly string[] {
  if (proposed === undefined) return []
  if (proposed.kind === 'quiet') return ['  the rules in force no longer alert it by its own words']
  if (proposed.proposals.length === 0) return ['  no change of a term, an exclusion or a weight keeps it quiet']
  return proposed.proposals.flatMap((one, at) => [
    `  ${at + 1}. ${one.change.says}`,
    `     ${figures(one, proposals)}`,
    ...examples('silences', one.silences),
    ...examples('loses', one.loses),
    `     # config/local/${one.change.file}`,
    ...one.change.yaml
      .trimEnd()
      .split('\n')
      .map(line => `     ${line}`),
  ])
}

function figures({ quiets, silences, loses }: Proposal, { alerts, core }: Proposals): string {
  const judged = quiets.length === 1 ? 'this one' : `${quiets.length} of what was judged`
  return `keeps ${judged} quiet · silences ${silences.count} of ${alerts} other alerts · loses ${loses.count} of ${core} core items`
}

function examples(verb: string, { count, examples: some }: Silenced): readonly string[] {
  const more = count > some.length ? [`     ${verb}: … and ${count - some.length} more`] : []
  return [...some.map(title => `     ${verb}: ${clip(title.replace(/\s+/g, ' '), EXAMPLE)}`), ...more]
}

/**
 * The same as an answer in Discord: the best proposal for each item with a button that applies it; the attached file has all.
 * @param asked identifies the answer, so that a change that was undone can be applied from a later one
 */
export function renderProposals(taught: readonly Taught[], proposals: Proposals, asked: string): Reply {
  if (taught.length === 0)
    return say('No reader has said anything about an alert yet. The button “Not relevant” is below each card.')
  const by = new Map(proposals.items.map(one => [one.id, one]))
  const buttons: string[] = []
  const lines = taught.slice(0, MOST_SHOWN).flatMap(one => {
    const count = feedbackOf(one).length
    const readers = count === 1 ? 'one reader' : `${count} readers`
    return [`**${escapeText(one.item.title, TITLE)}** (${readers})`, ...best(by.get(one.item.id), proposals, buttons)]
  })
  const text = proposalLines(taught, proposals).join('\n').slice(0, FILE)
  const bytes = new TextEncoder().encode(text)
  const file = { name: 'proposals.txt', type: 'text/plain', bytes, description: 'All proposals with their YAML' }
  const title = `What readers taught: ${taught.length} ${taught.length === 1 ? 'report' : 'reports'}`
  return { ...listing(title, [...lines, '', NOTHING_APPLIED]), files: [file], components: rowsOf(buttons, asked) }
}

const NOTHING_APPLIED =
  'Nothing is changed automatically: a button applies its proposal, /undo takes it back. The file has each one as YAML for `config/local`.'

function rowsOf(ids: readonly string[], asked: string): readonly ActionRow[] {
  const buttons = ids.map((id, at) => {
    const label = ids.length === 1 ? 'Apply' : `Apply ${at + 1}`
    return { type: 2, style: 2, label, custom_id: pressId(APPLY_PROPOSAL, id, asked) } as const
  })
  const rows = [buttons.slice(0, ROW), buttons.slice(ROW)].filter(row => row.length > 0)
  return rows.map(components => ({ type: 1, components }))
}

/** @param buttons ids of the shown changes, in order; appended to */
function best(proposed: Proposed | undefined, proposals: Proposals, buttons: string[]): readonly string[] {
  if (proposed === undefined) return []
  if (proposed.kind === 'quiet') return ['- The rules in force no longer alert it.']
  const [first] = proposed.proposals
  if (first === undefined) return ['- No small change keeps it quiet.']
  const id = changeId(first.change)
  if (!buttons.includes(id)) buttons.push(id)
  const number = buttons.indexOf(id) + 1
  return [
    `- **${number}** ${escapeText(`${first.change.file}: ${first.change.says}`, 300)}`,
    `  - ${figures(first, proposals)}`,
  ]
}
