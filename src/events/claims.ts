import type { Clause } from './clauses.ts'
import type { Claim, Mode, ObjectRef, Phase } from './event.ts'
import type { ActSpec } from './events-file.ts'
import type { Grammar } from './grammar.ts'
import type { Hit, Meaning } from './lexicon.ts'
import type { Party } from './parties.ts'

type ActMeaning = Extract<Meaning, { is: 'act' }>
interface ActHit extends Hit {
  readonly meaning: ActMeaning
}

/** How far before an act a word may stand that says it is not done, in UTF-16 units, and how far behind it in Korean, Japanese, Chinese. */
const MODE_BEFORE = 26
const MODE_BEHIND = 8
/** How far an act may stand behind the one it follows: "refuses to meet". */
const CHAIN = 60
/** How far behind an act its object may stand where another act stands between. */
const FAR = 50
/** Things that change where the two stand as soon as one is willing. */
const TALKING = new Set(['meeting', 'call', 'visit', 'invitation'])
/** Who holds an office is no object of what he does. */
const OFFICE = 'envoy'
const JOINS = /(?:,| and | as | but | while |; |、|，)/iu
const FORMS = ['noun', 'base', 'inflected']
const ONLY_REPORTS = new Set(['say', 'confirm'])
/** "by Pyongyang" behind an act: who does it. */
const BY = /^\s*by (?:the |an? )?$/i

/**
 * What a headline tells, the main claim first: acts with how certain they are, what they are about and who does them. What is only named –
 * by a noun, behind "after", as an attribute – stands at the end and is marked.
 */
export function claimsOf(
  title: string,
  hits: readonly Hit[],
  parties: readonly Party[],
  clauses: readonly Clause[],
  grammar: Grammar,
): readonly Claim[] {
  const claims: Claim[] = []
  let speaker: Party | null = null
  for (const clause of clauses) {
    const inside = hits.filter(hit => hit.start >= clause.start && hit.end <= clause.end)
    const own = parties.filter(party => party.start >= clause.start && party.end <= clause.end)
    const told = read({ title, hits: inside, parties: own, all: parties, clause, grammar })
    claims.push(...told.map(claim => (speaker !== null && claim.speech ? { ...claim, ...saidBy(speaker) } : claim)))
    speaker = speakerBefore(title, clause, own, told)
  }
  return [...claims].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start)
}

/** "Kim Yo Jong: …", "朝鲜：…": a party alone before a colon says what follows. */
function speakerBefore(title: string, clause: Clause, parties: readonly Party[], told: readonly Claim[]): Party | null {
  const [party] = parties
  if (told.length > 0 || parties.length !== 1 || party === undefined) return null
  return /^\s*[:：]/.test(title.slice(clause.end)) && clause.end - party.end <= 1 ? party : null
}

function saidBy(party: Party): Pick<Claim, 'agent' | 'by'> {
  return { agent: single(party), by: party.person === null ? [] : [party.person] }
}

/** What changes what stands comes first, then words, then what is only named. */
function rank(claim: Claim): number {
  if (claim.named) return claim.speech ? 4 : 3
  return ONLY_REPORTS.has(claim.act) ? 2 : claim.speech ? 1 : 0
}

interface Room {
  readonly title: string
  readonly hits: readonly Hit[]
  readonly parties: readonly Party[]
  readonly all: readonly Party[]
  readonly clause: Clause
  readonly grammar: Grammar
}

function read(room: Room): readonly Claim[] {
  const { hits, clause, grammar, title } = room
  const { verbFinal, english } = grammar
  const acts = fitting(
    hits.filter((hit): hit is ActHit => hit.meaning.is === 'act'),
    hits.filter(hit => hit.meaning.is === 'object'),
  ).filter((act, index, all) => !isObject(act, all.slice(0, index), all.slice(index + 1), room))
  const objects = hits.filter(hit => hit.meaning.is === 'object' && !acts.some(act => overlaps(act, hit)))
  const claims: Claim[] = []
  const taken = new Set<ActHit>()
  for (const [index, act] of acts.entries()) {
    const [before, rest] = [acts.slice(0, index), acts.slice(index + 1)]
    const { spec, name, form } = act.meaning
    const object = objectOf(act, acts, objects, grammar)
    const mode = modeOf(act, acts, room)
    const complement =
      verbFinal || (!english && spec.speech) ? complementBefore(act, acts, title) : complementOf(act, rest, title)
    const attribute =
      english &&
      (isAttribute(act, before, rest, title) ||
        isAdjective(act, objects, title) ||
        isNoun(act, before, objects, mode, title) ||
        isGerund(act, before, objects, title))
    const named = clause.background || form === 'noun' || taken.has(act) || attribute
    const opens =
      (spec.takes || (!english && spec.speech)) &&
      !ONLY_REPORTS.has(name) &&
      !attribute &&
      (form !== 'noun' || (complement !== null && /^\s+to\s/.test(title.slice(act.end, complement.start))))
    if (complement !== null && opens) taken.add(complement)
    const of = complement !== null && opens ? complement.meaning.spec.phase : null
    const about = object ?? (of !== null && complement !== null ? objectOf(complement, acts, objects, grammar) : null)
    const { phase, mode: kept } = settled(spec.phase, mode, of, about)
    claims.push({
      act: name,
      phase,
      mode: kept,
      speech: spec.speech || (spec.phase === 'considered' && isWish(phase, of, about)),
      named,
      object: about,
      of,
      ...agentOf(act, room, objects),
      span: { start: act.start, end: act.end },
    })
  }
  return [...mended(claims, acts, taken), ...withoutObject(room, objects, acts)]
}

