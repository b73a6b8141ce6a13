import { z } from 'zod'
import { KINDS, MODES, PHASES } from '../../events/event.ts'
import type { EventsFile, PlaceSpec, Words } from '../../events/events-file.ts'
import { inEachLanguage } from '../../language/known-languages.ts'
import { STORY_TYPES } from '../../rules/verdict.ts'

const name = z.string().min(1)
const names = (about: string) => z.array(name).optional().meta({ description: about })
const key = z.string().regex(/^[a-z][a-z\d-]*$/, 'not a name – small letters, digits and hyphens')
const phase = z.enum(PHASES)

const wordLists = {
  verbs: names('English verbs in their base form; their other forms are made.'),
  nouns: names('English nouns that name the act.'),
  ...inEachLanguage(({ name: language, compounds = false }) =>
    names(`${language} words as they stand${compounds ? '; they count inside of a word too' : ''}.`),
  ),
}
const words = z.strictObject(wordLists)

const object = z.strictObject({
  type: z.enum(STORY_TYPES).optional().meta({ description: 'Type of an alert whose event is about it.' }),
  family: key.meta({ description: 'Things of one family may be called by each other’s name.' }),
  loose: z
    .boolean()
    .optional()
    .meta({ description: 'A word of many meanings: it counts only for acts that name its family.' }),
  dated: phase.optional().meta({ description: 'Its phase if it is named with a day and no act.' }),
  alone: phase.optional().meta({ description: 'Its phase if it is named with no act.' }),
  ends: phase.optional().meta({ description: 'Its phase if a Korean, Japanese or Chinese headline ends in it.' }),
  level: z
    .string()
    .optional()
    .meta({ description: 'leaders, working, contact or any: levels of a meeting; kinds of a missile.' }),
  ...wordLists,
})

const side = z.strictObject({
  says: name.meta({ description: 'How a card says it.' }),
  lists: names('Lists of terms.yaml.'),
  terms: names('Terms of terms.yaml.'),
})

const act = z.strictObject({
  phase: phase.meta({ description: 'How far the event has come by this act.' }),
  about: z.array(key).optional().meta({ description: 'Families of objects that it can be about; left out: any.' }),
  gist: z.string().min(1).optional().meta({ description: 'How the bot says in English that it was done.' }),
  implies: key.optional().meta({ description: 'The object that its words imply: to blacklist is to sanction.' }),
  usual: key
    .optional()
    .meta({ description: 'The object that is meant where it is to come and none is named: to meet.' }),
  takes: z.boolean().optional().meta({ description: 'Another act may follow: "refuses to meet".' }),
  speech: z.boolean().optional().meta({ description: 'Words only: it changes no earlier state.' }),
  mode: z
    .enum(MODES)
    .optional()
    .meta({ description: 'The certainty that its words imply, whatever is beside them: "still possible" is may.' }),
  ...wordLists,
})

const marks = z.strictObject({
  starts: names('Words at the beginning of the headline.'),
  anywhere: names('Words anywhere in it.'),
  ends: names('Signs at its end.'),
})

const turn = z.strictObject({
  says: name.meta({ description: 'How the overtaken card says so.' }),
  over: z.array(phase).meta({ description: 'Phases that it overtakes.' }),
  strikes: z.boolean().meta({ description: 'Whether coming dates of what it overtakes are withdrawn.' }),
})

const place = z.strictObject({ place: name, land: name, also: names('Other spellings.') })

