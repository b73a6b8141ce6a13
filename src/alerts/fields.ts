import type { Coming, Person } from '../briefs/brief.ts'
import { clip } from '../text/clip.ts'
import type { Card, StruckComing } from './card.ts'
import { comingLine, struckLine } from './coming-line.ts'
import { escapeText } from './escape.ts'
import { SIDE_LABELS } from './labels.ts'
import { SHARES } from './limits.ts'
import type { Embed } from './message.ts'
import { renderSources } from './sources.ts'

export type Field = NonNullable<Embed['fields']>[number]

/** People that a side's field names before it counts them. */
const NAMED_PEOPLE = 4
/** UTF-16 units of one name, place or role. */
const NAME = 80

/**
 * Who, where, what is coming, who else reports it; a part with nothing to say is not there.
 * @param year of the message: dates of another year name theirs
 */
export function cardFields(card: Card, year: number): readonly Field[] {
  const { people, where, coming } = card.brief
  return [
    ...peopleFields(people),
    ...field(
      'Where',
      joined(
        where.map(place => escapeText(place, NAME)),
        ' · ',
        SHARES.where,
      ),
      true,
    ),
    ...field('Coming', comingLines(coming, card.struck ?? [], year)),
    ...field('Also', renderSources(card)),
  ]
}

/** The side's people one a line, with what they are; the others in one line. */
function peopleFields(people: readonly Person[]): readonly Field[] {
  const sides = (['US', 'DPRK', 'ROK'] as const).flatMap(side => {
    const lines = people.filter(person => person.side === side && person.known).map(personLine)
    return field(SIDE_LABELS[side], listed(lines, '\n'), true)
  })
  const others = people.filter(person => !person.known || person.side === 'other').map(personLine)
  return [...sides, ...field(SIDE_LABELS.other, listed(others, ', '), true)]
}

function personLine({ name, role, side }: Person): string {
  const shown = escapeText(name, NAME)
  const office = role === null ? '' : escapeText(role, NAME)
  if (shown === '' || office === '') return shown
  return side === 'other' ? `${shown} (${office})` : `${shown} – ${office}`
}

function listed(lines: readonly string[], between: string): string {
  const shown = lines.filter(line => line !== '')
  const more = shown.length > NAMED_PEOPLE ? [`+${shown.length - NAMED_PEOPLE}`] : []
  return joined([...shown.slice(0, NAMED_PEOPLE), ...more], between, SHARES.side)
}

/** What was withdrawn stays to be read, struck out, before what is still to come. */
function comingLines(coming: readonly Coming[], struck: readonly StruckComing[], year: number): string {
  const lines = [...struck.map(event => struckLine(event, year)), ...coming.map(event => comingLine(event, year))]
  return joined(lines, '\n', SHARES.coming)
}

/** As many whole entries as fit; a first one that is too long by itself is cut. */
function joined(entries: readonly string[], between: string, max: number): string {
  let out = ''
  for (const entry of entries.filter(one => one !== '')) {
    if (out !== '' && out.length + between.length + entry.length > max) break
    out = out === '' ? clip(entry, max) : out + between + entry
  }
  return out
}

function field(name: string, value: string, inline = false): readonly Field[] {
  return value === '' ? [] : [{ name, value, ...(inline ? { inline } : {}) }]
}
