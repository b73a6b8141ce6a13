import { VOICES } from '../compare/agreement.ts'
import type { Claim } from '../event.ts'
import { type ActHit, isAct, JOINS, ONLY_REPORTS, overlaps, type Room, withoutPartyJoins } from './act.ts'
import { agentIs, agentOf, ownerOf, speakerBefore } from './agents.ts'
import { isOnlyNamed } from './attributes.ts'
import type { Clause } from './clauses.ts'
import type { Grammar } from './grammar.ts'
import type { Hit } from './lexicon.ts'
import { isWish, modeOf, settled } from './modes.ts'
import { isObject, objectOf, withoutObject } from './objects.ts'
import type { Party } from './parties.ts'

/** How far, in UTF-16 units, an act may be from the one it complements: "refuses to meet". */
const CHAIN = 60
const STACKED = /^(?:\s|を|の)?$/u
const FORMS = ['noun', 'base', 'inflected']

/**
 * A headline's claims, the main one first: acts with their mode, object and agent. What is only named –
 * by a noun, after "after", as an attribute – comes last and is marked.
 */
export function claimsOf(
  title: string,
  hits: readonly Hit[],
  parties: readonly Party[],
  clauses: readonly Clause[],
  grammar: Grammar,
): readonly Claim[] {
  const claims: Claim[] = []
  const plain = withoutPartyJoins(title, parties, hits)
  let speaker: Party | null = null
  for (const clause of clauses) {
    const within = (part: { readonly start: number; readonly end: number }) =>
      part.start >= clause.start && part.end <= clause.end
    const inside = hits.filter(within)
    const own = parties.filter(within)
    const elsewhere = inside.some(hit => hit.meaning.is === 'object')
      ? []
      : hits.filter(hit => hit.meaning.is === 'object')
    const told = read({ title: plain, hits: inside, parties: own, clause, grammar, elsewhere })
    const opener = grammar.verbFinal && own.length === 0 && clause.start > 0 ? openerOf(title, parties) : null
    claims.push(
      ...told
        .map(one => (opener !== null && one.agent === null ? { ...one, ...agentIs(opener) } : one))
        .map(claim =>
          speaker !== null && (claim.speech || VOICES.has(claim.phase)) ? { ...claim, ...agentIs(speaker) } : claim,
        ),
    )
    speaker = speakerBefore(title, clause, own, told)
  }
  return [...claims].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start)
}

/** The object of a coming act whose words name none. */
function usualRef(name: string): Claim['object'] {
  return { name, family: name, level: 'any' }
}

