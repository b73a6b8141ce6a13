import { type Coming, type Person, SIDES, type Side } from '../briefs/brief.ts'
import { clip } from '../text/clip.ts'
import type { Card, StruckComing } from './card.ts'
import { comingLine, struckLine } from './coming-line.ts'
import { escapeText } from './escape.ts'
import { SIDE_LABELS } from './labels.ts'
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
  const { people, where, coming } = card.brief
  return [
    ...field('Who', whoLines(people)),
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

/** One line a side, each person with what they are; below it those of no known side. */
function whoLines(people: readonly Person[]): string {
  const lines = SIDES.flatMap(side => {
    const names = people.filter(person => sideOf(person) === side).map(personName)
    const shown = names.filter(name => name !== '')
    const more = shown.length > NAMED_PEOPLE ? [`+${shown.length - NAMED_PEOPLE}`] : []
    const list = joined([...shown.slice(0, NAMED_PEOPLE), ...more], '; ', SHARES.side)
    return list === '' ? [] : [`**${SIDE_LABELS[side]}:** ${list}`]
  })
  return lines.join('\n')
}

function sideOf({ side, known }: Person): Side {
  return known ? side : 'other'
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
