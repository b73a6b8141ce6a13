import type { Sentence } from '../../briefs/brief.ts'
import { fitSummary } from '../../briefs/summary/fit-summary.ts'
import { clip } from '../../text/clip.ts'
import { dateIn, renderClockTime } from '../../text/time/clock-time.ts'
import { renderDay } from '../../text/time/day.ts'
import type { Delivery } from '../delivery.ts'
import { cardButtons } from './buttons.ts'
import type { Card } from './card.ts'
import { COLOURS } from './colour.ts'
import { clean, escapeLine, escapeText } from './escape.ts'
import { cardFields } from './fields.ts'
import { TYPE_LABELS } from './labels.ts'
import { SHARES } from './limits.ts'
import { linkable, linkText } from './link.ts'
import { listedLine } from './listed.ts'
import type { Embed, Message } from './message.ts'

/** Discord's flag for a message without a notification. Source: message resource page, "Message Flags". */
const SUPPRESS_NOTIFICATIONS = 4096

/** What rendering needs besides the delivery. */
export interface RenderContext {
  /** Role that alerts of priority high may ping; null: none is pinged. */
  readonly pingRole: string | null
  /** Id of the message that a reply answers; null: not known. */
  readonly replyTo: string | null
  /** The server it is posted in: only watchers of that server are named. null, the default: not known, so all are. */
  readonly guildId?: string | null
  /** The thread or forum post it is posted in; null, the default: none. */
  readonly thread?: string | null
  /** Whether Discord shows the replied-to message above a reply: for bots yes, for webhooks no. Default: yes. */
  readonly showsReplies?: boolean
  /** Whether people can press buttons below it. Default: no. */
  readonly buttons?: boolean
  /** Whether it makes no sound and pings nobody, because of quiet hours. Default: no. */
  readonly quiet?: boolean
  /** IANA zone of settings.yaml, for times that are the same for every reader. Default: UTC. */
  readonly timeZone?: string
  /** The address of the message that a delivery posted; null: not known yet. */
  readonly linkOf?: (postId: string) => string | null
}

/** Draws a delivery as a message within Discord's limits. Only the role from settings.yaml and watchers can be pinged. */
export function render(delivery: Delivery, context: RenderContext): Message {
  const { card, action } = delivery
  // A thread's starter message is already shown above the thread, and may be in the parent channel instead of the thread.
  const replyTo = context.replyTo === context.thread ? null : context.replyTo
  if (card.notice !== undefined) return renderNotice(delivery, card.notice, replyTo, context)
  const ping = card.priority === 'high' ? context.pingRole : null
  const quiet = context.quiet === true
  // An edit notifies nobody, though the role stays in the text.
  const loud = action.kind !== 'edit' && !quiet
  const watchers = watchersHere(card, context)
  const named = [...watchers.map(id => `<@${id}>`), ...(ping === null ? [] : [`<@&${ping}>`])]
  const buttons = context.buttons === true ? cardButtons(delivery) : []
  return {
    content: [...named, line(card)].join(' '),
    embeds: [embed(delivery, context)],
    // Whatever a feed's text contains, nobody else is pinged.
    allowed_mentions: {
      parse: [],
      ...(loud && ping !== null ? { roles: [ping] } : {}),
      ...(loud && watchers.length > 0 ? { users: watchers } : {}),
    },
    ...(((card.priority === 'low' && watchers.length === 0 && card.watched === undefined) || quiet) &&
    action.kind !== 'edit'
      ? { flags: SUPPRESS_NOTIFICATIONS }
      : {}),
    ...(action.kind === 'reply' && replyTo !== null
      ? { message_reference: { message_id: replyTo, fail_if_not_exists: false as const } }
      : {}),
    ...(buttons.length === 0 ? {} : { components: buttons }),
  }
}

/** A notice about the bot itself: its own words, without untrusted text. */
function renderNotice(
  { card, marker }: Delivery,
  text: string,
  replyTo: string | null,
  context: RenderContext,
): Message {
  const { title } = card
  const watchers = watchersHere(card, context)
  const embeds = [{ description: text, color: COLOURS.other, footer: { text: marker } }]
  return {
    content: [...watchers.map(id => `<@${id}>`), title].join(' '),
    embeds,
    allowed_mentions: watchers.length === 0 || context.quiet === true ? { parse: [] } : { parse: [], users: watchers },
    ...(replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false as const } }),
  }
}

/** Ids of the users to name in a message. */
function watchersHere({ watchers = [] }: Card, { guildId = null }: RenderContext): readonly string[] {
  return watchers.filter(one => guildId === null || one.guildId === null || one.guildId === guildId).map(one => one.id)
}

/** The line that a phone's notification shows: embeds are not part of it. */
function line(card: Card): string {
  if (card.listed !== undefined) return escapeLine(card.title, SHARES.line)
  const overtaken = card.overtaken === undefined ? '' : escapeLine(card.overtaken.phrase, SHARES.phrase)
  const title = escapeLine(card.title, SHARES.line) || 'untitled'
  const watched = card.watched === undefined ? '' : ` – you watch “${escapeLine(card.watched, SHARES.phrase)}”`
  return `${TYPE_LABELS[card.type]} · ${title}${overtaken === '' ? '' : ` (${overtaken})`}${watched}`
}

