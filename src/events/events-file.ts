import type { StoryType } from '../rules/verdict.ts'
import type { Kind, Mode, Phase } from './event.ts'

/** Words of one meaning by language; `verbs` are English verbs in their base form. */
export interface Words {
  readonly verbs: readonly string[]
  readonly nouns: readonly string[]
  readonly en: readonly string[]
  readonly ko: readonly string[]
  readonly ja: readonly string[]
  readonly zh: readonly string[]
}

export interface ActSpec extends Words {
  readonly phase: Phase
  /** Families of objects that it can be about; none: any. */
  readonly about: readonly string[]
  /** How the bot says in English that it was done; null: it is not said, since it is too often read wrongly. */
  readonly gist: string | null
  /** Object that its words imply: to blacklist is to sanction; null: none. */
  readonly implies: string | null
  /** Object that is meant where it will be, may be or will not be done and none is named: to meet is a meeting; null: none. */
  readonly usual: string | null
  readonly takes: boolean
  readonly speech: boolean
  /** How certain its words tell it, whatever stands beside them: "still possible"; null: what stands beside them says so. */
  readonly mode: Mode | null
}

export interface ObjectSpec extends Words {
  readonly family: string
  /** Type of an alert whose event is about it; null: the rules' type stands. */
  readonly type: StoryType | null
  readonly level: string | null
  /** What is told of it where it is named with a day and no act; null: nothing. */
  readonly dated: Phase | null
  /** What is told of it where it is named with no act; null: nothing. */
  readonly alone: Phase | null
  /** What is told of it where a Korean, Japanese or Chinese headline ends in it; null: nothing. */
  readonly ends: Phase | null
  /** A word of many meanings: it counts only for acts that name its family. */
  readonly loose: boolean
}

/** A party of events. */
export interface SideSpec {
  /** How a card says it. */
  readonly says: string
  readonly lists: readonly string[]
  readonly terms: readonly string[]
}

/** What a phase does to what stood before. */
export interface TurnSpec {
  /** How the card that it overtakes says so: "since called off". */
  readonly says: string
  readonly over: readonly Phase[]
  /** Whether coming dates of what it overtakes are withdrawn. */
  readonly strikes: boolean
}

export interface PlaceSpec {
  readonly name: string
  readonly land: string
  readonly also: readonly string[]
}

/** A headline with its main act as it must be read; null: not checked, for `act`: none is told. */
export interface EventExample {
  readonly text: string
  /** Empty: guessed by script. */
  readonly language: string
  readonly act: string | null
  readonly phase: Phase | null
  readonly mode: Mode | null
  /** Family of what it is about. */
  readonly object: string | null
}

/** config/events.yaml, valid, defaults filled in. */
export interface EventsFile {
  /** Lists and terms of terms.yaml by side. */
  readonly sides: Readonly<Record<string, SideSpec>>
  /** The sides of which one must be named, or events are not compared. */
  readonly subject: readonly string[]
  readonly principals: readonly string[]
  /** Lists of people whose statements of one day are one event. */
  readonly speakers: readonly string[]
  /** Phases that a report of one event may give for another: the words decide then. */
  readonly near: readonly (readonly [Phase, Phase])[]
  /** A phase, and one that reports of the same event give once the first is told: it is back on, and so it is planned. */
  readonly later: readonly (readonly [Phase, Phase])[]
  /** Families of things that reports of one event name for each other. */
  readonly kin: readonly (readonly string[])[]
  /** Forms of English verbs that are not regular, by base form. */
  readonly irregular: Readonly<Record<string, readonly string[]>>
  readonly objects: Readonly<Record<string, ObjectSpec>>
  readonly acts: Readonly<Record<string, ActSpec>>
  readonly modes: Readonly<Record<Exclude<Mode, 'done'>, Words>>
  readonly background: Words
  /** Words that say that something is one more of its kind. */
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
