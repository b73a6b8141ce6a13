import { readPress } from '../../alerts/card/press.ts'
import { messageIdIn } from '../../desk/answers/link.ts'
import { type Reply, say } from '../../desk/answers/reply.ts'
import { explainItem, renderTest } from '../../desk/answers/test-headline.ts'
import { renderWhy } from '../../desk/answers/why.ts'
import type { Ask } from '../../desk/ask.ts'
import { whyFacts } from '../why-facts.ts'
import type { Answer, Answers } from './desk-answer.ts'

/** `/why`, the command in a message's menu, and the card's button: why an alert was posted. */
export const why: Answer = async (ask, answers) => {
  const messageId = await messageOf(ask, answers)
  const facts = messageId === null ? null : await whyFacts(answers.bot.world.store, messageId)
  return facts === null ? UNKNOWN : renderWhy(facts)
}

const UNKNOWN: Reply = say(
  'There is no alert of this bot on record for that. Give the link of the alert: its menu has “Copy Message Link”.',
)

async function messageOf({ wants }: Ask, { bot }: Answers): Promise<string | null> {
  const { store } = bot.world
  if (wants.kind === 'about-message') return wants.messageId
  if (wants.kind === 'button') {
    const state = (await store.delivery(readPress(wants.press).about[0] ?? ''))?.state
    return state?.at === 'sent' ? state.messageId : wants.messageId
  }
  const asked = wants.kind === 'command' ? wants.options.message : undefined
  if (asked !== undefined) return messageIdIn(String(asked))
  const told = (await store.openStories()).filter(one => one.telling !== null)
  // A card that the newest one overtakes was edited at the same time; the newest is meant.
  const newest = told.toSorted((one, other) => one.openedAt - other.openedAt).at(-1)
  const state = newest?.telling == null ? undefined : (await store.delivery(newest.telling.postId))?.state
  return state?.at === 'sent' ? state.messageId : null
}

/** `/test-headline`: the rules' verdict on a text. */
export const testHeadline: Answer = async ({ wants }, { bot }) => {
  const options = wants.kind === 'command' ? wants.options : {}
  const title = String(options.title ?? '').trim()
  const judged = {
    title,
    summary: String(options.summary ?? '').trim(),
    language: '',
    source: '',
    outlet: '',
    outletKind: '',
  }
  const { ruleSet, sense } = bot.world.decisions()
  return renderTest(title, explainItem(judged, ruleSet, sense))
}