function overlaps(a: Hit, b: Hit): boolean {
  return a.start < b.end && b.start < a.end
}

/** "talks", "sanctions", "offer": a verb only where a party stands right before it and no other act tells more. */
function isObject(
  act: ActHit,
  before: readonly ActHit[],
  rest: readonly ActHit[],
  { hits, parties, title, grammar }: Room,
): boolean {
  if (!hits.some(hit => hit.meaning.is === 'object' && hit.start <= act.start && hit.end > act.start)) return false
  if (!grammar.english) return rest.length > 0
  const led = parties.some(party => party.end <= act.start && /^(?:['’]s)?\s?$/.test(title.slice(party.end, act.start)))
  const to = /\b(?:to|will|would|may|could|not)\s$/i.test(title.slice(0, act.start))
  if (to) return false
  const phrase = act.text.includes(' ')
  return !led || before.length > 0 || ((phrase || act.meaning.form === 'base') && rest.length > 0)
}

/** "rejects US offer", "summit schedule": a base form behind another act or behind one thing, with nothing that makes it a verb, is a noun. */
function isNoun(act: ActHit, before: readonly ActHit[], objects: readonly Hit[], mode: Mode, title: string): boolean {
  if (act.meaning.form !== 'base' || mode !== 'done') return false
  if (
    objects.some(
      object => !/s$/i.test(object.text) && object.end < act.start && /^\s$/.test(title.slice(object.end, act.start)),
    )
  )
    return true
  const previous = before.at(-1)
  if (previous === undefined) return false
  const between = title.slice(previous.end, act.start)
  return (
    !JOINS.test(between) &&
    !/\b(?:to|will|would|that|it|they|he|she)\s*$/i.test(between) &&
    !ONLY_REPORTS.has(previous.meaning.name)
  )
}

/** "test site dismantling", "… by cancelling": an -ing form names the act unless it is what its subject is doing. */
function isGerund(act: ActHit, before: readonly ActHit[], objects: readonly Hit[], title: string): boolean {
  if (!/^\w+ing\b/.test(act.text)) return false
  // Behind another act it tells what that came to: "writes letter cancelling summit".
  const behind =
    before.length === 0 &&
    objects.some(object => object.end < act.start && /^\s$/.test(title.slice(object.end, act.start)))
  return behind || /\b(?:of|by|for|on|over|in|about|against|with|from|the|a)\s$/i.test(title.slice(0, act.start))
}

/** "No summit this year": an object that is told not to be, with no act. */
function withoutObject(
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
    if (object?.meaning.is !== 'object' || acts.some(act => act.start <= no.start && act.end > no.start)) return []
    const agent = parties.findLast(party => party.end <= no.start)
    const { name, spec } = object.meaning
    const claim: Claim = {
      act: 'refuse',
      phase: 'refused',
      mode: 'done',
      speech: false,
      named: clause.background,
      object: { name, family: spec.family, level: spec.level },
      of: null,
      agent: agent === undefined ? null : single(agent),
      by: agent?.person == null ? [] : [agent.person],
      span: { start: no.start, end: object.end },
    }
    return [claim]
  })
}

/** In Korean and Japanese the act that another follows stands before it, and is read first: it is named once the other is known. */
function mended(claims: readonly Claim[], acts: readonly ActHit[], taken: ReadonlySet<ActHit>): readonly Claim[] {
  return claims.map((claim, index) => {
    const act = acts[index]
    return act !== undefined && taken.has(act) && !claim.named ? { ...claim, named: true } : claim
  })
}

/** An act that needs an object of its kind counts only beside one; of two acts on the same words the one whose object stands there. */
function fitting(acts: readonly ActHit[], objects: readonly Hit[]): readonly ActHit[] {
  const families = new Set(objects.map(hit => (hit.meaning.is === 'object' ? hit.meaning.spec.family : '')))
  const fits = acts.filter(
    ({ meaning: { spec } }) => spec.about.length === 0 || spec.about.some(one => families.has(one)),
  )
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

/** An act that names its objects before one that does not; "demands" as a verb before the plural of a noun. */
function specific({ meaning: { spec, form } }: ActHit): number {
  return (spec.about.length > 0 ? 3 : 0) + FORMS.indexOf(form)
}

/** The act that follows a taking one: "refuses to meet", "agrees to hold talks". */
function complementOf(act: ActHit, rest: readonly ActHit[], title: string): ActHit | null {
  const next = rest.find(one => one.start >= act.end)
  if (next === undefined || next.start - act.end > CHAIN) return null
  return JOINS.test(title.slice(act.end, next.start)) ? null : next
}

/** "중단 경고", "参加を拒否": the act before. */
function complementBefore(act: ActHit, acts: readonly ActHit[], title: string): ActHit | null {
  const { takes, speech } = act.meaning.spec
  if ((!takes && !speech) || ONLY_REPORTS.has(act.meaning.name)) return null
  const before = acts.findLast(one => one.end <= act.start)
  if (before === undefined || act.start - before.end > CHAIN / 4) return null
  return JOINS.test(title.slice(before.end, act.start)) ? null : before
}

const PARTICIPLE = /(?:ed|en|wn|ne|ld|nt|ung|own|et)$/i
/**
 * A participle that only tells which one is meant: before another act that nothing joins to it ("student freed by Pyongyang dies"), behind
 * one with who did it ("sanctions drafted by"), or joined by a hyphen ("US-drafted").
 */
function isAttribute(act: ActHit, before: readonly ActHit[], rest: readonly ActHit[], title: string): boolean {
  const [first = ''] = act.text.split(' ')
  if (!PARTICIPLE.test(first) || act.meaning.form !== 'inflected') return false
  if (title[act.start - 1] === '-') return true
  if (
    before.length > 0 &&
    /^\s+by\b/i.test(title.slice(act.end)) &&
    !JOINS.test(title.slice(before.at(-1)?.end ?? 0, act.start))
  )
    return true
  const next = rest.find(one => one.start >= act.end && one.meaning.form !== 'noun')
  if (next === undefined) return false
  const between = title.slice(act.end, next.start)
  if (JOINS.test(between) || /\b(?:to|that|it|he|she|they|will|would)\s*$/i.test(between)) return false
  return /^\s*(?:by|in|from|at|after|last)\b/i.test(between)
}

/** "planned drills", "the cancelled summit": what stands before a thing as its attribute is named. */
function isAdjective(act: ActHit, objects: readonly Hit[], title: string): boolean {
  if (!PARTICIPLE.test(act.text) || act.meaning.form !== 'inflected') return false
  const led =
    /(?:^|\b(?:the|a|an|his|her|its|their|this|that|of|over|on|for|after|new|with|from|against|at|about|despite|amid|to)\s)$/i
  if (!led.test(title.slice(0, act.start))) return false
  return objects.some(
    object => object.start >= act.end && /^\s+(?!to )(?:[\w-]+\s+){0,3}$/.test(title.slice(act.end, object.start)),
  )
}

function modeOf(act: ActHit, acts: readonly ActHit[], { hits, title, grammar, clause }: Room): Mode {
  const modes = hits.filter(hit => hit.meaning.is === 'mode')
  const found = new Set<Mode>()
  const previous = acts.findLast(one => one.end <= act.start)
  const from = Math.max(clause.start, act.start - MODE_BEFORE, previous === undefined ? 0 : previous.start)
  const next = acts.find(one => one.start >= act.end)
  for (const hit of modes) {
    if (hit.meaning.is !== 'mode') continue
    const overlaps = hit.start < act.end && act.start < hit.end
    const before = hit.end > from && hit.end <= act.start && !JOINS.test(title.slice(hit.end, act.start))
    const behind =
      grammar.verbFinal &&
      hit.start >= act.end &&
      hit.start - act.end <= MODE_BEHIND &&
      (next === undefined || hit.start < next.end)
    if (grammar.verbFinal ? behind : before && !overlaps) found.add(hit.meaning.mode)
  }
  // A bare "to" makes an act one to come, unless another act leads to it.
  if (
    found.size === 1 &&
    found.has('ahead') &&
    previous?.meaning.spec.takes &&
    /^\s*to\s*$/.test(title.slice(previous.end, act.start))
  )
    found.delete('ahead')
  return (['not', 'asked', 'may', 'ahead'] as const).find(mode => found.has(mode)) ?? 'done'
}

function objectOf(
  act: ActHit,
  acts: readonly Hit[],
  objects: readonly Hit[],
  { verbFinal, english }: Grammar,
): ObjectRef | null {
  const { about: wanted, implies } = act.meaning.spec
  if (implies !== null) return { name: implies, family: implies, level: null }
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
  const hit = order.find(fits) ?? (wanted.length > 0 ? objects.find(fits) : undefined)
  if (hit === undefined) return null
  const head = !english ? hit : headOf(hit, objects.filter(fits))
  return head.meaning.is === 'object'
    ? { name: head.meaning.name, family: head.meaning.spec.family, level: head.meaning.spec.level }
    : null
}

/** Of nouns in a row the last is what is meant: "denuclearization summit". */
function headOf(hit: Hit, objects: readonly Hit[]): Hit {
  const next = objects.find(other => other.start > hit.start && other.start - hit.end <= 1 && other.end > hit.end)
  return next === undefined ? hit : headOf(next, objects)
}

/** What is wanted or weighed changes nothing, unless it is to talk. */
function isWish(phase: Phase, of: Phase | null, object: ObjectRef | null): boolean {
  return phase === 'considered' && of !== 'held' && !(object !== null && TALKING.has(object.family))
}

/** Sides and people before the act: whose subject it is. A side right before an object is part of its name ("North Korea talks"). */
function agentOf(act: Hit, { title, parties, grammar }: Room, objects: readonly Hit[]): Pick<Claim, 'agent' | 'by'> {
  const after = parties.find(party => party.start >= act.end && BY.test(title.slice(act.end, party.start)))
  if (after !== undefined) return { agent: single(after), by: after.person === null ? [] : [after.person] }
  const isPart = (party: Party) =>
    objects.some(
      object =>
        (object.meaning.is !== 'object' || object.meaning.spec.family !== OFFICE) &&
        object.start >= party.end &&
        /^(?:['’]s)?[\s-]+(?:\w+\s)?$/.test(title.slice(party.end, object.start)) &&
        object.end <= act.start,
    )
  const before = parties.filter(party => party.end <= act.start && (!grammar.english || !isPart(party)))
  const between = /\bbetween\b/i.test(title.slice(0, act.start))
  if (before.length === 0 || between) return { agent: null, by: subjectOf(title, act, grammar) }
  const sides = new Set(before.flatMap(party => party.sides))
  const people = before.flatMap(party => party.person ?? [])
  if (!grammar.english) {
    const [first] = before
    return { agent: first === undefined ? null : single(first), by: people.slice(0, 1) }
  }
  return { agent: sides.size === 1 ? ([...sides][0] ?? null) : null, by: people }
}

/** A name that is not configured, right before the act: "Dennis Rodman arrives". */
function subjectOf(title: string, act: Hit, { english }: Grammar): readonly string[] {
  const name = english ? /\b(\p{Lu}[\p{L}'’-]+)\s$/u.exec(title.slice(0, act.start))?.[1] : undefined
  return name === undefined ? [] : [`"${name.toLowerCase()}"`]
}

function single(party: Party): string | null {
  return party.sides.length === 1 ? (party.sides[0] ?? null) : null
}

/** One name for what amounts to the same: what will be held is planned, what will not be held is refused. */
function settled(
  phase: ActSpec['phase'],
  mode: Mode,
  of: Phase | null,
  object: ObjectRef | null,
): { readonly phase: Phase; readonly mode: Mode } {
  const meets = object?.family === 'meeting' || object?.family === 'call' || object === null
  if (phase === 'held') {
    if (mode === 'ahead') return { phase: 'planned', mode: 'done' }
    if (mode === 'may') return { phase: 'considered', mode: 'done' }
    if (mode === 'not') return { phase: 'refused', mode: 'done' }
    if (mode === 'asked') return { phase: 'demanded', mode: 'done' }
  }
  if (phase === 'agreed' && of === 'held' && meets) return { phase: 'planned', mode: 'done' }
  if (phase === 'agreed' && of === null && object?.family === 'meeting') return { phase: 'accepted', mode: 'done' }
  if ((phase === 'imposed' || phase === 'launched' || phase === 'deployed') && mode === 'ahead')
    return { phase: 'prepared', mode: 'done' }
  if (phase === 'considered' && mode === 'not') return { phase: 'refused', mode: 'done' }
  return { phase, mode }
}
