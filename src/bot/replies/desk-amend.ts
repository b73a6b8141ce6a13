import { readPress } from '../../alerts/card/press.ts'
import { type Amendment, describeEdit, describeMaker, type Edit, standingAmendments } from '../../desk/amendment.ts'
import { renderAmended, renderNotAmended, renderUnmade, UNMAKE } from '../../desk/answers/amended.ts'
import { choicesFor, type Reply, say } from '../../desk/answers/reply.ts'
import type { Ask, Options } from '../../desk/ask.ts'
import { idOf } from '../../text/id.ts'
import type { Amending } from '../amend/amending.ts'
import type { Answer, Answers, Complete } from './desk-answer.ts'
import { changeOf } from './desk-steer.ts'

/** An answer that may change the configuration. */
export type Amends = (ask: Ask, answers: Answers, amending: Amending) => Promise<Reply>

/** Wraps an answer that changes the configuration: it says so if that is impossible, and a repeated ask gets the result of its earlier change. */
export function amends(answer: Amends): Answer {
  return async (ask, answers) => {
    const { amending } = answers
    if (amending === null) return say('The configuration cannot be changed from here.')
    const before = (await amending.all()).find(one => one.id === idOfAsk(ask))
    return before === undefined ? answer(ask, answers, amending) : amend(before.edit, ask, answers, amending)
  }
}

/**
 * Makes a configuration change and notifies operators, or says why it would not be valid.
 * @param lines further lines of the answer
 * @throws StoreError if it is not stored: a later attempt makes the same change
 */
export async function amend(
  edit: Edit,
  ask: Ask,
  answers: Answers,
  amending: Amending,
  lines: readonly string[] = [],
  id = idOfAsk(ask),
): Promise<Reply> {
  const done = await answers.inTurn(() => amending.put(id, edit, changeOf(ask)))
  if (done.kind === 'refused') return renderNotAmended(done.problems)
  const { amendment } = done
  tell(`${describeMaker(amendment.made)} in Discord: ${describeEdit(amendment.edit)}`, amendment.made.askId, answers)
  return renderAmended(amendment, lines)
}

/** `/undo`: undoes the chosen configuration change, or the last one, whoever made it. */
export const undo: Answer = async (ask, answers) => {
  const chosen = String(optionsOf(ask).change ?? '').trim()
  return unmake(chosen === '' ? null : chosen, ask, answers)
}

/** The button below the result of a change, which undoes it. */
const unmakePressed: Answer = async (ask, answers) => {
  const [id = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  return unmake(id, ask, answers)
}

export const completeChange: Complete = async (typed, { amending }) => {
  const standing = amending === null ? [] : standingAmendments(await amending.all())
  return choicesFor(
    typed,
    standing.toReversed().map(one => ({ name: labelOf(one), value: one.id })),
  )
}

async function unmake(id: string | null, ask: Ask, answers: Answers): Promise<Reply> {
  const { amending } = answers
  const undone = await answers.inTurn(async () => (await amending?.undo(id, changeOf(ask))) ?? null)
  if (undone === null)
    return say(
      id === null ? 'There is nothing to undo.' : 'That change is no longer there. Choose one that is offered.',
    )
  if (undone.kind === 'refused') return renderNotAmended(undone.problems)
  const { edit, made, undone: by } = undone.amendment
  const what = `${describeEdit(edit)} (by ${describeMaker(made)})`
  if (by !== null) tell(`${describeMaker(by)} in Discord: undone: ${what}`, by.askId, answers)
  return renderUnmade(undone.amendment)
}

/** A command's options; none for any other ask. */
export function optionsOf({ wants }: Ask): Options {
  return wants.kind === 'command' ? wants.options : {}
}

/** A typed option as one line. */
export function typedOf(ask: Ask, name: string): string {
  return String(optionsOf(ask)[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

function idOfAsk({ id }: Ask): string {
  return idOf(['amendment', id], 12)
}

/** After a restart the notice may be repeated: Discord recognises it by its nonce. */
function tell(text: string, askId: string, { bot }: Answers): void {
  void bot.notices.say({ key: `desk ${askId}`, text, over: false })
}

function labelOf({ edit, made }: Amendment): string {
  return `${describeEdit(edit)} – ${made.name}, ${new Date(made.at).toISOString().slice(0, 10)}`
}

/** This file's buttons that change what is alerted, by verb. */
export const AMENDING_PRESSES = { [UNMAKE]: unmakePressed } as const
