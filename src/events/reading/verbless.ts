import type { Claim, Phase } from '../event.ts'
import { agentIs, senderOf } from './agents.ts'
import type { Clause } from './clauses.ts'
import type { Grammar } from './grammar.ts'
import type { Hit } from './lexicon.ts'
import type { ObjectHit } from './objects.ts'
import { refOf } from './objects.ts'
import type { Party } from './parties.ts'

/** A month or a day in figures: "8월", "20日". */
const MONTH =
  /\d\s?(?:[월月일日]|%)|\b(?:in|next) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b/iu
/** What may come between a last noun and the end of its part of a headline: "…회담(종합)", "会談」". */
const ENDS = /^(?:\([^)]{0,8}\)|（[^）]{0,8}）|[」』"”'’》]|\s)*(?:[,，、…·;:：。!！]|$)/u
/** "in Oslo for talks": someone who is there for talks has arrived. */
const FOR = /^\s(?:again\s)?for\s(?:[\p{L}\d-]+\s){0,3}$/u
const AT = /\b(?:in|at)\s$/i

/** A whole headline, with the claims already read from its acts. */
export interface Whole {
  readonly title: string
  readonly hits: readonly Hit[]
  readonly parties: readonly Party[]
  readonly clauses: readonly Clause[]
  readonly grammar: Grammar
  readonly claims: readonly Claim[]
  /** Whether the headline names a day. */
  readonly dated: boolean
}

/**
 * The claims of a headline without a word for an act. A thing implies its usual event: "친서" that it was sent, "3월 24일 정상회담" that it is
 * planned; a thing at the end of a Korean, Japanese or Chinese headline implies its act: "판문점서 북미 실무회담".
 */
export function impliedBy(whole: Whole): readonly Claim[] {
  const { title, hits, parties, claims } = whole
  if (claims.some(claim => !claim.named && claim.phase !== 'said' && claim.phase !== 'confirmed')) return []
  const dated = whole.dated || MONTH.test(title)
  const objects = hits.filter((hit): hit is ObjectHit => hit.meaning.is === 'object')
  for (const hit of objects) {
    const { spec } = hit.meaning
    const phase = spec.alone ?? (dated ? spec.dated : null) ?? endsIn(hit, whole)
    if (phase === null) continue
    const sender = phase === 'sent' ? senderOf(title, parties) : doerOf(phase, whole)
    return [claimOf(phase, hit, sender)]
  }
  return atPlace(whole, objects)
}

/** The phase of a thing at the end of a part of the headline; a coming one if a word says so. */
function endsIn(hit: ObjectHit, { title, hits, clauses, grammar }: Whole): Phase | null {
  const { ends, dated } = hit.meaning.spec
  if (ends === null || grammar.english || !ENDS.test(title.slice(hit.end))) return null
  const clause = clauses.find(one => one.start <= hit.start && one.end >= hit.end)
  if (clause === undefined || clause.background) return null
  const modes = hits.flatMap(({ meaning, start, end }) =>
    meaning.is === 'mode' && start >= clause.start && end <= clause.end ? meaning.mode : [],
  )
  if (modes.length === 0) return ends
  return modes.every(mode => mode === 'ahead') ? dated : null
}

/** The agent: for what one side does alone, the first party named; for what two do together, none. */
function doerOf(phase: Phase, { parties }: Whole): Party | undefined {
  return phase === 'imposed' ? parties[0] : undefined
}

/** "in Oslo for talks with US": an English headline without another act. */
function atPlace({ title, hits, parties, grammar, claims }: Whole, objects: readonly ObjectHit[]): readonly Claim[] {
  if (!grammar.english || claims.some(claim => !claim.named)) return []
  for (const place of hits) {
    if (place.meaning.is !== 'place' && place.meaning.is !== 'land') continue
    if (!AT.test(title.slice(0, place.start))) continue
    const talks = objects.find(
      ({ meaning, start }) => meaning.spec.family === 'meeting' && FOR.test(title.slice(place.end, start)),
    )
    if (talks === undefined) continue
    return [
      claimOf(
        'arrived',
        talks,
        parties.find(party => party.end <= place.start),
      ),
    ]
  }
  return []
}

function claimOf(phase: Phase, hit: ObjectHit, doer: Party | undefined): Claim {
  return {
    act: 'plan',
    phase,
    mode: 'done',
    speech: false,
    named: false,
    object: refOf(hit),
    of: null,
    ...(doer === undefined ? { agent: null, by: [] } : agentIs(doer)),
    span: { start: hit.start, end: hit.end },
  }
}
