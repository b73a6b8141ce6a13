import type { Mode } from '../event.ts'
import { type ActHit, JOINS, ONLY_REPORTS, PARTICIPLE } from './act.ts'
import type { Hit } from './lexicon.ts'

/** Whether an English act is only named: as an attribute of a thing, or as a noun. */
export function isOnlyNamed(
  act: ActHit,
  acts: readonly ActHit[],
  objects: readonly Hit[],
  mode: Mode,
  title: string,
): boolean {
  const at = acts.indexOf(act)
  const [before, rest] = [acts.slice(0, at), acts.slice(at + 1)]
  return (
    isAttribute(act, before, rest, title) ||
    isAdjective(act, before, objects, title) ||
    isNoun(act, before, objects, mode, title) ||
    isGerund(act, before, objects, title) ||
    isPurpose(act, before, title)
  )
}

/** "rejects US offer", "summit schedule": a base form after another act or a thing is a noun unless something makes it a verb. */
function isNoun(act: ActHit, before: readonly ActHit[], objects: readonly Hit[], mode: Mode, title: string): boolean {
  if (act.meaning.form !== 'base' || mode !== 'done') return false
  if (/(?:['’]s|\b(?:an?|the|for|of|in))\s(?:nuclear\s)?$/i.test(title.slice(0, act.start))) return true
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

/** "test site dismantling", "… by cancelling": an -ing form only names the act, unless it is what the subject is doing. */
function isGerund(act: ActHit, before: readonly ActHit[], objects: readonly Hit[], title: string): boolean {
  if (!/^\w+ing\b/.test(act.text)) return false
  if (/^\sof\b/i.test(title.slice(act.end))) return true
  // After another act it tells the result: "writes letter cancelling summit".
  const behind =
    before.length === 0 &&
    objects.some(object => object.end < act.start && /^\s$/.test(title.slice(object.end, act.start)))
  return behind || /\b(?:of|by|for|on|over|in|about|against|with|from|the|a)\s$/i.test(title.slice(0, act.start))
}

/** "flies to Geneva to meet Kim": a purpose is neither done nor fixed. */
function isPurpose(act: ActHit, before: readonly ActHit[], title: string): boolean {
  const previous = before.at(-1)
  if (previous === undefined || previous.meaning.form === 'noun') return false
  const { takes, speech } = previous.meaning.spec
  if (takes || speech) return false
  const between = title.slice(previous.end, act.start)
  return /\sto\s$/i.test(between) && !JOINS.test(between)
}

/**
 * A participle that only qualifies: before another act not joined to it ("student freed by Pyongyang dies"), after
 * a noun with its agent ("sanctions drafted by"), or with a hyphen ("US-drafted").
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

/** "planned drills", "the cancelled summit": an attribute before a thing only names the act. */
function isAdjective(act: ActHit, before: readonly ActHit[], objects: readonly Hit[], title: string): boolean {
  if (!PARTICIPLE.test(act.text) || act.meaning.form !== 'inflected') return false
  const led =
    /(?:^|\b(?:the|a|an|his|her|its|their|this|that|of|over|on|for|after|new|with|from|against|at|about|despite|amid|to|as|by|two|three|first)\s|['’]s\s)$/i
  const behindVerb = before.some(one => one.end === act.start - 1)
  if (!behindVerb && !led.test(title.slice(0, act.start))) return false
  return objects.some(
    object => object.start >= act.end && /^\s+(?!to )(?:[\w-]+\s+){0,3}$/.test(title.slice(act.end, object.start)),
  )
}
