import type { ListedStory } from './card.ts'
import { escapeText } from './escape.ts'
import { TYPE_LABELS } from './labels.ts'
import { linkText } from './link.ts'

/** Longest headline, headline with address, and outlet's name, in UTF-16 units. */
const TITLE = 140
const LINK = 600
const OUTLET = 40

/** One story in a summary card: its type, its headline as a link, its outlet. */
export function listedLine({ title, url, type, outlet, gist }: ListedStory): string {
  const named = linkText(gist ?? title, url, LINK, TITLE) || 'untitled'
  const from = escapeText(outlet, OUTLET)
  return `- ${TYPE_LABELS[type]} · ${named}${from === '' ? '' : ` – ${from}`}`
}
