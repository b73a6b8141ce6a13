import { escapeText } from '../../alerts/card/escape.ts'
import type { ActionRow } from '../../alerts/card/message.ts'
import { pressId } from '../../alerts/card/press.ts'
import { type Amendment, describeEdit } from '../amendment.ts'
import { codeBlock } from './code-block.ts'
import { type Reply, say } from './reply.ts'

/** Verb of the button that undoes a configuration change. */
export const UNMAKE = 'unmake'
const SHOWN = 500
/** Most problems that are listed. */
const MOST = 5

/** The result of a configuration change, with a button that undoes it. @param lines more about it; may contain strangers' text */
export function renderAmended(amendment: Amendment, lines: readonly string[] = []): Reply {
  const what = escapeText(describeEdit(amendment.edit), SHOWN)
  if (amendment.undone !== null) return say(`Undone since, by <@${amendment.undone.by}>: ${what}.`)
  const text = say(`Done: ${what}. It takes effect at the next look, within a minute.`)
  return { ...text, ...(lines.length === 0 ? {} : codeBlock(lines)), components: [unmaking(amendment)] }
}

/** The answer after a change was undone. */
export function renderUnmade({ edit, made }: Amendment): Reply {
  const when = `<t:${Math.floor(made.at / 1000)}:f>`
  return say(`Undone: ${escapeText(describeEdit(edit), SHOWN)} (by <@${made.by}>, ${when}).`)
}

/** Why a change was not made; no part of it was. */
export function renderNotAmended(problems: readonly string[]): Reply {
  const more = problems.length > MOST ? [`and ${problems.length - MOST} more`] : []
  return {
    ...say('Nothing was changed: with this the configuration would not be valid.'),
    ...codeBlock([...problems.slice(0, MOST), ...more]),
  }
}

function unmaking({ id }: Amendment): ActionRow {
  return { type: 1, components: [{ type: 2, style: 2, label: 'Undo', custom_id: pressId(UNMAKE, id) }] }
}
