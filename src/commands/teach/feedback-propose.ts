import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { amendmentsIn } from '../../bot/amend/amending.ts'
import { lookInto } from '../../bot/reload/config-directory.ts'
import { readHolding } from '../../bot/reload/held-amendments.ts'
import { gatherFeedback } from '../../bot/teach/gather-feedback.ts'
import { coreItems } from '../../config/teach/graded.ts'
import { proposing, type Tried } from '../../config/teach/propose.ts'
import { proposalLines } from '../../desk/answers/proposals.ts'
import { systemClock } from '../../io/ops/clock.ts'
import type { Store } from '../../io/store/store.ts'
import { breather } from '../../text/breath.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { visible } from '../../text/show/visible.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { readerOf } from '../store/stored-amendments.ts'

/**
 * Proposes changes for items that readers found not relevant.
 * @param files graded items that must be alerted, besides graded.jsonl of the config directory
 * @param sinceMs how far back alerts are tried, in ms
 */
export async function propose(
  store: Store,
  directory: string,
  files: readonly string[],
  sinceMs: number,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): Promise<number> {
  const found = await lookInto(directory)
  // With the changes made in Discord, as the bot uses it.
  const read =
    'what' in found
      ? ({ kind: 'problems', problems: [found] } as const)
      : (await readHolding(found, readerOf(directory), await amendmentsIn(store))).read
  if (read.kind === 'problems') {
    for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
    return EXIT.config
  }
  const core = await coreOf(directory, files, stderr)
  if (core === null) return EXIT.usage
  const breathe = breather(() => systemClock.steady(), setImmediate)
  const { parts } = read
  const since = systemClock.now() - sinceMs
  const { taught, judged, past } = await gatherFeedback(store, parts.feeds, read.config().ruleSet, since, breathe)
  if (taught.length === 0) {
    stderr.write('no reader has said anything about an alert yet\n')
    return EXIT.well
  }
  const steps = proposing({ parts, judged, past, core })
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      stdout.write(visible(`${proposalLines(taught, step.value).join('\n')}`))
      return EXIT.well
    }
    await breathe()
  }
}

/** Graded core items of the config directory, if any, and of named files. @returns null if one of those cannot be read */
async function coreOf(
  directory: string,
  files: readonly string[],
  stderr: NodeJS.WritableStream,
): Promise<readonly Tried[] | null> {
  const core: Tried[] = []
  const shipped = join(directory, 'graded.jsonl')
  for (const file of [shipped, ...files]) {
    try {
      core.push(...coreItems(await readFile(file, 'utf8')))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (file === shipped && code === 'ENOENT') continue
      stderr.write(
        `${file}: ${code === undefined ? message : `cannot be read (${code})`} – write one graded item per line\n`,
      )
      return null
    }
  }
  return core
}
