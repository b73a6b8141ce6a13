import type { Breathe } from '../../text/breath.ts'

/** One rule of robots.txt: the parts between its stars; the first must be at the start of the path. */
interface Rule {
  readonly allow: boolean
  readonly parts: readonly string[]
  /** The pattern ends with "$": the last part must be at the end of the path. */
  readonly toEnd: boolean
  /** Length of the pattern as written: the longest match decides (RFC 9309, 2.2.2). */
  readonly length: number
}

/** A host's rules for one robot: longest pattern first, and of equal length the allowing one first. */
export type RobotsRules = readonly Rule[]

/** Lines or rules handled before other work gets a turn. */
const AT_ONCE = 16
/** Parts up to this length are found by String.indexOf, whose time may grow with the product of both lengths. */
const SHORT = 16

/**
 * Reads robots.txt (RFC 9309): the groups that name the robot, or else those for all. Linear in the text's length, with pauses for other work:
 * a stranger's text may be half a megabyte.
 * @param robot product token without a version
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

/** Whether the rules allow a page. Each rule takes time linear in its own and the path's length. */
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

/** Finds each part after the one before it. The first place leaves most room for the rest, so no backtracking is needed. */
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

/** First place of a part at or after `from`; a long part takes linear time (Knuth, Morris, Pratt, SIAM J. Comput. 6(2), 1977). */
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

/** A pattern, percent-encoded as in a URL. */
function encoded(pattern: string): string {
  try {
    return inCapitals(encodeURI(pattern).replaceAll('%25', '%'))
  } catch {
    // A lone surrogate, which no URL contains.
    return pattern
  }
}

function inCapitals(path: string): string {
  return path.replace(/%[\da-f]{2}/gi, code => code.toUpperCase())
}
