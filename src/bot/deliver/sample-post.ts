import { render } from '../../alerts/card/render.ts'
import { classify } from '../../alerts/delivery/failures.ts'
import { sampleAlert } from '../../alerts/sample.ts'
import type { Settings } from '../../config/settings.ts'
import { modeAt, type PermissionName, type Sender, type SendOutcome } from '../../io/discord/sender.ts'
import { renderDuration } from '../../text/time/duration.ts'

const SEND_MS = 20_000

/** Result of posting a sample card. */
export interface Sampled {
  /** `refused`: Discord refused it. `unknown`: it did not answer, or asks to wait. */
  readonly kind: 'sent' | 'refused' | 'unknown'
  /** Discord's answer, as sentences for a person. */
  readonly lines: readonly string[]
  /** The message and its place; null: not known. */
  readonly message: { readonly id: string; readonly place: string } | null
  /** Permissions that the bot needs and lacks there, by Discord's names. */
  readonly lacks: readonly PermissionName[]
}

/** Posts one sample card, and checks which permissions the bot lacks there. Makes one attempt only. */
export async function postSample(
  sender: Sender,
  settings: Settings,
  route: string,
  place: string,
  now: number,
): Promise<Sampled> {
  const sample = sampleAlert(route, now)
  const context = { pingRole: null, replyTo: null, timeZone: settings.timeZone }
  const message = render(sample, context)
  const signal = AbortSignal.timeout(SEND_MS)
  const outcome = await sender.send({ channelId: place, message, nonce: sample.nonce, edits: null }, signal)
  const lacks = (await sender.lacks?.(place, wantedBy(settings, route), AbortSignal.timeout(SEND_MS))) ?? []
  const missing = lacks.length === 0 ? [] : [`The bot lacks ${lacks.join(', ')} in this channel – ${GRANT}`]
  const link = outcome.kind === 'sent' ? await linkTo(sender, place, outcome) : null
  const lines = [sayOutcome(modeAt(sender, place), outcome), ...(link === null ? [] : [link]), ...missing]
  const stands = outcome.kind === 'sent' ? { id: outcome.messageId, place: outcome.place ?? place } : null
  const kind = outcome.kind === 'sent' || outcome.kind === 'refused' ? outcome.kind : 'unknown'
  return { kind, lines, message: stands, lacks }
}

const GRANT = 'give it there: channel settings, "Permissions", add the bot’s role'

/** Permissions that a route needs: the digest attaches a picture; threads and events are needed only if configured. */
function wantedBy({ digest, routes }: Settings, name: string): readonly PermissionName[] {
  const route = routes[name]
  return [
    'View Channel',
    'Send Messages',
    'Embed Links',
    'Read Message History',
    ...(digest === null ? [] : (['Attach Files'] as const)),
    ...(route?.threads === true ? (['Create Public Threads', 'Send Messages in Threads'] as const) : []),
    ...(route == null || route.events === null ? [] : (['Create Events'] as const)),
  ]
}

/** What Discord's answer means, in one sentence. */
export function sayOutcome(mode: Sender['mode'], outcome: SendOutcome): string {
  switch (outcome.kind) {
    case 'sent':
      if (mode === 'preview') return 'Drawn here: neither a webhook nor a bot is configured.'
      return `Discord accepted it: message ${outcome.messageId}.`
    case 'refused': {
      const { why } = classify(outcome.status, outcome.code)
      return `Discord refused it: ${why}${outcome.why === '' ? '' : `: ${outcome.why}`}`
    }
    case 'retry': {
      const wait = outcome.afterMs === null ? '' : ` – try again in ${renderDuration(outcome.afterMs)}`
      return `It was not sent: ${outcome.why}${wait}`
    }
    case 'uncertain':
      return `It may or may not have arrived: ${outcome.why} – check the channel`
  }
}

async function linkTo(
  sender: Sender,
  place: string,
  { messageId, channelId }: Extract<SendOutcome, { kind: 'sent' }>,
): Promise<string | null> {
  if (modeAt(sender, place) === 'preview' || !/^\d+$/.test(channelId)) return null
  const guild =
    (await sender.guildOf?.(modeAt(sender, place) === 'webhook' ? place : channelId, AbortSignal.timeout(SEND_MS))) ??
    null
  return guild === null ? null : `https://discord.com/channels/${guild}/${channelId}/${messageId}`
}
