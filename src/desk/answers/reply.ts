import { clean } from '../../alerts/card/escape.ts'
import { LIMITS } from '../../alerts/card/limits.ts'
import type { ActionRow, Embed } from '../../alerts/card/message.ts'
import { clip } from '../../text/clip.ts'

/** An answer of the desk, in Discord's field names. Nothing in it pings. */
export interface Reply {
  readonly content?: string
  readonly embeds?: readonly Embed[]
  readonly components?: readonly ActionRow[]
  readonly files?: readonly ReplyFile[]
}

export interface ReplyFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Text for people who cannot see the picture; at most 1024 characters. */
  readonly description: string
}

/** A completion of what is typed. */
export interface Choice {
  readonly name: string
  readonly value: string
}

/** Discord's page "Receiving and Responding" (autocomplete): at most 25, a name and a value of at most 100 characters. */
const CHOICES = 25
const CHOICE = 100

/** A plain reply. @param content our own sentence, or escaped text */
export function say(content: string): Reply {
  return { content: clip(content, LIMITS.content) }
}

/**
 * A reply as one card: as many lines of Markdown as fit, and the number of the rest.
 * @param title our own, or escaped
 */
export function listing(title: string, lines: readonly string[], over: Partial<Embed> = {}): Reply {
  return { embeds: [{ title: clip(title, LIMITS.title), description: fitLines(lines), ...over }] }
}

/** As many whole lines as fit, and the number of the rest; a first line that is too long is clipped. */
export function fitLines(lines: readonly string[], max: number = LIMITS.description): string {
  const whole = lines.join('\n')
  if (whole.length <= max) return whole
  const restOf = (told: number) => (told < lines.length ? `\n… and ${lines.length - told} more` : '')
  const room = max - restOf(0).length
  let text = clip(lines[0] ?? '', room)
  let told = 1
  for (const line of lines.slice(1)) {
    if (text.length + 1 + line.length > room) break
    text += `\n${line}`
    told += 1
  }
  return text + restOf(told)
}

/** Completions of what is typed, each once; those that begin with it come first. */
export function choicesFor(typed: string, words: readonly Choice[]): readonly Choice[] {
  const fold = (text: string) => text.toLowerCase()
  const wanted = fold(typed.trim())
  const fit = words.filter(({ name, value }) => value !== '' && value.length <= CHOICE && fold(name).includes(wanted))
  const distinct = [...new Map(fit.map(one => [one.value, one])).values()]
  const begins = ({ name }: Choice) => (fold(name).startsWith(wanted) ? 0 : 1)
  return distinct
    .sort((a, b) => begins(a) - begins(b))
    .slice(0, CHOICES)
    .map(({ name, value }) => ({ name: clip(clean(name), CHOICE) || value, value }))
}
