import { z } from 'zod'
import type { TermsFile } from '../../rules/terms/terms.ts'
import { language } from './fields.ts'

const MOST_LETTERS = 200

const name = z
  .string({ error: 'a term must be text – put it in quotes' })
  .min(1)
  .max(MOST_LETTERS)
  .meta({ description: 'Words as in a text; * at the end means any ending.' })
export const listName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'not a name for a list – lower-case letters, digits and hyphens')
const phrases = (about: string) => z.array(name).optional().meta({ description: about })

const term = z.strictObject({
  term: name,
  also: phrases('Other names of the same: romanisations and languages.'),
  except: phrases('Longer phrases in which it does not count.'),
  'counts-for': z.array(z.string()).optional().meta({ description: 'Other lists that it counts for as well.' }),
  'exact-case': z.boolean().optional().meta({
    description: 'Capitals must stand as written; default true for at most four letters, all of them capitals.',
  }),
  lang: z
    .union([language('Language.'), z.array(language('Language.'))])
    .optional()
    .meta({ description: 'Counts only in texts of these languages.' }),
})

const list = z.strictObject({
  about: z.string().min(1).meta({ description: 'One sentence: what the list holds.' }),
  includes: z.array(z.string()).optional().meta({ description: 'Lists whose terms count for this one too.' }),
  people: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'A side: its people of people.yaml whose entries name no lists count for this one.' }),
  except: phrases('Phrases in which none of its terms counts.'),
  terms: z
    .array(z.union([name, term], { error: 'a term must be text, or a block with term: – put it in quotes' }))
    .optional(),
})

export const termsSchema = z.strictObject({ lists: z.record(listName, list) }).meta({ title: 'Backchannel terms' })

/** Fills in the defaults. */
export function toTerms(raw: z.output<typeof termsSchema>): TermsFile {
  const lists = Object.entries(raw.lists).map(([key, value]) => {
    const terms = (value.terms ?? []).map(each => {
      const full = typeof each === 'string' ? { term: each } : each
      const languages = full.lang === undefined ? [] : typeof full.lang === 'string' ? [full.lang] : full.lang
      return {
        term: full.term,
        also: full.also ?? [],
        except: full.except ?? [],
        countsFor: full['counts-for'] ?? [],
        exactCase: full['exact-case'] ?? null,
        languages,
      }
    })
    const { about, includes = [], except = [], people } = value
    return [key, { about, includes, except, people, terms }] as const
  })
  return { lists: Object.fromEntries(lists) }
}
