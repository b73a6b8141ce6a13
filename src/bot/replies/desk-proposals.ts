import { changesOf, PROPOSED, renderProposals } from '../../desk/answers/proposals.ts'
import { say } from '../../desk/answers/reply.ts'
import { mayChange, refusal } from '../../desk/permission.ts'
import { gatherFeedback } from '../teach/gather-feedback.ts'
import type { Answer } from './desk-answer.ts'

/** Alerts of this time are those on which a change is tried. */
export const SINCE_MS = 30 * 86_400_000

/** `/feedback`: what readers taught, with proposals that change nothing. It is work, so it is for who may change things. */
export const feedback: Answer = async (ask, { bot }) => {
  const { store, clock, decisions, breathe, propose } = bot.world
  const { feeds, ruleSet, settings } = decisions()
  if (settings.desk === null || !mayChange(ask.who, settings.desk)) return say(refusal(settings.desk ?? { role: null }))
  const gathered = await gatherFeedback(store, feeds, ruleSet, clock.now() - SINCE_MS, breathe)
  const proposals =
    gathered.judged.length === 0 ? { items: [], alerts: gathered.past.length, core: 0 } : await propose(gathered)
  if (proposals === null) return say(NOT_NOW)
  await store.saveFact(PROPOSED, changesOf(proposals))
  return renderProposals(gathered.taught, proposals)
}

const NOT_NOW =
  'Proposals cannot be made here. `npm run -s backchannel -- feedback propose` makes them on the machine of the bot, and says what is in the way.'
