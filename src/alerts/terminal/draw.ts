import { widthOf, wrap } from '../../text/show/width.ts'
import type { Embed, Message } from '../card/message.ts'
import { plainText } from './plain-text.ts'

export interface DrawOptions {
  /** Columns of the terminal; the card takes at most 78. */
  readonly columns: number
  readonly colour: boolean
  /** IANA zone for dates. */
  readonly timeZone: string
  /** The kind of message: "new", "edited", "reply". */
  readonly label: string
}

/** Draws a message as Discord would show it, with box lines, for a terminal. */
export function draw(message: Message, options: DrawOptions): string {
  return (message.embeds ?? []).map(embed => drawEmbed(embed, message, options)).join('\n')
}

/** One line for an edited card: drawing all of it again would look like news. */
export function drawEdit(message: Message, timeZone: string): string {
  const embed = message.embeds?.[0]
  const update = /^\*\*Updated .*$/m.exec(embed?.description ?? '')?.[0]
  const also = embed?.fields?.find(field => field.name === 'Also')?.value.split('\n')
  const parts = [embed?.title, update, also === undefined ? undefined : `also: ${also.join(' – ')}`]
  return parts.flatMap(part => (part === undefined ? [] : [plainText(part, timeZone)])).join(' – ')
}

function drawEmbed(embed: Embed, message: Message, options: DrawOptions): string {
  const inner = Math.max(36, Math.min(options.columns, 78) - 4)
  const paint = painter(embed.color, options.colour)
  const lines: string[] = []
  const add = (text: string, dress: (line: string) => string = line => line) => {
    for (const line of wrap(text, inner)) {
      lines.push(`${paint.bar('│')} ${dress(line)}${' '.repeat(Math.max(0, inner - widthOf(line)))} ${paint.bar('│')}`)
    }
  }
  const read = (text: string) => plainText(text, options.timeZone)
  // The notification line repeats the card; only the ping is new.
  const [ping] = /^<@&\d+>/.exec(message.content ?? '') ?? []
  if (ping !== undefined) add(`pings role ${ping.slice(3, -1)}`)
  if (embed.title !== undefined) add(read(embed.title), paint.strong)
  if (embed.url !== undefined) add(embed.url, paint.faint)
  if (embed.description !== undefined) {
    add('')
    for (const line of embed.description.split('\n')) add(read(line.replace(/^( *)- /, '$1• ')))
  }
  if (embed.fields !== undefined) add('')
  for (const field of embed.fields ?? []) add(`${field.name}: ${field.value.split('\n').map(read).join(' · ')}`)
  add('')
  const time = embed.timestamp === undefined ? '' : ` · ${minute(embed.timestamp, options.timeZone)}`
  add(`${embed.footer?.text ?? ''}${time}`, paint.faint)
  const author = embed.author?.name ?? ''
  const label = options.label === '' ? '' : `[${options.label}] `
  const heading = clipColumns(`${label}${author}`, inner - 2)
  const rule = (columns: number) => `${'─'.repeat(Math.max(0, columns))}┐`
  const top =
    heading === ''
      ? paint.bar(`┌${rule(inner + 2)}`)
      : `${paint.bar('┌')} ${paint.strong(heading)} ${paint.bar(rule(inner - widthOf(heading)))}`
  return [top, ...lines, paint.bar(`└${'─'.repeat(inner + 2)}┘`)].join('\n')
}

function clipColumns(text: string, columns: number): string {
  return wrap(text, columns)[0] ?? ''
}

function painter(colour: number | undefined, on: boolean) {
  if (!on) return { bar: (text: string) => text, strong: (text: string) => text, faint: (text: string) => text }
  const [red, green, blue] = [(colour ?? 0) >> 16, ((colour ?? 0) >> 8) & 255, (colour ?? 0) & 255]
  return {
    bar: (text: string) => `\u001b[38;2;${red};${green};${blue}m${text}\u001b[0m`,
    strong: (text: string) => `\u001b[1m${text}\u001b[0m`,
    faint: (text: string) => `\u001b[2m${text}\u001b[0m`,
  }
}

/** "Fri 4 Oct 2019" in a zone. */
export function day(ms: number, timeZone: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(new Date(ms)).replace(',', '')
}

function minute(iso: string, timeZone: string): string {
  const parts = { dateStyle: 'medium', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(new Date(iso))
}
