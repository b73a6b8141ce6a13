import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type ConfigRead, readingConfig } from '../config/config.ts'
import type { Problem } from '../text/problem.ts'
import type { ConfigAnswer, ConfigQuestion } from './config-worker.ts'

/** The shipped files are read in well under a second. */
const DEADLINE_MS = 20_000
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

/**
 * Reads changed files without holding up the bot, whatever stands in them: first another thread, which can be ended, looks for problems;
 * files without any are then read here, one a turn.
 */
export async function readApart(
  files: ReadonlyMap<string, string>,
  directory: string,
  unreadable: readonly Problem[],
): Promise<ConfigRead> {
  const problems = await problemsApart({ files, directory, unreadable })
  if (problems.length > 0) return { kind: 'problems', problems }
  const reading = readingConfig(files, directory, unreadable)
  for (;;) {
    const step = reading.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}

async function problemsApart(question: ConfigQuestion): Promise<ConfigAnswer> {
  const worker = new Worker(new URL('./config-worker.ts', import.meta.url), {
    workerData: question,
    resourceLimits: LIMITS,
    execArgv: [],
  })
  const { promise, resolve } = Promise.withResolvers<ConfigAnswer>()
  const late = setTimeout(() => resolve([tooMuch(question, 'take too long to be read')]), DEADLINE_MS)
  worker.once('message', (answer: ConfigAnswer) => resolve(answer))
  worker.once('error', error => {
    const full = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    // What another thread cannot say for reasons of its own is found out here.
    resolve(full ? [tooMuch(question, 'take more memory to be read than there is for them')] : [])
  })
  const answer = await promise
  clearTimeout(late)
  await worker.terminate()
  return answer
}

function tooMuch({ directory }: ConfigQuestion, what: string): Problem {
  return {
    file: directory,
    line: 1,
    column: 1,
    what: `the files ${what}`,
    todo: 'look for a file that is no configuration',
  }
}
