import { escapeText } from '../alerts/card/escape.ts'
import type { ActionRow } from '../alerts/card/message.ts'
import { pressId } from '../alerts/card/press.ts'
import { listing, type Reply, say } from './answers/reply.ts'
import { nameOfMute } from './muted.ts'
import { isQuiet, type Mute, pausedUntil, type Quiet, type Steering, standing } from './steering.ts'

export const UNDO = 'undo'
/** Most mutes with a button: five rows of five (Discord's page "Component Reference"). */
const MOST_BUTTONS = 25
const LABEL = 60
/** Words for a pause without an end. */
export const RESUMED = 'until /resume'

/** The result of a mute, with a button that undoes it. */
export function renderMuted(mute: Mute): Reply {
  const text = `Muted: ${escapeText(nameOfMute(mute), 300)}, ${untilOf(mute.until)}. Its news is recorded, not posted.`
  return { ...say(text), components: undoing([mute]) }
}

/** The mutes in effect, each with a button that undoes it. */
export function renderMutes(steering: Steering, now: number): Reply {
  const mutes = standing(steering, now)
  if (mutes.length === 0) return say('Nothing is muted.')
  const lines = mutes.map((mute, at) => {
    const by = `by <@${mute.made.by}> <t:${Math.floor(mute.made.at / 1000)}:R>`
    return `${at + 1}\\. ${escapeText(nameOfMute(mute), 200)} – ${untilOf(mute.until)}, ${by}`
  })
  return { ...listing('Muted', lines), components: undoing(mutes.slice(0, MOST_BUTTONS), true) }
}

function undoing(mutes: readonly Mute[], numbered = false): readonly ActionRow[] {
  const buttons = mutes.map(
    ({ id }, at) =>
      ({ type: 2, style: 2, label: numbered ? `Undo ${at + 1}` : 'Undo', custom_id: pressId(UNDO, id) }) as const,
  )
  const rows: ActionRow[] = []
  for (let from = 0; from < buttons.length; from += 5) rows.push({ type: 1, components: buttons.slice(from, from + 5) })
  return rows
}

/** "until" and a time that Discord shows in each reader's zone and language. */
export function untilOf(until: number | null, otherwise = 'until it is undone'): string {
  return until === null || until === Number.POSITIVE_INFINITY ? otherwise : `until <t:${Math.floor(until / 1000)}:f>`
}

/** The quiet hours in one sentence. */
export function describeQuiet({ from, to, timeZone, still }: Quiet): string {
  const rest = still === 'high' ? 'alerts of priority high ping as always' : 'no alert pings'
  return `Quiet from ${from} to ${to} (${escapeText(timeZone, LABEL)}): messages come without a sound, ${rest}.`
}

/** What people have switched off, one Markdown sentence each, for `/status`. */
export function steeredLines(steering: Steering, now: number): readonly string[] {
  const until = pausedUntil(steering, now)
  const mutes = standing(steering, now).length
  return [
    ...(until === null ? [] : [`**Paused** ${untilOf(until, RESUMED)}: nothing is sent, alerts wait in the store`]),
    ...(steering.quiet === null
      ? []
      : [`${describeQuiet(steering.quiet)}${isQuiet(steering, now) ? ' **Now.**' : ''}`]),
    ...(mutes === 0 ? [] : [`**Muted** ${mutes} – /mutes lists them`]),
  ]
}
