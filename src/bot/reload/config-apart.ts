import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Config, compilingParts, type Parts, type Tables } from '../../config/parts.ts'
import { compileCache } from '../../io/http/worker/worker-pool.ts'
import type { ConfigQuestion } from './config-anew.ts'
import type { FreshRead } from './config-directory.ts'

/** The shipped files are read in well under a second. */
const DEADLINE_MS = 20_000
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

/**
 * Reads files without holding up the bot, whatever stands in them: in another thread, which can be ended, and takes along what reading
 * YAML needs of memory.
 */
export async function readApart(question: ConfigQuestion): Promise<FreshRead> {
  const worker = new Worker(new URL('./config-worker.ts', import.meta.url), {
    workerData: question,
    env: compileCache(),
    resourceLimits: LIMITS,
    execArgv: [],
  })
  const { promise, resolve } = Promise.withResolvers<FreshRead | null>()
  const late = setTimeout(() => resolve(tooMuch(question, 'take too long to be read')), DEADLINE_MS)
  worker.once('message', resolve)
  worker.once('error', error => {
    const full = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    resolve(full ? tooMuch(question, 'take more memory to be read than there is for them') : null)
  })
  const answer = await promise
  clearTimeout(late)
  await worker.terminate()
  if (answer !== null) return answer
  // What another thread cannot say for reasons of its own is found out here.
  const { readAnew } = await import('./config-anew.ts')
  return readAnew(question)
}

/** Compiles what was read, in steps between which others have their turn. */
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
    todo: 'look for a file that is no configuration',
  }
  return { kind: 'problems', problems: [problem] }
}
