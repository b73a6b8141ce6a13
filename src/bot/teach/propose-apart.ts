/** Turns what readers taught into proposals, in a thread of its own. Nothing is applied. */

import { Worker } from 'node:worker_threads'
import type { Propose, Question } from '../../config/teach/propose.ts'
import type { Proposals } from '../../desk/config-change.ts'
import { compileCache } from '../../io/http/worker/worker-pool.ts'
import { readConfigFiles } from '../../io/ops/config-files.ts'
import { lookInto } from '../reload/config-directory.ts'
import type { ProposalQuestion } from './propose-worker.ts'

/** Some hundred changes are tried on some thousand items; Discord takes an answer for a quarter of an hour. */
const DEADLINE_MS = 300_000
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }
const GRADED = 'graded.jsonl'

/** Proposes by the files of a config directory without holding up the bot: in another thread, one after the other. */
export function proposeApart(directory: string): Propose {
  let turn: Promise<unknown> = Promise.resolve()
  return gathered => {
    const answer = turn.then(() => proposeBy(directory, gathered))
    turn = answer.catch(() => {})
    return answer
  }
}

async function proposeBy(
  directory: string,
  { judged, past }: Pick<Question, 'judged' | 'past'>,
): Promise<Proposals | null> {
  const found = await lookInto(directory)
  if ('what' in found || found.unreadable.length > 0) return null
  const read = (await readConfigFiles(directory, [GRADED])).get(GRADED)
  const graded = read?.kind === 'text' ? read.text : ''
  const question: ProposalQuestion = { files: found.texts, directory, graded, judged, past }
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
