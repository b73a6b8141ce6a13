import { z } from 'zod'
import { demoSchema } from './demo-schema.ts'
import { eventsSchema } from './events-schema.ts'
import { feedsSchema } from './feeds-schema.ts'
import { LOCAL_SCHEMAS } from './local-schemas.ts'
import { peopleSchema } from './people-schema.ts'
import { placesSchema } from './places-schema.ts'
import { rulesSchema } from './rules-schema.ts'
import { settingsSchema } from './settings-schema.ts'
import { sidesSchema } from './sides-schema.ts'
import { storiesSchema } from './stories-schema.ts'
import { termsSchema } from './terms-schema.ts'
import { weightsSchema } from './weights-schema.ts'

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
