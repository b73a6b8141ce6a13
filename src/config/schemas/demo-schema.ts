import { z } from 'zod'
import { language } from './fields.ts'

const text = (most: number) => z.string().min(1).max(most)
const outletId = z.string().regex(/^[a-z][a-z\d-]*$/, 'not a name – small letters, digits and hyphens')

/** config/demo.yaml: what the command demo plays. */
export const demoSchema = z
  .strictObject({
    outlets: z
      .record(
        outletId,
        z.strictObject({
          name: text(80).meta({ description: 'As cards name it.' }),
          language: language('Language.'),
          affiliation: text(120).meta({ description: 'Who is behind it.' }),
        }),
      )
      .meta({ description: 'Outlets that do not exist, by their names in items.' }),
    items: z
      .array(
        z.strictObject({
          at: z
            .string()
            .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'not a time – write it in UTC as 2018-05-24T13:55')
            .meta({ description: 'When it is published, in UTC.' }),
          outlet: z.string().meta({ description: 'One of the outlets.' }),
          title: text(300),
          summary: text(2000),
        }),
      )
      .min(1, 'no item is listed – add at least one'),
  })
  .meta({ title: 'Backchannel demo' })
