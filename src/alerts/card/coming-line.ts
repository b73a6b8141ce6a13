import type { Coming } from '../../briefs/brief.ts'
import { renderDay } from '../../text/time/day.ts'
import type { StruckComing } from './card.ts'
import { escapeText } from './escape.ts'

/** Longest phrase, in UTF-16 units. */
const PHRASE = 120

/**
 * A coming event as one line of Discord's markdown. A day is text, the same for every reader; only an instant is a timestamp, which Discord
 * shows in each reader's zone.
 * @param year the message's year: a date in another year shows its own
 */
export function comingLine(event: Pick<Coming, 'what' | 'date' | 'at' | 'time'>, year: number): string {
  const when = event.time === 'instant' ? `<t:${Math.floor(event.at / 1000)}:f>` : dayText(event.date, year)
  return labelled(when, event.what)
}

/** A withdrawn event, struck out. */
export function struckLine({ date, what }: StruckComing, year: number): string {
  return `~~${labelled(dayText(date, year), what)}~~`
}

function dayText(date: string, year: number): string {
  return escapeText(renderDay(date, year), 40)
}

function labelled(when: string, what: string): string {
  const phrase = escapeText(what, PHRASE)
  return phrase === '' ? when : `${when} – ${phrase}`
}
