import { type Brief, type Coming, OTHER, type Person, type Side } from '../../briefs/brief.ts'
import { clip } from '../../text/clip.ts'
import type { Card, StruckComing } from './card.ts'
import { comingLine, struckLine } from './coming-line.ts'
import { escapeText } from './escape.ts'
import { OTHERS_LABEL } from './labels.ts'
import { SHARES } from './limits.ts'
import type { Embed } from './message.ts'
import { renderSources } from './sources.ts'

export type Field = NonNullable<Embed['fields']>[number]

/** How many people of one side are named before the rest are counted. */
const NAMED_PEOPLE = 4
/** Longest name, place or role, in UTF-16 units. */
const NAME = 80

/**
 * Who, where, what is coming, who else reports it; empty parts are left out.
 * @param year the message's year: dates in another year show their own
 */
export function cardFields(card: Card, year: number): readonly Field[] {
  const { where, coming } = card.brief
  return [
    ...field('Who', whoLines(card.brief)),
    ...field(
      'Where',
      joined(
        where.map(place => escapeText(place, NAME)),
        ' · ',
        SHARES.where,
      ),
    ),
    ...field('Coming', comingLines(coming, card.struck ?? [], year)),
    ...field('Also', renderSources(card)),
  ]
}

/** One line per side, each person with their role; last, those of no known side. Old cards without labels show the sides' ids. */
function whoLines({ people, sides = [] }: Brief): string {
  const unlabelled = new Set(people.map(sideOf).filter(side => side !== OTHER && !sides.some(one => one.side === side)))
  const all = [...sides, ...[...unlabelled].map(side => ({ side, label: side })), { side: OTHER, label: OTHERS_LABEL }]
  const lines = all.flatMap(({ side, label }) => {
    const names = people.filter(person => sideOf(person) === side).map(personName)
    const shown = names.filter(name => name !== '')
    const more = shown.length > NAMED_PEOPLE ? [`+${shown.length - NAMED_PEOPLE}`] : []
    const list = joined([...shown.slice(0, NAMED_PEOPLE), ...more], '; ', SHARES.side)
    return list === '' ? [] : [`**${escapeText(label, NAME)}:** ${list}`]
  })
  return lines.join('\n')
}

function sideOf({ side, known }: Person): Side {
  return known ? side : OTHER
}

function personName({ name, role }: Person): string {
  const shown = escapeText(name, NAME)
  const office = role === null ? '' : escapeText(role, NAME)
  return shown === '' || office === '' ? shown : `${shown} – ${office}`
}

/** Withdrawn events stay readable, struck out, before those still to come. */
function comingLines(coming: readonly Coming[], struck: readonly StruckComing[], year: number): string {
  const lines = [...struck.map(event => struckLine(event, year)), ...coming.map(event => comingLine(event, year))]
  return joined(lines, '\n', SHARES.coming)
}

/** As many whole entries as fit in `max` UTF-16 units; a first one that is too long by itself is cut. */
function joined(entries: readonly string[], between: string, max: number): string {
  let out = ''
  for (const entry of entries.filter(one => one !== '')) {
    if (out !== '' && out.length + between.length + entry.length > max) break
    out = out === '' ? clip(entry, max) : out + between + entry
  }
  return out
}

function field(name: string, value: string): readonly Field[] {
  return value === '' ? [] : [{ name, value }]
}
