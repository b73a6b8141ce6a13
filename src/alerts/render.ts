import type { Coming, Person, Sentence } from '../briefs/brief.ts'
import { fitSummary } from '../briefs/fit-summary.ts'
import { clip } from '../text/clip.ts'
import type { Card, CardReport } from './card.ts'
import { COLOURS } from './colour.ts'
import type { Delivery } from './delivery.ts'
import { clean, escapeText } from './escape.ts'
import { LIMITS, SHARES } from './limits.ts'
import type { Embed, Message } from './message.ts'

/** Discord's flag for a message without a notification. Source: message resource page, "Message Flags". */
const SUPPRESS_NOTIFICATIONS = 4096

/** How many other outlets a card names before it counts them. */
const NAMED_OUTLETS = 6

type Field = NonNullable<Embed['fields']>[number]

/** What a message needs beside its delivery. */
export interface RenderContext {
  /** Role that priority high may ping; null: nobody is pinged. */
  readonly pingRole: string | null
  /** Message that a reply answers, where it is known. */
  readonly replyTo: string | null
}

/** Draws a delivery as a message within Discord's limits. Nobody is pinged but the role that settings.yaml names. */
export function render(delivery: Delivery, context: RenderContext): Message {
  const { card, action } = delivery
  const ping = action.kind === 'post' && card.priority === 'high' && context.pingRole !== null ? context.pingRole : null
  const embed =
    action.kind === 'reply'
      ? renderDevelopment(card, delivery.marker, context.replyTo)
      : renderCard(card, delivery.marker)
  return {
    ...(ping === null ? {} : { content: `<@&${ping}>` }),
    embeds: [embed],
    allowed_mentions: ping === null ? { parse: [] } : { parse: [], roles: [ping] },
    ...(card.priority === 'low' && action.kind !== 'edit' ? { flags: SUPPRESS_NOTIFICATIONS } : {}),
    ...(action.kind === 'reply' && context.replyTo !== null
      ? { message_reference: { message_id: context.replyTo, fail_if_not_exists: false as const } }
      : {}),
  }
}

function renderCard(card: Card, marker: string): Embed {
  const fields = [
    ...peopleFields(card.brief.people),
    ...listField('Where', card.brief.where, SHARES.where),
    ...comingField(card.brief.coming),
    ...alsoField(card),
  ]
  return {
    ...head(card),
    ...describe(card.brief.summary),
    ...(fields.length > 0 ? { fields } : {}),
    ...foot(card, marker),
  }
}

/** A development is short: who says so, the headline, one or two sentences. */
function renderDevelopment(card: Card, marker: string, replyTo: string | null): Embed {
  // Without the message above it nothing says what it belongs to.
  const story = replyTo === null && card.develops !== undefined ? escapeText(card.develops, SHARES.title) : ''
  const fields = [...(story === '' ? [] : [{ name: 'More on', value: story }]), ...comingField(card.brief.coming)]
  return {
    ...head(card),
    ...describe(card.brief.summary.slice(0, 2)),
    ...(fields.length > 0 ? { fields } : {}),
    ...foot(card, marker),
  }
}

function head(card: Card): Embed {
  const { lead } = card
  const byline = lead.affiliation === null ? clean(lead.outlet) : `${clean(lead.outlet)} · ${clean(lead.affiliation)}`
  const url = linkable(card.url)
  return {
    author: { name: clip(byline, SHARES.author) || 'unknown outlet' },
    title: escapeText(card.title, SHARES.title) || 'untitled',
    ...(url === null ? {} : { url }),
    color: COLOURS[card.type],
  }
}

function foot(card: Card, marker: string): Embed {
  const words = card.words.slice(0, 6).map(word => `"${clean(word)}"`)
  const rule = card.rules.length > 0 ? [card.rules.slice(0, 3).map(clean).join(', ')] : []
  const text = [card.type, ...rule, ...(words.length > 0 ? [words.join(', ')] : [])].join(' · ')
  const at = card.publishedAt ?? card.firstSeenAt
  return {
    footer: { text: `${clip(text, SHARES.footer - marker.length - 3)} · ${marker}` },
    timestamp: new Date(at).toISOString(),
  }
}

/** Whole sentences, each with its outlet; a sentence that no longer fits is left out, and only a first one is ever cut. */
function describe(sentences: readonly Sentence[]): Embed {
  const outletOf = (sentence: Sentence) => ` (${escapeText(sentence.outlet, 60)})`
  const lineOf = (sentence: Sentence) => escapeText(sentence.text, SHARES.description * 2) + outletOf(sentence)
  const lines = fitSummary(sentences, SHARES.description, sentence => lineOf(sentence).length).map(lineOf)
  const [first] = sentences
  if (lines.length > 0 || first === undefined) return lines.length > 0 ? { description: lines.join('\n') } : {}
  const outlet = outletOf(first)
  return { description: escapeText(first.text, SHARES.description - outlet.length) + outlet }
}

function peopleFields(people: readonly Person[]): readonly Field[] {
  const fields: Field[] = []
  for (const side of ['US', 'DPRK', 'ROK'] as const) {
    const names = people.filter(person => person.side === side && person.known).map(person => person.name)
    fields.push(...listField(side, names, SHARES.people / 3))
  }
  const found = people.filter(person => !person.known || person.side === 'other').map(person => person.name)
  return [...fields, ...listField('Also named', found, SHARES.people / 3)]
}

function comingField(coming: readonly Coming[]): readonly Field[] {
  const lines: string[] = []
  let room: number = SHARES.coming
  for (const event of coming) {
    const when = event.date.length === 7 ? escapeText(event.date, 20) : `<t:${Math.floor(event.at / 1000)}:D>`
    const line = `${when} ${escapeText(event.what, 120)}`.trim()
    if (line.length + 1 > room) break
    lines.push(line)
    room -= line.length + 1
  }
  return lines.length > 0 ? [{ name: 'Coming', value: lines.join('\n') }] : []
}

function alsoField(card: Card): readonly Field[] {
  const outlets = outletsOf(card.also, card.lead.outlet)
  if (outlets.length === 0) return []
  const named = outlets.slice(0, NAMED_OUTLETS).map(alsoName).join(', ')
  const more = outlets.length > NAMED_OUTLETS ? ` +${outlets.length - NAMED_OUTLETS}` : ''
  const origins = card.origins > 1 ? ` · ${card.origins} origins` : ''
  return [{ name: 'also', value: clip(named, SHARES.also - 24) + more + origins }]
}

function outletsOf(reports: readonly CardReport[], lead: string): readonly CardReport[] {
  const seen = new Set([lead])
  return reports.filter(report => {
    if (seen.has(report.outlet) || clean(report.outlet) === '') return false
    seen.add(report.outlet)
    return true
  })
}

function alsoName(report: CardReport): string {
  const state = report.affiliation !== null && /\bstate (?:media|news|broadcaster)/i.test(report.affiliation)
  const name = escapeText(report.outlet, 60)
  return state ? `${name} (state media)` : name
}

/** Names in one field; none where nothing of them can be seen. */
function listField(name: string, names: readonly string[], max: number): readonly Field[] {
  const shown = names.map(one => escapeText(one, 80)).filter(one => one !== '')
  return shown.length > 0 ? [{ name, value: clip(shown.join(', '), Math.floor(max)), inline: true }] : []
}

function linkable(url: string | null): string | null {
  if (url === null || url.length > LIMITS.url || !URL.canParse(url)) return null
  const parsed = new URL(url)
  return /^https?:$/.test(parsed.protocol) ? parsed.href : null
}
