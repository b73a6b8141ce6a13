import { setImmediate } from 'node:timers/promises'
import { type Config, compilingParts, type Parts, type Tables } from '../../config/parts.ts'
import { askOnce } from '../../io/http/worker/ask-once.ts'
import type { ConfigQuestion } from './config-anew.ts'
import type { FreshRead } from './config-directory.ts'

/** Generous: the shipped files are read in well under a second. */
const LIMITS = { deadlineMs: 20_000, heapMb: 256 }

/**
 * Reads files without holding up the bot, whatever they contain: in another thread, which can be ended, and whose memory goes with it.
 */
export async function readApart(question: ConfigQuestion): Promise<FreshRead> {
  const asked = await askOnce<FreshRead>(new URL('./config-worker.ts', import.meta.url), question, LIMITS)
  switch (asked.kind) {
    case 'answer':
      return asked.value
    case 'late':
      return tooMuch(question, 'take too long to be read')
    case 'full':
      return tooMuch(question, 'need more memory to be read than they may use')
    case 'broken': {
      // The thread failed for a reason of its own: read the files here.
      const { readAnew } = await import('./config-anew.ts')
      return readAnew(question)
    }
  }
}

/** Compiles what was read, in steps with turns for other work in between. */
export async function compileInTurns(parts: Parts, tables: Tables): Promise<Config> {
  const compiling = compilingParts(parts, tables)
  for (;;) {
    const step = compiling.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}

function tooMuch({ directory }: ConfigQuestion, what: string): FreshRead {
  const problem = {
    file: directory,
    line: 1,
    column: 1,
    what: `the files ${what}`,
    todo: 'look for a file that is not a configuration',
  }
  return { kind: 'problems', problems: [problem] }
}
