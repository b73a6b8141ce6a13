import { phrase } from '../../language/known-languages.ts'
import type { Claim } from '../event.ts'
import { OFFICE, PARTICIPLE, type Room } from './act.ts'
import type { Clause } from './clauses.ts'
import type { Grammar } from './grammar.ts'
import type { Hit } from './lexicon.ts'
import type { Party } from './parties.ts'

/** "by Pyongyang" after an act: who does it. */
const BY = /^\s*by (?:the |an? )?$/i
/** "from Trump" after something sent or received: the sender. */
const FROM = /\b(?:from|of) (?:the |president |chairman )*$/i
/** A party after such a word does not act: "talks with Pyongyang scrapped". */
const BEHIND = /\b(?:with|of|to|for|from|against|on|over|about|between|in|into|at|near) (?:the )?$/i
const FROM_BEHIND = phrase('senderBehind', 'u')
/** Before a party: another one, not configured, acts with it: "Moon and Kim meet". */
const JOINED = /\p{Lu}[\p{L}.'’-]*\s(?:and|&)\s$/u
const NOBODY: Pick<Claim, 'agent' | 'by'> = { agent: null, by: [] }

/**
 * The act's subject: sides and people before it. A side right before an object is part of the object's name ("North Korea talks").
 * @param object the act's object in the headline; null: not said
 */
export function agentOf(
  act: Hit & { readonly meaning: { readonly name?: string; readonly spec?: { readonly phase?: string } } },
  object: Hit | null,
  room: Room,
  objects: readonly Hit[],
): Pick<Claim, 'agent' | 'by'> {
  const { title, parties, grammar } = room
  const after = parties.find(party => party.start >= act.end && BY.test(title.slice(act.end, party.start)))
  if (after !== undefined) return agentIs(after)
  if (act.meaning.spec?.phase === 'sent') {
    const sender = senderOf(title, parties)
    if (sender !== undefined) return agentIs(sender)
    // "receives letter": the receiver did not send it.
    if (act.meaning.name === 'receive') return NOBODY
  }
  const before = parties.filter(
    party =>
      party.end <= act.start &&
      (!grammar.english || !(isPart(party, act, objects, title) || BEHIND.test(title.slice(0, party.start)))),
  )
  if (grammar.english && isPassive(act, object, title)) return { agent: null, by: peopleOf(before, title, grammar) }
  const between = /\bbetween\b/i.test(title.slice(0, act.start))
  if (before.length === 0 || between) return { agent: null, by: subjectOf(title, act, grammar) }
  if (!grammar.english) {
    const [first] = before
    return { agent: first === undefined ? null : single(first), by: peopleOf(before, title, grammar).slice(0, 1) }
  }
  if (before.some(party => JOINED.test(title.slice(0, party.start))))
    return { agent: null, by: peopleOf(before, title, grammar) }
  const sides = new Set(before.flatMap(party => party.sides))
  return { agent: sides.size === 1 ? ([...sides][0] ?? null) : null, by: peopleOf(before, title, grammar) }
}

/** Who did an act that another only names: "slams Trump's cancelling of the summit"; nobody if no party owns it. */
export function ownerOf(act: Hit, { title, parties }: Room): Pick<Claim, 'agent' | 'by'> {
  const doer = parties.find(party => party.start >= act.end && BY.test(title.slice(act.end, party.start)))
  if (doer !== undefined) return agentIs(doer)
  const owner = parties.find(
    party => party.end <= act.start && /^['’]s?\s(?:\w+\s)?$/.test(title.slice(party.end, act.start)),
  )
  return owner === undefined ? NOBODY : agentIs(owner)
}

/** Who sent something: "letter from Trump", "トランプ氏から親書". */
export function senderOf(title: string, parties: readonly Party[]): Party | undefined {
  return parties.find(party => FROM.test(title.slice(0, party.start)) || FROM_BEHIND.test(title.slice(party.end)))
}

/** People before an act; one in the possessive does not act: "Kim's envoy lands". */
function peopleOf(before: readonly Party[], title: string, { english }: Grammar): readonly string[] {
  const acting = before.filter(({ end }) => !english || !/^['’]s\s/.test(title.slice(end)))
  return acting.flatMap(party => party.person ?? [])
}

function isPart(party: Party, act: Hit, objects: readonly Hit[], title: string): boolean {
  return objects.some(
    object =>
      (object.start <= party.start && object.end >= party.end) ||
      ((object.meaning.is !== 'object' || object.meaning.spec.family !== OFFICE) &&
        object.start >= party.end &&
        /^(?:['’]s)?[\s-]+(?:\w+\s)?$/.test(title.slice(party.end, object.start)) &&
        object.end <= act.start),
  )
}

/** "US detainees released", "summit called off": the object comes before the participle, and the agent is not said. */
function isPassive(act: Hit, object: Hit | null, title: string): boolean {
  const [first = ''] = act.text.split(' ')
  if (object === null || object.end > act.start || !PARTICIPLE.test(first)) return false
  return /^\s(?:\p{Lu}[\p{L}.'’-]+\s){0,3}(?:(?:is|are|was|were|be|been|being|has|have|had|now|finally|abruptly|suddenly)\s)*$/u.test(
    title.slice(object.end, act.start),
  )
}

/** An unconfigured name right before the act: "Dennis Rodman arrives". */
function subjectOf(title: string, act: Hit, { english }: Grammar): readonly string[] {
  const name = english ? /\b(\p{Lu}[\p{L}'’-]+)\s$/u.exec(title.slice(0, act.start))?.[1] : undefined
  return name === undefined ? [] : [`"${name.toLowerCase()}"`]
}

/** "Kim Yo Jong: …", "朝鲜：…": a party alone before a colon is the speaker of what follows. */
export function speakerBefore(
  title: string,
  clause: Clause,
  parties: readonly Party[],
  told: readonly Claim[],
): Party | null {
  const [party] = parties
  if (told.length > 0 || parties.length !== 1 || party === undefined) return null
  return /^\s*[:：]/.test(title.slice(clause.end)) && clause.end - party.end <= 1 ? party : null
}

export function agentIs(party: Party): Pick<Claim, 'agent' | 'by'> {
  return { agent: single(party), by: party.person === null ? [] : [party.person] }
}

function single(party: Party): string | null {
  return party.sides.length === 1 ? (party.sides[0] ?? null) : null
}