/** 'X "…"…부인': in Korean and Japanese the party that opens a headline is the agent of its last part, after the quotation. */
function openerOf(title: string, parties: readonly Party[]): Party | null {
  const [first] = parties
  if (first === undefined || first.start > 1 || first.sides.length !== 1) return null
  return /^[가-힣]{0,6}[,、]?\s?["“「『]/u.test(title.slice(first.end)) ? first : null
}

/** Sort key: what changes a state first, then words, then what is only named. */
function rank(claim: Claim): number {
  if (claim.named) return claim.speech ? 4 : 3
  return ONLY_REPORTS.has(claim.act) ? 2 : claim.speech ? 1 : 0
}

function read(room: Room): readonly Claim[] {
  const { hits, clause, grammar, title, elsewhere } = room
  const { verbFinal, english } = grammar
  const named = hits.filter(hit => hit.meaning.is === 'object')
  const acts = fitting(hits.filter(isAct), [...named, ...elsewhere]).filter(
    (act, index, all) => !isObject(act, all.slice(0, index), all.slice(index + 1), room),
  )
  const objects = named.filter(hit => !acts.some(act => overlaps(act, hit)))
  const aboutOf = (act: ActHit) => objectOf(act, acts, objects, [...named, ...elsewhere], grammar)
  const claims: Claim[] = []
  const taken = new Set(english ? [] : stacked(acts, title, verbFinal))
  for (const [index, act] of acts.entries()) {
    const { spec, name, form } = act.meaning
    const mode = spec.mode ?? modeOf(act, acts, room)
    const complement =
      verbFinal || (!english && spec.speech)
        ? complementBefore(act, acts, title)
        : complementOf(act, acts.slice(index + 1), title)
    const attribute = english && isOnlyNamed(act, acts, objects, mode, title)
    const opens =
      (spec.takes || (!english && spec.speech)) &&
      !ONLY_REPORTS.has(name) &&
      !attribute &&
      (form !== 'noun' || (complement !== null && /^\s+to\s/.test(title.slice(act.end, complement.start))))
    if (complement !== null && opens) taken.add(complement)
    const of = complement !== null && opens ? complement.meaning.spec.phase : null
    const own = aboutOf(act)
    const about = of !== null && complement !== null ? (aboutOf(complement).ref ?? own.ref) : own.ref
    const { phase, mode: kept } = settled(spec.phase, mode, of, about)
    const usual = phase !== 'planned' || spec.usual === null ? null : usualRef(spec.usual)
    claims.push({
      act: name,
      phase,
      mode: kept,
      speech: spec.speech || (spec.phase === 'considered' && isWish(phase, of, about)),
      named: clause.background || form === 'noun' || taken.has(act) || attribute,
      object: about ?? usual,
      of,
      ...(index > 0 && (attribute || (english && form === 'noun'))
        ? ownerOf(act, room)
        : agentOf(act, own.hit, room, objects)),
      span: { start: act.start, end: act.end },
    })
  }
  return [...(english ? claims : mended(claims, acts, taken)), ...withoutObject(room, objects, acts)]
}

/**
 * In Korean and Japanese a complement comes before its act and is read first: once the act is known, the complement is only named. The agent of
 * the act need not be that of the complement.
 */
function mended(claims: readonly Claim[], acts: readonly ActHit[], taken: ReadonlySet<ActHit>): readonly Claim[] {
  return claims.map((claim, index) => {
    const act = acts[index]
    return act !== undefined && taken.has(act) ? { ...claim, named: true, agent: null, by: [] } : claim
  })
}

/** "발사 중단", "暂停发射": of two adjacent acts, the one that is the other's object. */
function stacked(acts: readonly ActHit[], title: string, verbFinal: boolean): readonly ActHit[] {
  return acts.flatMap((act, index) => {
    const next = acts[index + 1]
    if (next === undefined || !STACKED.test(title.slice(act.end, next.start))) return []
    const [done, inner] = verbFinal ? [next, act] : [act, next]
    return done.meaning.spec.speech || ONLY_REPORTS.has(done.meaning.name) ? [] : [inner]
  })
}

/** An act that needs an object of its family counts only with one; of two acts on the same words, the one whose object is there. */
function fitting(acts: readonly ActHit[], objects: readonly Hit[]): readonly ActHit[] {
  const families = new Set(objects.map(hit => (hit.meaning.is === 'object' ? hit.meaning.spec.family : '')))
  const named = acts.filter(
    ({ meaning: { spec } }) => spec.about.length === 0 || spec.about.some(one => families.has(one)),
  )
  const fits = named.filter(act => !named.some(other => isLonger(other, act)))
  return fits.filter(
    (act, index) =>
      !fits.some(
        (other, at) =>
          other !== act &&
          other.start === act.start &&
          other.end === act.end &&
          (specific(other) > specific(act) || (specific(other) === specific(act) && at < index)),
      ),
  )
}

/** Of overlapping acts, the longer counts. */
function isLonger(other: ActHit, act: ActHit): boolean {
  const [long, short] = [other.end - other.start, act.end - act.start]
  return overlaps(other, act) && (long > short || (long === short && other.start < act.start))
}

/** Sort key: an act with listed objects before one without; "demands" as a verb before the plural of a noun. */
function specific({ meaning: { spec, form } }: ActHit): number {
  return (spec.about.length > 0 ? 3 : 0) + FORMS.indexOf(form)
}

/** The act that follows a taking one: "refuses to meet", "agrees to hold talks". */
function complementOf(act: ActHit, rest: readonly ActHit[], title: string): ActHit | null {
  const next = rest.find(one => one.start >= act.end)
  if (next === undefined || next.start - act.end > CHAIN) return null
  return JOINS.test(title.slice(act.end, next.start)) ? null : next
}

/** The complement before an act: "중단 경고", "参加を拒否". */
function complementBefore(act: ActHit, acts: readonly ActHit[], title: string): ActHit | null {
  const { takes, speech } = act.meaning.spec
  if ((!takes && !speech) || ONLY_REPORTS.has(act.meaning.name)) return null
  const before = acts.findLast(one => one.end <= act.start && !ONLY_REPORTS.has(one.meaning.name))
  if (before === undefined || act.start - before.end > CHAIN / 4) return null
  return JOINS.test(title.slice(before.end, act.start)) ? null : before
}
