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

/** People of one side that are named before they are counted. */
const NAMED_PEOPLE = 4
/** UTF-16 units of one name, place or role. */
const NAME = 80

/**
 * Who, where, what is coming, who else reports it; a part with nothing to say is not there.
 * @param year of the message: dates of another year name theirs
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

/** One line a side, each person with what they are; below it those of no known side. A card of before sides had labels says their ids. */
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

function field(name: string, value: string): readonly Field[] {
  return value === '' ? [] : [{ name, value }]
}
