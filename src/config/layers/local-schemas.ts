import { z } from 'zod'
import { feedsSchema } from '../schemas/feeds-schema.ts'
import { peopleSchema } from '../schemas/people-schema.ts'
import { placesSchema } from '../schemas/places-schema.ts'
import { rulesSchema } from '../schemas/rules-schema.ts'
import { sidesSchema } from '../schemas/sides-schema.ts'
import { storiesSchema } from '../schemas/stories-schema.ts'
import { termsSchema } from '../schemas/terms-schema.ts'
import { weightsSchema } from '../schemas/weights-schema.ts'
import type { Part } from './layer-forms.ts'

const names = (about: string) => z.array(z.string().min(1)).optional().meta({ description: about })

/** Schemas of the files in config/local; null: the file has the shipped file's schema and is checked once it is merged. */
export const LOCAL_SCHEMAS = {
  settings: null,
  feeds: z
    .strictObject({
      feeds: z
        .array(feedsSchema.shape.feeds.element.partial())
        .optional()
        .meta({ description: 'Feeds to add; of one that is shipped, its id and what is to be otherwise.' }),
      remove: names('Ids of shipped feeds to leave out.'),
    })
    .meta({ title: 'Backchannel feeds of your own' }),
  terms: z
    .strictObject({
      lists: z
        .record(
          termsSchema.shape.lists.keyType,
          termsSchema.shape.lists.valueType.partial().extend({ remove: names('Terms to leave out.') }),
        )
        .optional()
        .meta({ description: 'Lists to add; of one that is shipped, its name and what is to be added or left out.' }),
    })
    .meta({ title: 'Backchannel terms of your own' }),
  rules: z
    .strictObject({
      unless: rulesSchema.shape.unless,
      rules: z
        .array(rulesSchema.shape.rules.element)
        .optional()
        .meta({ description: 'Rules to add; one with the name of a shipped one replaces it.' }),
      types: rulesSchema.shape.types,
      disable: names('Names of shipped rules to leave out.'),
    })
    .meta({ title: 'Backchannel rules of your own' }),
  people: z
    .strictObject({
      people: z
        .array(peopleSchema.shape.people.element.partial().required({ name: true }))
        .optional()
        .meta({ description: 'People to add; of one that is shipped, the name and what is to be added or otherwise.' }),
      remove: names('Names of shipped people to leave out.'),
    })
    .meta({ title: 'Backchannel people of your own' }),
  sides: sidesSchema
    .extend({
      sides: z.array(sidesSchema.shape.sides.element.partial().required({ side: true })).optional(),
      leaders: z.array(sidesSchema.shape.leaders.unwrap().element.partial().required({ name: true })).optional(),
    })
    .meta({ title: 'Backchannel sides of your own' }),
  places: placesSchema,
  events: null,
  stories: storiesSchema
    .partial()
    .extend({ remove: names('Names of shipped origins to leave out.') })
    .meta({ title: 'Backchannel stories of your own' }),
  weights: z
    .strictObject({
      base: weightsSchema.shape.base.optional(),
      levels: weightsSchema.shape.levels.partial().optional(),
      types: weightsSchema.shape.types,
      weights: z
        .array(weightsSchema.shape.weights.element.partial().required({ name: true }))
        .optional()
        .meta({ description: 'Weights to add; of one that is shipped, its name and what is to be otherwise.' }),
      remove: names('Names of shipped weights to leave out.'),
    })
    .meta({ title: 'Backchannel weights of your own' }),
  demo: null,
} as const satisfies Readonly<Record<Part, z.ZodType | null>>
