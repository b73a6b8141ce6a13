import type { Config } from './config.ts'

/**
 * Signs that a changed configuration is still being written: a copy over the network, `cat >` and
 * sync clients write a file in pieces, and the first piece is often valid YAML. Each line names a file and what it has lost.
 * @param before texts by file name and the configuration in force
 * @param after the same after the change
 * @returns nothing if all files are whole
 */
export function whatIsLost(before: Side, after: Side): readonly string[] {
  const lost: string[] = []
  for (const [name, old] of before.texts) {
    const now = after.texts.get(name)
    if (now === undefined) lost.push(`${name} is gone`)
    else if (now !== old) lost.push(...lossOfText(name, old, now))
  }
  for (const [name, count] of Object.entries(LISTS)) {
    const [old, now] = [count(before.config), count(after.config)]
    if (isMostGone(old, now)) lost.push(`${name} has lost most of its entries (${now} of ${old} are left)`)
  }
  return lost
}

interface Side {
  readonly texts: ReadonlyMap<string, string>
  readonly config: Config
}

const LISTS: Readonly<Record<string, (config: Config) => number>> = {
  'feeds.yaml': config => config.feeds.length,
  'rules.yaml': config => config.ruleSet.rules.length,
  'terms.yaml': config => config.terms.terms.length,
}

function lossOfText(name: string, old: string, now: string): readonly string[] {
  // Files written in one line are covered by LISTS; this is for files of many lines.
  const [oldLines, lines] = [told(old), told(now)]
  if (isMostGone(oldLines, lines)) return [`${name} has lost most of its lines (${lines} of ${oldLines} are left)`]
  if (old.endsWith('\n') && !now.endsWith('\n')) return [`${name} ends in the middle of a line`]
  if (now.length < old.length && old.startsWith(now) && told(old.slice(now.length)) > 0)
    return [`${name} has lost its end`]
  return []
}

/** Half counts as most: with one of two rules on the disk, writing is half done. */
function isMostGone(old: number, now: number): boolean {
  return now * 2 <= old && now < old
}

/** The number of lines that are neither empty nor comments. */
function told(text: string): number {
  return text.split('\n').filter(line => /^\s*[^\s#]/.test(line)).length
}
