import { readPress } from '../../alerts/card/press.ts'
import { type Reply, say } from '../../desk/answers/reply.ts'
import type { Ask } from '../../desk/ask.ts'
import { type Feedback, feedbackOf, renderThanks, withFeedback, withoutFeedback } from '../../desk/feedback.ts'
import type { ArchivedItem } from '../../io/store/store.ts'
import type { Answer, Answers } from './desk-answer.ts'

const NOTHING = { deliveries: [], stories: [], events: [], withdrawn: [], seen: [], feed: null }

/** The card's button "Not relevant": recorded with the item of the card's headline. */
export const notRelevant: Answer = async (ask, answers) => {
  const { id: by, name } = ask.who
  const one: Feedback = { says: 'not-relevant', by, name, at: ask.at }
  const kept = await keep(ask, answers, feedback => withFeedback(feedback, one))
  if (kept === null) return GONE
  const { log } = answers.bot.world
  log.info('feedback', { item: kept.item.id, title: kept.item.title, says: one.says, by })
  return renderThanks(kept.item.title, postOf(ask))
}

/** The button that takes the feedback back. */
export const takeBack: Answer = async (ask, answers) => {
  const kept = await keep(ask, answers, feedback => withoutFeedback(feedback, ask.who.id, 'not-relevant'))
  return kept === null ? GONE : say('Taken back.')
}

const GONE: Reply = say('That report is no longer kept.')

function postOf({ wants }: Ask): string {
  return (wants.kind === 'button' ? readPress(wants.press).about[0] : undefined) ?? ''
}

/** @returns null: the item is no longer kept */
function keep(
  ask: Ask,
  answers: Answers,
  change: (feedback: readonly Feedback[]) => readonly Feedback[],
): Promise<ArchivedItem | null> {
  const { store } = answers.bot.world
  return answers.inTurn(async () => {
    const post = await store.delivery(postOf(ask))
    const archived = post === null ? null : await store.archivedItem(post.card.lead.itemId)
    if (archived === null) return null
    await store.commit({ ...NOTHING, archive: [{ ...archived, feedback: change(feedbackOf(archived)) }] })
    return archived
  })
}
