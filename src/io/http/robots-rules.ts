import type { Breathe } from '../../text/breath.ts'

/** One line of robots.txt: the parts between its stars, of which the first stands at the path's beginning. */
interface Rule {
  readonly allow: boolean
  readonly parts: readonly string[]
  /** It ends with "$": the last part stands at the path's end. */
  readonly toEnd: boolean
  /** Of the pattern as written: the longest that matches decides (RFC 9309, 2.2.2). */
  readonly length: number
}

/** What a host's robots.txt says to one robot: longest patterns first, of the equally long those that allow. */
export type RobotsRules = readonly Rule[]

/** Lines and rules that are gone through before others may have their turn. */
const AT_ONCE = 16
/** Up to this length a part is found by String.indexOf, which may compare each of its letters at each place. */
const SHORT = 16

/**
 * Reads robots.txt (RFC 9309): the groups that name the robot, or else those for all. Linear in the text's length, and in steps: half a
 * megabyte is read of it, whoever wrote it.
 * @param robot product token, without a version
 */
export async function readRobots(text: string, robot: string, breathe: Breathe): Promise<RobotsRules> {
  const ours: Rule[] = []
  const everyones: Rule[] = []
  let named = false
  let group = { ours: false, everyones: false }
  let inAgents = false
  let lines = 0
  for (const line of linesOf(text)) {
    lines += 1
    if (lines % AT_ONCE === 0) await breathe()
    const colon = line.indexOf(':')
    if (colon < 0) continue
    const key = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (key === 'user-agent') {
      if (!inAgents) group = { ours: false, everyones: false }
      const agent = (value.split('/', 1)[0] ?? '').trim().toLowerCase()
      if (agent === robot.toLowerCase()) {
        group.ours = true
        named = true
      }
      if (agent === '*') group.everyones = true
    }
    inAgents = key === 'user-agent'
    if ((key !== 'allow' && key !== 'disallow') || value === '') continue
    if (!group.ours && !group.everyones) continue
    const rule = ruleOf(value, key === 'allow')
    if (group.ours) ours.push(rule)
    if (group.everyones) everyones.push(rule)
  }
  return (named ? ours : everyones).sort((a, b) => b.length - a.length || Number(b.allow) - Number(a.allow))
}

/** Whether the rules let a page be asked for. For each rule linear in the path's and the rule's length. */
export async function mayAsk(rules: RobotsRules, url: URL, breathe: Breathe): Promise<boolean> {
  const path = inCapitals(url.pathname + url.search)
  for (const [index, rule] of rules.entries()) {
    if (index % AT_ONCE === 0) await breathe()
    if (matches(rule, path)) return rule.allow
  }
  return true
}

function* linesOf(text: string): Generator<string> {
  let from = 0
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at === text.length ? 10 : text.charCodeAt(at)
    if (unit !== 10 && unit !== 13) continue
    if (at > from) {
      const line = text.slice(from, at)
      const comment = line.indexOf('#')
      yield comment < 0 ? line : line.slice(0, comment)
    }
    from = at + 1
  }
}

function ruleOf(written: string, allow: boolean): Rule {
  const pattern = encoded(written)
  const toEnd = pattern.endsWith('$')
  const parts = (toEnd ? pattern.slice(0, -1) : pattern).split(/\*+/)
  return { allow, parts, toEnd, length: pattern.length }
}

/** Each part is looked for behind the one before it: its first place leaves most room for the rest, so there is no way back. */
function matches({ parts, toEnd }: Rule, path: string): boolean {
  const [first = '', ...rest] = parts
  if (!path.startsWith(first)) return false
  let at = first.length
  const last = rest.at(-1)
  if (last === undefined) return !toEnd || at === path.length
  for (const part of toEnd ? rest.slice(0, -1) : rest) {
    if (part === '') continue
    const found = find(path, part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return !toEnd || (path.length - last.length >= at && path.endsWith(last))
}

/** The first place of a part from a place on; of a long one in linear time (Knuth, Morris, Pratt, SIAM J. Comput. 6(2), 1977). */
function find(path: string, part: string, from: number): number {
  if (part.length <= SHORT) return path.indexOf(part, from)
  if (part.length > path.length - from) return -1
  const back = new Int32Array(part.length)
  for (let at = 1, length = 0; at < part.length; at += 1) {
    while (length > 0 && part[at] !== part[length]) length = back[length - 1] ?? 0
    if (part[at] === part[length]) length += 1
    back[at] = length
  }
  for (let at = from, length = 0; at < path.length; at += 1) {
    while (length > 0 && path[at] !== part[length]) length = back[length - 1] ?? 0
    if (path[at] === part[length]) length += 1
    if (length === part.length) return at + 1 - length
  }
  return -1
}

/** A pattern as an address would write it. */
function encoded(pattern: string): string {
  try {
    return inCapitals(encodeURI(pattern).replaceAll('%25', '%'))
  } catch {
    // Half of a surrogate pair: no address has that.
    return pattern
  }
}

function inCapitals(path: string): string {
  return path.replace(/%[\da-f]{2}/gi, code => code.toUpperCase())
}
