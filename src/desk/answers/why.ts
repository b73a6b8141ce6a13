import { escapeText } from '../../alerts/card/escape.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import { explainVerdict } from '../../rules/explain.ts'
import type { Decided } from '../decided.ts'
import { factLines } from './card-facts.ts'
import { codeBlock } from './code-block.ts'
import type { Reply } from './reply.ts'

/** Points are shown as they were when the message was posted: the weights may be others today. */
const KEPT = { relevance: null, needed: {}, all: false }
const TITLE = 200

/** What is kept of a posted message. */
export interface WhyFacts {
  readonly delivery: Delivery
  /** null: it is no longer kept. */
  readonly story: ToldStory | null
  /** Its reports with what was decided on each. */
  readonly decided: readonly Decided[]
}

/**
 * Says why a message was posted: by which rules and on which words, as its card keeps them, then for each report the verdict that was
 * reached, then where each fact of the message comes from. Plain text, of strangers as well.
 */
export function whyLines({ delivery, story, decided }: WhyFacts): readonly string[] {
  const { card } = delivery
  if (card.notice !== undefined)
    return ['no alert: what the bot says of itself, once, when it begins with an empty store']
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
