import { z } from 'zod'
import { LOCAL_SCHEMAS } from './layers/local-schemas.ts'
import { demoSchema } from './schemas/demo-schema.ts'
import { eventsSchema } from './schemas/events-schema.ts'
import { feedsSchema } from './schemas/feeds-schema.ts'
import { peopleSchema } from './schemas/people-schema.ts'
import { placesSchema } from './schemas/places-schema.ts'
import { rulesSchema } from './schemas/rules-schema.ts'
import { settingsSchema } from './schemas/settings-schema.ts'
import { sidesSchema } from './schemas/sides-schema.ts'
import { storiesSchema } from './schemas/stories-schema.ts'
import { termsSchema } from './schemas/terms-schema.ts'
import { weightsSchema } from './schemas/weights-schema.ts'

const SCHEMAS = {
  settings: settingsSchema,
  feeds: feedsSchema,
  terms: termsSchema,
  rules: rulesSchema,
  people: peopleSchema,
  sides: sidesSchema,
  places: placesSchema,
  events: eventsSchema,
  stories: storiesSchema,
  weights: weightsSchema,
  demo: demoSchema,
} as const

/** The JSON Schema of each config file by file name, as editors read it: generated, never written by hand. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const local = Object.entries(LOCAL_SCHEMAS).flatMap(([name, schema]) =>
    schema === null ? [] : [[`local-${name}`, schema] as const],
  )
  const entries = [...Object.entries(SCHEMAS), ...local].map(([name, schema]) => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`] as const
  })
  return new Map(entries)
}
