import { escapeText } from '../../alerts/card/escape.ts'
import type { ActionRow } from '../../alerts/card/message.ts'
import { pressId } from '../../alerts/card/press.ts'
import { type Amendment, describeEdit } from '../amendment.ts'
import { codeBlock } from './code-block.ts'
import { type Reply, say } from './reply.ts'

/** The verb of the button that undoes a change of the configuration. */
export const UNMAKE = 'unmake'
const SHOWN = 500
/** Problems that are named: the first is what the change meets first. */
const MOST = 5

/** What a change of the configuration came to, with the button that undoes it. @param lines more about it, of strangers as well */
export function renderAmended(amendment: Amendment, lines: readonly string[] = []): Reply {
  const what = escapeText(describeEdit(amendment.edit), SHOWN)
  if (amendment.undone !== null) return say(`Undone since, by <@${amendment.undone.by}>: ${what}.`)
  const text = say(`Done: ${what}. It counts from the next look, within a minute.`)
  return { ...text, ...(lines.length === 0 ? {} : codeBlock(lines)), components: [unmaking(amendment)] }
}

export function renderUnmade({ edit, made }: Amendment): Reply {
  const when = `<t:${Math.floor(made.at / 1000)}:f>`
  return say(`Undone: ${escapeText(describeEdit(edit), SHOWN)} (by <@${made.by}>, ${when}).`)
}

/** Why a change is not made: nothing of it is. */
export function renderNotAmended(problems: readonly string[]): Reply {
  const more = problems.length > MOST ? [`and ${problems.length - MOST} more`] : []
  return {
    ...say('Nothing was changed: with this the configuration would not hold.'),
    ...codeBlock([...problems.slice(0, MOST), ...more]),
  }
}

function unmaking({ id }: Amendment): ActionRow {
  return { type: 1, components: [{ type: 2, style: 2, label: 'Undo', custom_id: pressId(UNMAKE, id) }] }
}