export const eventsSchema = z
  .strictObject({
    sides: z.record(name, side),
    subject: z.array(name).meta({ description: 'The sides of which one must be named for events to be compared.' }),
    principals: z.array(name),
    speakers: z.array(name).meta({ description: 'Lists of people whose statements of one day are one event.' }),
    near: z
      .array(z.tuple([phase, phase]))
      .meta({ description: 'Phases that reports of one event give for each other.' }),
    later: z
      .array(z.tuple([phase, phase]))
      .optional()
      .meta({
        description: 'A phase, and one that later reports of the same event may give.',
      }),
    kin: z
      .array(z.array(key))
      .optional()
      .meta({ description: 'Families of things that reports of one event name for each other.' }),
    irregular: z.record(name, z.array(name)),
    objects: z.record(key, object),
    acts: z.record(key, act),
    modes: z.strictObject({ ahead: words, may: words, not: words, asked: words }),
    background: words,
    again: words.optional().meta({ description: 'Words that say that it is one more of its kind: "another".' }),
    kinds: z.partialRecord(z.enum(KINDS.filter(kind => kind !== 'report')), marks),
    turns: z.partialRecord(phase, turn),
    places: z.array(place),
    capitals: z.array(place),
    lands: z.array(z.strictObject({ land: name, also: names('Other spellings.') })),
    examples: z
      .array(
        z.strictObject({
          text: name,
          lang: z.string().optional(),
          act: key.nullable().meta({ description: 'The main act; null: there is none.' }),
          phase: phase.optional(),
          mode: z.enum(MODES).optional(),
          object: key.optional().meta({ description: 'The family of what it is about.' }),
        }),
      )
      .optional()
      .meta({ description: 'Headlines of your own and how they must be read: check runs them.' }),
  })
  .meta({ title: 'Backchannel events' })

export type RawEvents = z.output<typeof eventsSchema>

/** Fills in the defaults. */
export function toEvents(raw: RawEvents): EventsFile {
  return {
    sides: mapped(raw.sides, one => ({ says: one.says, lists: one.lists ?? [], terms: one.terms ?? [] })),
    subject: raw.subject,
    principals: raw.principals,
    speakers: raw.speakers,
    near: raw.near,
    later: raw.later ?? [],
    kin: raw.kin ?? [],
    irregular: raw.irregular,
    objects: mapped(raw.objects, spec => ({
      ...wordsOf(spec),
      family: spec.family,
      type: spec.type ?? null,
      level: spec.level ?? null,
      loose: spec.loose ?? false,
      dated: spec.dated ?? null,
      alone: spec.alone ?? null,
      ends: spec.ends ?? null,
    })),
    acts: mapped(raw.acts, spec => ({
      ...wordsOf(spec),
      phase: spec.phase,
      about: spec.about ?? [],
      gist: spec.gist ?? null,
      implies: spec.implies ?? null,
      usual: spec.usual ?? null,
      takes: spec.takes ?? false,
      speech: spec.speech ?? false,
      mode: spec.mode ?? null,
    })),
    modes: mapped(raw.modes, wordsOf),
    background: wordsOf(raw.background),
    again: wordsOf(raw.again ?? {}),
    kinds: mapped(raw.kinds as Record<string, z.output<typeof marks>>, kind => ({
      starts: kind.starts ?? [],
      anywhere: kind.anywhere ?? [],
      ends: kind.ends ?? [],
    })),
    turns: raw.turns as EventsFile['turns'],
    places: raw.places.map(placeOf),
    capitals: raw.capitals.map(placeOf),
    lands: raw.lands.map(({ land, also }) => ({ land, also: also ?? [] })),
    examples: (raw.examples ?? []).map(({ text, lang, act, phase, mode, object }) => ({
      text,
      language: lang ?? '',
      act,
      phase: phase ?? null,
      mode: mode ?? null,
      object: object ?? null,
    })),
  }
}

function placeOf({ place: name, land, also }: z.output<typeof place>): PlaceSpec {
  return { name, land, also: also ?? [] }
}

function wordsOf(raw: z.output<typeof words>): Words {
  return { verbs: raw.verbs ?? [], nouns: raw.nouns ?? [], ...inEachLanguage(({ code }) => raw[code] ?? []) }
}

function mapped<K extends string, A, B>(of: Readonly<Record<K, A>>, each: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([name, value]) => [name, each(value)])) as Record<K, B>
}