function embed({ card, action, marker }: Delivery, context: RenderContext): Embed {
  const at = card.publishedAt ?? card.firstSeenAt
  const timeZone = context.timeZone ?? 'UTC'
  const url = linkable(card.url)
  const description = describe(card, timeZone, context)
  const fields = [...belongsTo(card, action, context), ...cardFields(card, Number(dateIn(at, timeZone).slice(0, 4)))]
  return {
    author: { name: byline(card) },
    title: headline(card),
    ...(url === null ? {} : { url }),
    ...(description === '' ? {} : { description }),
    ...(fields.length > 0 ? { fields } : {}),
    color: COLOURS[card.type],
    footer: { text: marker },
    timestamp: new Date(at).toISOString(),
  }
}

function byline({ type, lead, listed }: Card): string {
  if (listed !== undefined) return 'SEVERAL STORIES'
  const parts = [TYPE_LABELS[type].toUpperCase(), clean(lead.outlet), clean(lead.affiliation ?? '')]
  return clip(parts.filter(part => part !== '').join(' · '), SHARES.author)
}

/** The headline as published; a later correction follows in brackets, like an editor's note. */
function headline({ title, overtaken }: Card): string {
  const phrase = overtaken === undefined ? '' : escapeText(overtaken.phrase, SHARES.phrase)
  const since = phrase === '' ? '' : ` \\[${phrase}\\]`
  return (escapeText(title, SHARES.title - since.length) || 'untitled') + since
}

/** The story's headline as a field, on a development that Discord shows without the message it answers. */
function belongsTo(card: Card, action: Delivery['action'], context: RenderContext): NonNullable<Embed['fields']> {
  const alone = action.kind === 'reply' ? context.replyTo === null : context.showsReplies === false
  if (context.thread != null) return []
  if (card.develops === undefined || !alone) return []
  const url = action.kind === 'reply' ? (context.linkOf?.(action.to) ?? null) : null
  const value = linkText(card.develops, url, SHARES.develops, SHARES.title)
  return value === '' ? [] : [{ name: 'More on', value }]
}

function describe(card: Card, timeZone: string, { linkOf }: RenderContext): string {
  if (card.listed !== undefined) return card.listed.map(listedLine).join('\n')
  const { update, overtaken, gist } = card
  const newer = overtaken === undefined ? null : (linkOf?.(overtaken.postId) ?? null)
  const said = gist === undefined ? '' : escapeText(gist, SHARES.gist)
  const lines = [
    ...(update === undefined ? [] : [updateLine(update, card.firstSeenAt, timeZone)]),
    ...(newer === null ? [] : [linkText('See the newer message', newer, SHARES.phrase * 2)]),
    ...(said === '' ? [] : [`In short (by the bot): ${said}`]),
  ]
  const summary = summarise(card.brief.summary, card.lead.outlet)
  return [...lines, ...(lines.length > 0 && summary !== '' ? [''] : []), ...(summary === '' ? [] : [summary])].join(
    '\n',
  )
}

/** "Updated 14:35 KST: called off"; with the day if it is not the card's first. */
function updateLine(update: { readonly at: number; readonly phrase: string }, since: number, timeZone: string): string {
  const date = dateIn(update.at, timeZone)
  const first = dateIn(since, timeZone)
  const day = date === first ? '' : `${renderDay(date, Number(first.slice(0, 4)))}, `
  const phrase = escapeText(update.phrase, SHARES.phrase)
  return `**Updated ${day}${renderClockTime(update.at, timeZone)}${phrase === '' ? '' : `: ${phrase}`}**`
}

/**
 * Whole sentences as one paragraph, with the outlet's name after its sentences unless all are the headline's; a sentence that does
 * not fit is left out, and only a first one is ever cut.
 */
function summarise(sentences: readonly Sentence[], lead: string): string {
  const told = sentences.filter(sentence => clean(sentence.text) !== '')
  const own = told.every(sentence => sentence.outlet === lead)
  const outletOf = (sentence: Sentence) => (own ? '' : ` (${escapeText(sentence.outlet, 60)})`)
  const textOf = (sentence: Sentence) => escapeText(sentence.text, SHARES.description * 2)
  const fit = fitSummary(told, SHARES.summary, one => textOf(one).length + outletOf(one).length)
  const [first] = told
  if (fit.length === 0 && first !== undefined) {
    const outlet = outletOf(first)
    return escapeText(first.text, SHARES.summary - outlet.length) + outlet
  }
  const ends = (one: Sentence, index: number) => one.outlet !== fit[index + 1]?.outlet
  return fit
    .map((one, index) => textOf(one) + (ends(one, index) ? `${outletOf(one)}${own ? '' : '\n'}` : ' '))
    .join('')
    .trim()
}
