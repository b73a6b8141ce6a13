import type { Card } from './card.ts'

/** The empty report fields of a card that is a notice about the bot; its text is the card's `notice`. */
export const NO_REPORT = {
  url: null,
  lead: { itemId: '', outlet: '', affiliation: null, url: null },
  brief: { summary: [], people: [], where: [], coming: [] },
  also: [],
  origins: 0,
  rules: [],
  words: [],
  publishedAt: null,
} as const satisfies Partial<Card>
