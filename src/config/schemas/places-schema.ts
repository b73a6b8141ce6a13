import { z } from 'zod'
import type { PlaceSpec, PlacesFile } from '../../briefs/places/places-file.ts'

const name = z.string().min(1).max(80)
const names = (about: string) => z.array(name).optional().meta({ description: about })

const place = z.strictObject({
  place: name.meta({ description: 'The place as cards show it.' }),
  in: name.optional().meta({ description: 'The city of a venue, shown after it.' }),
  also: names('Other spellings, in any language.'),
  room: z.boolean().optional().meta({ description: 'Of a seat: who is named in it is there.' }),
  office: z.boolean().optional().meta({ description: 'Of a seat: "in the …" says who governs, not where.' }),
})
const places = (about: string) =>
  z
    .array(z.union([name, place], { error: 'a place must be text, or a block with place: – put it in quotes' }))
    .optional()
    .meta({ description: about })

const pattern = z
  .string()
  .min(1)
  .max(500)
  .refine(isPattern, 'not a regular expression – as JavaScript has them, with the flag u')

/** config/places.yaml: places that matter for the subject. */
export const placesSchema = z
  .strictObject({
    capitals: places('Capitals: their names stand for their governments as well.'),
    seats: places('Seats of governments: they stand for them as well.'),
    cities: places('Cities that stand for themselves.'),
    sites: places('Bases, test sites, venues: reports that name them are about events there.'),
    regions: names('Countries, regions and seas: they say where a place lies and are none themselves.'),
    bureaus: names('Where outlets have their people.'),
    clocks: z
      .record(name, name)
      .optional()
      .meta({ description: 'Zones, as feeds write them, by the words before "time", such as Eastern: ET.' }),
    implied: z
      .array(
        z.strictObject({
          place: name,
          pattern: pattern.meta({ description: 'A regular expression for words that imply the place.' }),
          weight: z
            .tuple([z.number().min(0).max(10), z.number().min(0).max(10)])
            .meta({ description: 'What it counts in the headline and in the first sentences; from 1.4 it is shown.' }),
          beside: names('Only if one of these words is in the report.'),
          named: z.boolean().optional().meta({ description: 'Only where the place is named as well.' }),
          since: z.iso
            .date('not a day – write it as 2006-01-31')
            .optional()
            .meta({ description: 'Only of reports since.' }),
        }),
      )
      .optional()
      .meta({ description: 'Words that imply a place without naming it.' }),
    nations: names('Words for a nation before an office, which a phrase leaves out.'),
    bodies: names('Names of those that act as one body: no person is called so.'),
    untelling: names('The first five letters of words that nearly every headline has.'),
  })
  .meta({ title: 'Backchannel places' })

type Raw = z.output<typeof placesSchema>

/** Fills in the defaults. */
export function toPlaces(raw: Raw): PlacesFile {
  const kinds = [
    [raw.capitals, { government: true, site: false }],
    [raw.seats, { government: true, site: true }],
    [raw.cities, { government: false, site: false }],
    [raw.sites, { government: false, site: true }],
  ] as const
  return {
    places: kinds.flatMap(([entries = [], kind]) => entries.map(entry => ({ ...placeOf(entry), ...kind }))),
    regions: raw.regions ?? [],
    bureaus: raw.bureaus ?? [],
    clocks: raw.clocks ?? {},
    implied: (raw.implied ?? []).map(({ place: at, pattern: of, weight, beside, named, since }) => ({
      place: at,
      pattern: of,
      weight,
      beside: beside ?? [],
      named: named ?? false,
      since: since === undefined ? 0 : Date.parse(since),
    })),
    nations: raw.nations ?? [],
    bodies: raw.bodies ?? [],
    untelling: raw.untelling ?? [],
  }
}

function placeOf(entry: NonNullable<Raw['cities']>[number]): Omit<PlaceSpec, 'government' | 'site'> {
  const {
    place: own,
    in: city,
    also = [],
    room = false,
    office = false,
  } = typeof entry === 'string' ? { place: entry } : entry
  return { name: city === undefined ? own : `${own}, ${city}`, spellings: [own, ...also], room, office }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== ''
  } catch {
    return false
  }
}
