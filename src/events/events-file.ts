import type { LanguageCode } from '../language/known-languages.ts'
import type { StoryType } from '../rules/verdict.ts'
import type { Kind, Mode, Phase } from './event.ts'

/** Words with one meaning, by language; `verbs` are English verbs in their base form, `nouns` English nouns. */
export interface Words extends Readonly<Record<LanguageCode, readonly string[]>> {
  readonly verbs: readonly string[]
  readonly nouns: readonly string[]
}

export interface ActSpec extends Words {
  readonly phase: Phase
  /** Families of objects that it can be about; none: any. */
  readonly about: readonly string[]
  /** The bot's English for the completed act; null: none, since the act is too often misread. */
  readonly gist: string | null
  /** The object that its words imply: to blacklist is to sanction; null: none. */
  readonly implies: string | null
  /** The object meant if the act is not (yet) done and names none: "to meet" means a meeting; null: none. */
  readonly usual: string | null
  readonly takes: boolean
  readonly speech: boolean
  /** The mode that its own words imply: "still possible"; null: the words around them decide. */
  readonly mode: Mode | null
}

export interface ObjectSpec extends Words {
  readonly family: string
  /** Type of an alert whose event is about it; null: the rules decide. */
  readonly type: StoryType | null
  readonly level: string | null
  /** The phase if it is named with a day and without an act; null: no event. */
  readonly dated: Phase | null
  /** The phase if it is named without an act; null: no event. */
  readonly alone: Phase | null
  /** The phase if a Korean, Japanese or Chinese headline ends with it; null: no event. */
  readonly ends: Phase | null
  /** An ambiguous word: it counts only for acts that name its family. */
  readonly loose: boolean
}

/** A party of events. */
export interface SideSpec {
  /** Its name on cards. */
  readonly says: string
  readonly lists: readonly string[]
  readonly terms: readonly string[]
}

/** How a phase changes an earlier state. */
export interface TurnSpec {
  /** The phrase on the card that it overtakes: "since called off". */
  readonly says: string
  readonly over: readonly Phase[]
  /** Whether the overtaken event's coming dates are withdrawn. */
  readonly strikes: boolean
}

export interface PlaceSpec {
  readonly name: string
  readonly land: string
  readonly also: readonly string[]
}

/** A headline and how its main act must be read. null: not checked; for `act`: no act must be read. */
export interface EventExample {
  readonly text: string
  /** '': guessed from the script. */
  readonly language: string
  readonly act: string | null
  readonly phase: Phase | null
  readonly mode: Mode | null
  /** Family of its object. */
  readonly object: string | null
}

/** config/events.yaml, valid, with defaults filled in. */
export interface EventsFile {
  /** Lists and terms of terms.yaml by side. */
  readonly sides: Readonly<Record<string, SideSpec>>
  /** Sides of which one must be named for events to be compared. */
  readonly subject: readonly string[]
  readonly principals: readonly string[]
  /** Lists of people whose statements of one day are one event. */
  readonly speakers: readonly string[]
  /** Phases that reports of one event may give interchangeably; words then decide. */
  readonly near: readonly (readonly [Phase, Phase])[]
  /** A phase, and one that later reports of the same event may give: what is back on is also planned. */
  readonly later: readonly (readonly [Phase, Phase])[]
  /** Families that reports of one event use interchangeably. */
  readonly kin: readonly (readonly string[])[]
  /** Irregular forms of English verbs, by base form. */
  readonly irregular: Readonly<Record<string, readonly string[]>>
  readonly objects: Readonly<Record<string, ObjectSpec>>
  readonly acts: Readonly<Record<string, ActSpec>>
  readonly modes: Readonly<Record<Exclude<Mode, 'done'>, Words>>
  readonly background: Words
  /** Words for one more of a kind: "another". */
  readonly again: Words
  readonly kinds: Readonly<
    Partial<
      Record<
        Exclude<Kind, 'report'>,
        { readonly starts: readonly string[]; readonly anywhere: readonly string[]; readonly ends: readonly string[] }
      >
    >
  >
  readonly turns: Readonly<Partial<Record<Phase, TurnSpec>>>
  readonly places: readonly PlaceSpec[]
  readonly capitals: readonly PlaceSpec[]
  readonly lands: readonly { readonly land: string; readonly also: readonly string[] }[]
  readonly examples: readonly EventExample[]
}
