import type { Card } from './card.ts'

/** What a card holds that tells no report but says something of the bot's own: its text is the card's `notice`. */
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
