import type { Claim, ObjectRef, Phase } from '../event.ts'
import { type ActHit, OFFICE, type Room } from './act.ts'
import { agentIs } from './agents.ts'
import type { Grammar } from './grammar.ts'
import type { Hit, Meaning } from './lexicon.ts'
import type { Party } from './parties.ts'

export type ObjectHit = Hit & { readonly meaning: Extract<Meaning, { is: 'object' }> }

/** "talks with", "meeting on": a thing or an act, depending on the words around. */
const WITH = /^\S+ (?:with|on|about|for)$/i
const TO = /^\S+ to$/i
/** Acts whose words are also the name of what is offered. */
const OFFERS: ReadonlySet<Phase> = new Set(['proposed', 'invited'])
const PASSIVE = /[被遭]/u
/** How far after an act (UTF-16 units) its object may be if another act comes between. */
const FAR = 50

/** The implied object, or the nearest thing that the act can be about, in the language's word order. */
export function objectOf(
  act: ActHit,
  acts: readonly Hit[],
  objects: readonly Hit[],
  elsewhere: readonly Hit[],
  { verbFinal, english }: Grammar,
): { readonly ref: ObjectRef | null; readonly hit: Hit | null } {
  const { about: wanted, implies } = act.meaning.spec
  if (implies !== null) return { ref: { name: implies, family: implies, level: null }, hit: null }
  const next = acts.find(one => one.start >= act.end)
  const previous = acts.findLast(one => one.end <= act.start)
  const behind = objects.filter(hit => hit.start >= act.end)
  const near = behind.filter(hit => next === undefined || hit.start < next.start)
  const far = behind.filter(hit => !near.includes(hit) && hit.start - act.end < FAR)
  const before = objects
    .filter(hit => hit.end <= act.start && (previous === undefined || hit.start >= previous.end))
    .reverse()
  const order = verbFinal ? [...before, ...near] : [...near, ...before, ...far]
  const fits = (hit: Hit) =>
    hit.meaning.is === 'object' &&
    (wanted.length === 0
      ? hit.meaning.spec.family !== OFFICE && !hit.meaning.spec.loose
      : wanted.includes(hit.meaning.spec.family))
  // "returns remains of soldiers": the act's own words name it. A thing before them still counts: "talks end without agreement".
  const inside = elsewhere.find(
    hit => hit.start >= act.start + (english ? 1 : 0) && hit.end <= act.end && wanted.includes(familyOf(hit) ?? ''),
  )
  if (inside !== undefined && !(english && before.some(fits)))
    return { ref: refOf(inside), hit: inside.end < act.end ? null : inside }
  const hit = order.find(fits) ?? (wanted.length > 0 ? [...objects, ...elsewhere].find(fits) : undefined)
  if (hit === undefined) return { ref: null, hit: null }
  const head = english ? headOf(hit, objects.filter(fits)) : hit
  return { ref: refOf(head), hit: head }
}

function familyOf({ meaning }: Hit): string | null {
  return meaning.is === 'object' ? meaning.spec.family : null
}

export function refOf({ meaning }: Hit): ObjectRef | null {
  return meaning.is === 'object' ? { name: meaning.name, family: meaning.spec.family, level: meaning.spec.level } : null
}

/** Of nouns in a row the last is the head: "denuclearization summit". */
function headOf(hit: Hit, objects: readonly Hit[]): Hit {
  const next = objects.find(other => other.start > hit.start && other.start - hit.end <= 1 && other.end > hit.end)
  return next === undefined ? hit : headOf(next, objects)
}

/** "talks", "sanctions", "offer" are verbs only right after a party and if no other act says more. */
export function isObject(
  act: ActHit,
  before: readonly ActHit[],
  rest: readonly ActHit[],
  { hits, parties, title, grammar }: Room,
): boolean {
  const cover = hits.find(
    hit =>
      hit.meaning.is === 'object' &&
      hit.start <= act.start &&
      (hit.end >= act.end ||
        ((hit.start === act.start || hit.end > act.start) &&
          (WITH.test(act.text) || (TO.test(act.text) && !act.meaning.spec.takes)))),
  )
  if (cover === undefined) return false
  // "이산상봉", "首脳会談": the act is part of a thing's name.
  if (!grammar.english && cover.end - cover.start > act.end - act.start) return true
  if (!grammar.english && !grammar.verbFinal && before.length === 0 && opensHere(act, rest, parties, title))
    return false
  if (!grammar.english) return rest.length > 0 || (!grammar.verbFinal && before.length > 0)
  // "launch drills": its object follows it.
  const done = hits.some(
    ({ meaning, start }) =>
      meaning.is === 'object' &&
      act.meaning.spec.about.includes(meaning.spec.family) &&
      start > act.end &&
      /^\s(?:[\w-]+\s){0,2}$/.test(title.slice(act.end, start)),
  )
  if (done && !/['’]s?\s$|\b(?:the|a|an|of|on|for)\s$/i.test(title.slice(0, act.start))) return false
  // "Kim's meeting with Trump" is a thing, whatever follows.
  if (/['’]s?\s$/.test(title.slice(0, act.start)) && act.meaning.form !== 'base') return true
  const led = parties.some(party => party.end <= act.start && /^(?:['’]s)?\s?$/.test(title.slice(party.end, act.start)))
  // A headline that begins with "May" names the month.
  const to = /(?<!^)\b(?:to|will|would|may|could|not)\s$/i.test(title.slice(0, act.start))
  if (to) return false
  const phrase = act.text.includes(' ')
  return !led || before.length > 0 || ((phrase || act.meaning.form === 'base') && rest.length > 0)
}

/** What a party offers, where the verb comes before its object: "特朗普提议与…会晤"; in the passive, "提议被…拒绝", it is the thing. */
function opensHere(act: ActHit, rest: readonly ActHit[], parties: readonly Party[], title: string): boolean {
  const next = rest[0]
  return (
    OFFERS.has(act.meaning.spec.phase) &&
    parties.some(party => party.end === act.start) &&
    !(next !== undefined && PASSIVE.test(title.slice(act.end, next.end)))
  )
}

/** "No summit this year": an object denied, with no act. */
export function withoutObject(
  { hits, title, parties, clause, grammar }: Room,
  objects: readonly Hit[],
  acts: readonly ActHit[],
): readonly Claim[] {
  if (!grammar.english) return []
  const nos = hits.filter(hit => hit.meaning.is === 'mode' && hit.meaning.mode === 'not' && /^no$/i.test(hit.text))
  return nos.flatMap(no => {
    const object = objects.find(
      hit => hit.start > no.end && /^\s(?:[\w-]+\s){0,2}$/.test(title.slice(no.end, hit.start)),
    )
    if (object === undefined || acts.some(act => act.start <= no.start && act.end > no.start)) return []
    const agent = parties.findLast(party => party.end <= no.start)
    const claim: Claim = {
      act: 'refuse',
      phase: 'refused',
      mode: 'done',
      speech: false,
      named: clause.background,
      object: refOf(object),
      of: null,
      ...(agent === undefined ? { agent: null, by: [] } : agentIs(agent)),
      span: { start: no.start, end: object.end },
    }
    return [claim]
  })
}
