import { z } from 'zod'
import type { StoriesFile } from '../../stories/stories-file.ts'

const word = z.string().min(1).max(80)
const words = (about: string) => z.array(word).optional().meta({ description: about })
const key = z.string().regex(/^[a-z][a-z\d-]*$/, 'not a name – small letters, digits and hyphens')
const language = z.string().regex(/^[a-z]{2,3}$/, 'not a language – its code, such as en, ko, ja or zh')
const byLanguage = z.record(language, z.array(word)).meta({
  description:
    'Words by language: English ones by their stem, others wherever they stand, in Latin letters at the beginning of a word.',
})

/** config/stories.yaml: how reports of one event are recognised by their words. */
export const storiesSchema = z
  .strictObject({
    classes: z
      .record(key, byLanguage)
      .optional()
      .meta({ description: 'What may have happened, with the words that say so.' }),
    shared: z
      .record(key, byLanguage)
      .optional()
      .meta({ description: 'English words, not classes, that are compared across languages.' }),
    places: z
      .record(key, z.array(word))
      .optional()
      .meta({ description: 'Places by which reports in different languages meet, in every spelling.' }),
    common: z
      .array(
        z.strictObject({
          share: z.number().gt(0).max(1).meta({ description: 'In what share of the reports: 0.5 is every other one.' }),
          words: words('Words as they stand in headlines, in small letters.'),
          classes: z.array(key).optional().meta({ description: 'Names of classes.' }),
        }),
      )
      .optional()
      .meta({ description: 'What every report on the subject says: it tells no event.' }),
    origins: z
      .array(
        z.strictObject({
          name: word.meta({ description: 'The source as cards name it; outlets of this name are it.' }),
          also: words('Its other names, in any language.'),
          alone: z
            .boolean()
            .optional()
            .meta({ description: 'Its name alone says who speaks, without "said" or "according to".' }),
          state: z
            .strictObject({
              name: word.meta({ description: 'What cards call it where it is not named.' }),
              also: words('Other media of this state.'),
              'not-behind': words('Words before "state media" that make them those of another state.'),
            })
            .optional()
            .meta({ description: 'It belongs to a state: "state media said" is it too.' }),
        }),
      )
      .optional()
      .meta({ description: 'Sources that others carry on: such reports count once.' }),
  })
  .meta({ title: 'Backchannel stories' })

/** Fills in the defaults. */
export function toStories(raw: z.output<typeof storiesSchema>): StoriesFile {
  const { classes = {}, shared = {}, places = {}, common = [], origins = [] } = raw
  return {
    classes,
    shared,
    places,
    common: common.map(one => ({ share: one.share, words: one.words ?? [], classes: one.classes ?? [] })),
    origins: origins.map(({ name, also = [], alone = false, state }) => ({
      name,
      also,
      alone,
      state:
        state === undefined ? null : { name: state.name, also: state.also ?? [], notBehind: state['not-behind'] ?? [] },
    })),
  }
}
