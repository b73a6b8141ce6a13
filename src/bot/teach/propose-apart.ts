/** Turns what readers taught into proposals, in a thread of its own. Nothing is applied. */

import { Worker } from 'node:worker_threads'
import type { Propose, Question } from '../../config/teach/propose.ts'
import type { Proposals } from '../../desk/config-change.ts'
import { compileCache } from '../../io/http/worker/worker-pool.ts'
import { readConfigFiles } from '../../io/ops/config-files.ts'
import type { ProposalQuestion } from './propose-worker.ts'

/** Some hundred changes are tried on some thousand items; Discord takes an answer for a quarter of an hour. */
const DEADLINE_MS = 300_000
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }
const GRADED = 'graded.jsonl'

/**
 * Proposes by the files in force without holding up the bot: in another thread, one after the other.
 * @param directory where labelled items are, and how problems name the place
 * @param texts of the files in force by name, what was changed in Discord included
 */
export function proposeApart(directory: string, texts: () => ReadonlyMap<string, string>): Propose {
  let turn: Promise<unknown> = Promise.resolve()
  return gathered => {
    const answer = turn.then(() => proposeBy(directory, texts(), gathered))
    turn = answer.catch(() => {})
    return answer
  }
}

async function proposeBy(
  directory: string,
  files: ReadonlyMap<string, string>,
  { judged, past }: Pick<Question, 'judged' | 'past'>,
): Promise<Proposals | null> {
  const read = (await readConfigFiles(directory, [GRADED])).get(GRADED)
  const graded = read?.kind === 'text' ? read.text : ''
  const question: ProposalQuestion = { files, directory, graded, judged, past }
  const worker = new Worker(new URL('./propose-worker.ts', import.meta.url), {
    workerData: question,
    env: compileCache(),
    resourceLimits: LIMITS,
    execArgv: [],
  })
  const { promise, resolve } = Promise.withResolvers<Proposals | null>()
  const late = setTimeout(() => resolve(null), DEADLINE_MS)
  worker.once('message', resolve)
  worker.once('error', () => resolve(null))
  worker.once('exit', () => resolve(null))
  const answer = await promise
  clearTimeout(late)
  await worker.terminate()
  return answer
}
