import { escapeText } from '../../alerts/card/escape.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import { explainVerdict } from '../../rules/explain.ts'
import type { Decided } from '../decided.ts'
import { factLines } from './card-facts.ts'
import { codeBlock } from './code-block.ts'
import type { Reply } from './reply.ts'

/** Points are shown as of the posting: the weights may have changed since. */
const KEPT = { relevance: null, needed: {}, all: false }
const TITLE = 200

/** What the store has about a posted message. */
export interface WhyFacts {
  readonly delivery: Delivery
  /** null: no longer in the store. */
  readonly story: ToldStory | null
  /** Its reports with the decision on each. */
  readonly decided: readonly Decided[]
}

/**
 * Says why a message was posted: the rules and words that its card recorded, then each report's verdict, then the source of each fact. Plain
 * text, which includes strangers' text.
 */
export function whyLines({ delivery, story, decided }: WhyFacts): readonly string[] {
  const { card } = delivery
  if (card.notice !== undefined)
    return ['not an alert: the bot’s own message, posted once, when it starts with an empty store']
  const words = card.words.map(word => `"${word}"`).join(', ')
  const rules = card.rules.map(rule => `"${rule}"`).join(', ')
  const facts = story === null ? [] : factLines(delivery, story)
  return [
    `posted as ${card.type} by ${rules}${words === '' ? '' : ` on ${words}`}`,
    '',
    ...decided.flatMap(decidedLines),
    ...(facts.length === 0 ? [] : ['what the message says, and where it comes from', ...facts]),
  ]
}

function decidedLines({ item, verdict, outcome }: Decided): readonly string[] {
  const { title, summary, language, outlet } = item
  const judged = { title, summary, language, source: outlet, outlet: item.feedId, outletKind: '' }
  const why = explainVerdict(judged, { ...verdict, score: verdict.score ?? null, points: verdict.points ?? [] }, KEPT)
  return [`${outlet}: ${title}`, item.url ?? '', `  ${outcome}`, ...why, '']
}

/** The same as an answer in Discord. */
export function renderWhy(facts: WhyFacts): Reply {
  const { card } = facts.delivery
  return { content: `**Why** ${escapeText(card.title, TITLE)}`, ...codeBlock(whyLines(facts)) }
}
